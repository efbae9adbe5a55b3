package dev.baton.notice;

import dev.baton.people.Person;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells somebody by the first of their ways that takes it.
 *
 * <pre>
 *   e-mail ──taken──► told
 *     │ refused, or not taken in {@value #MOST_TRIES} tries
 *     ▼
 *   webhook ──taken──► told
 *     │ the same
 *     ▼
 *   failed
 * </pre>
 */
public final class Ways {

  private static final Logger log = LoggerFactory.getLogger(Ways.class);

  /** Of one way; then the next one's turn has come, since an alarm that waits is none. */
  static final int MOST_TRIES = 3;

  private final Map<Way, Post> posts;

  /** @param posts one for each way there is here */
  Ways(Map<Way, Post> posts) {
    this.posts = Map.copyOf(posts);
  }

  /** E-mail where the configuration has a server for it, and webhooks. */
  public static Ways of(Vertx vertx, NoticeConfig config, InstantSource clock) {
    var posts = new EnumMap<Way, Post>(Way.class);
    posts.put(Way.WEBHOOK, new Webhooks(vertx, config.webhookKey(), clock));
    if (config.mail().isThere()) {
      posts.put(Way.EMAIL, new Mailer(vertx, config.mail(), Notifier.AT_ONCE));
    }
    return new Ways(posts);
  }

  /** Whether there is a server that takes mails. */
  private boolean mail() {
    return posts.containsKey(Way.EMAIL);
  }

  List<Way> of(Person person) {
    return Way.of(person, mail());
  }

  /** Goes on where the tries before left off. Never fails. */
  Future<Fate> tell(Letter letter, Message message) {
    var ways = of(letter.to());
    var from = ways.stream().map(Way::word).toList().indexOf(message.way());
    return from < 0 ? tell(letter, ways, 1, "") : tell(letter, ways.subList(from, ways.size()), message.tries(), "");
  }

  /** @param before what the ways before said */
  private Future<Fate> tell(Letter letter, List<Way> ways, int tries, String before) {
    var way = ways.getFirst();
    return Future.succeededFuture().compose(v -> posts.get(way).send(letter))
      .otherwise(e -> ours(letter, way, e))
      .compose(outcome -> switch (outcome) {
        case PostOutcome.Taken taken -> Future.succeededFuture(new Fate.Told(way));
        case PostOutcome.TryLater(var cause) when tries < MOST_TRIES ->
          Future.succeededFuture(new Fate.Again(way, tries, before + said(way, cause)));
        case PostOutcome.TryLater(var cause) -> next(letter, ways, before + said(way, cause));
        case PostOutcome.Refused(var cause) -> next(letter, ways, before + said(way, cause));
      });
  }

  private Future<Fate> next(Letter letter, List<Way> ways, String said) {
    return ways.size() == 1 ? Future.succeededFuture(new Fate.Failed(said))
      : tell(letter, ways.subList(1, ways.size()), 1, said + "; ");
  }

  private static String said(Way way, String cause) {
    return way.called() + ": " + cause;
  }

  private static PostOutcome ours(Letter letter, Way way, Throwable e) {
    log.error("a letter could not be written message={} way={}", letter.id(), way.word(), e);
    return new PostOutcome.Refused("Baton could not write it");
  }

  Future<Void> close() {
    return Future.join(posts.values().stream().map(Post::close).toList()).mapEmpty();
  }
}
