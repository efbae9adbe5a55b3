package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says things where nothing is recognised when it is said again, and finds out afterwards whether they were said. What
 * was said may show only after a moment: until then, that it is not there means nothing, or it would be said twice.
 */
public final class Saying {

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);
  /** Until what was said is certain to show. */
  private static final Duration SHOWS_AFTER = Duration.ofMinutes(1);
  /** The two clocks may differ by so much. */
  public static final Duration CLOCKS_APART = Duration.ofMinutes(2);
  /** Answers under way at once, and many more. A node that starts anew has waited for longer than it takes to show. */
  private static final int MOST_TRIED = 1_000;

  private final Graph graph;
  private final Map<String, Instant> tried = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
      return size() > MOST_TRIED;
    }
  };

  public Saying(Graph graph) {
    this.graph = graph;
  }

  /**
   * @param attemptKey of the draft
   * @param sent       what the network's answer names as having been said; a blank id is of unknown outcome
   */
  public Future<ReplyOutcome> say(String attemptKey, Instant now, String path, JsonObject body,
                                  Function<JsonObject, ReplyOutcome.Sent> sent) {
    tried.put(attemptKey, now);
    return graph.post(path, body).map(heard -> outcome(heard, sent))
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  private ReplyOutcome outcome(Heard heard, Function<JsonObject, ReplyOutcome.Sent> sent) {
    return switch (heard) {
      case Heard.Fine(var answer) -> {
        var said = sent.apply(Fields.objectOrEmpty(answer.body()));
        yield said.externalId().isBlank()
          ? new ReplyOutcome.Unknown(graph.host() + " took it, but its answer cannot be read") : said;
      }
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var status, var words) -> new ReplyOutcome.Refused(words);
    };
  }

  /**
   * @param find looks for it in what the network lists: {@code Sent} where it is there, empty where the list reaches back to
   *             the first try and it is not
   */
  public Future<ReplyOutcome> lookUp(String attemptKey, Instant now, String path, Map<String, String> query,
                                     Function<JsonObject, Optional<ReplyOutcome>> find) {
    return graph.get(path, query).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> find.apply(Fields.object(answer.body(), graph.host())).map(Future::succeededFuture)
        .orElseGet(() -> notThere(attemptKey, now));
      case Heard.TurnedDown(var status, var words) ->
        Future.succeededFuture(new ReplyOutcome.Unknown("the network cannot be asked whether it has it: " + words));
      case Heard.Wait(var pause, var why) -> Future.failedFuture(SourceException.unanswered(why, null));
      case Heard.Unwelcome(var why) -> Future.failedFuture(SourceException.unanswered(why, null));
    });
  }

  private Future<ReplyOutcome> notThere(String attemptKey, Instant now) {
    var since = tried.get(attemptKey);
    return since != null && now.isBefore(since.plus(SHOWS_AFTER))
      ? Future.failedFuture(SourceException.unanswered("what was just said may not show yet", null))
      : Future.succeededFuture(new ReplyOutcome.TryLater(Duration.ofSeconds(1), "the network has not got it"));
  }
}
