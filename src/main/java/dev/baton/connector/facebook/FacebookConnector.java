package dev.baton.connector.facebook;

import dev.baton.connector.Brought;
import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.MetaAccount;
import dev.baton.connector.meta.MetaCheck;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.connector.meta.MetaHook;
import dev.baton.connector.meta.Saying;
import dev.baton.connector.meta.Watch;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** One Facebook page, in public. Called from one event loop. */
public final class FacebookConnector implements MetaAccount {

  private static final List<String> FIELDS = List.of("feed", "mention");
  private static final List<Set<String>> SCOPES = List.of(Set.of("pages_read_engagement"),
    Set.of("pages_read_user_content"), Set.of("pages_manage_engagement"), Set.of("pages_manage_metadata"));

  /**
   * What an account may say of itself.
   *
   * @param postsOf   how old posts may be whose comments are looked for
   * @param maxLength of an answer, in characters
   */
  public record Terms(Duration postsOf, int maxLength) {}

  private final Graph graph;
  private final InstantSource clock;
  private final FacebookLists lists;
  private final FacebookReplies replies;
  private final Parts parts;

  public FacebookConnector(Tools tools, MetaConfig config, Terms terms) {
    this.graph = new Graph(tools, config);
    this.clock = tools.clock();
    this.lists = new FacebookLists(config.account(), terms.postsOf());
    this.replies = new FacebookReplies(new Saying(graph), clock, config.account());
    var watch = new Watch(graph, clock, "me/subscribed_apps", FIELDS, config.appId());
    var hook = MetaHook.named(config, new FacebookEvents(graph, config.account())::read);
    var check = new MetaCheck(graph, config, clock, watch,
      new MetaCheck.Needs(tools.account(), "page", "name", SCOPES, FIELDS));
    this.parts = new Parts(graph, watch, hook, check, new ReplyRules(terms.maxLength(), "characters", true));
  }

  @Override
  public Parts parts() {
    return parts;
  }

  /** What is said in public is listed as well, so that nothing is missed while nothing is sent. */
  @Override
  public Future<ReadOutcome> read(String cursor) {
    var now = clock.instant();
    var from = (cursor.isEmpty() ? FacebookCursor.first(now) : FacebookCursor.parse(cursor))
      .under(List.of(FacebookLists.FEED, FacebookLists.TAGGED), now);
    var query = lists.query(from.next(), from.floor(), now);
    return graph.get(lists.path(from.next()), query).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> Future.succeededFuture(page(from, answer, now));
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> turnedDown(from, status, words);
    });
  }

  private ReadOutcome page(FacebookCursor from, Wire.Answer answer, Instant now) {
    var found = lists.found(from.next(), Fields.object(answer.body(), graph.host()), from.floor(), now);
    return page(from.after(found.more(), found.latest()), found.gathered().brought(), graph.quota(answer.headers()));
  }

  private static ReadOutcome page(FacebookCursor next, Brought brought, ReadOutcome.Quota quota) {
    return new ReadOutcome.Page(brought, next.text(), !next.pending().isEmpty(), quota);
  }

  /** A post that is gone since we saw it takes its comments along, and must not keep us from the rest. */
  private Future<ReadOutcome> turnedDown(FacebookCursor from, int status, String words) {
    if (status == 403) {
      return Future.succeededFuture(new ReadOutcome.NeedsReconnect(words));
    }
    return from.next().list().endsWith(FacebookLists.COMMENTS)
      ? Future.succeededFuture(page(from.after(List.of(), Instant.EPOCH), Brought.NOTHING, ReadOutcome.Quota.UNSAID))
      : Future.failedFuture(SourceException.unanswered(graph.host() + " turned a read down: " + words, null));
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }
}
