package dev.baton.connector.meta;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks whether the network still sends. After an hour in which it could not reach us it unsubscribes an account
 * without a word, and a token ends the same way; both would only show as silence.
 */
public final class Watch {

  /** A quiet account has a small allowance, and is looked after soon enough. */
  private static final Duration EVERY = Duration.ofMinutes(15);

  private final Graph graph;
  private final InstantSource clock;
  private final String path;
  private final List<String> wanted;
  private final String appId;
  private Instant next = Instant.MIN;

  /**
   * @param path   of the list of the apps that are sent to
   * @param wanted what they have to be sent; empty where the network does not say
   * @param appId  of ours among them; empty where it is not known
   */
  public Watch(Graph graph, InstantSource clock, String path, List<String> wanted, String appId) {
    this.graph = graph;
    this.clock = clock;
    this.path = path;
    this.wanted = List.copyOf(wanted);
    this.appId = appId;
  }

  /** Asked as often as one likes, looks every quarter of an hour; at once again after something was not well. */
  public Future<ReadOutcome> look(String cursor) {
    var now = clock.instant();
    var well = new ReadOutcome.Page(Brought.NOTHING, cursor.isEmpty() ? "watched" : cursor, false,
      ReadOutcome.Quota.UNSAID);
    if (now.isBefore(next)) {
      return Future.succeededFuture(well);
    }
    return ask().compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> {
        var missing = missing(Fields.object(answer.body(), graph.host()));
        if (missing.isEmpty()) {
          next = now.plus(EVERY);
        }
        yield Future.succeededFuture(missing.isEmpty() ? well : new ReadOutcome.NeedsReconnect(missing));
      }
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == 403
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
        : Future.failedFuture(SourceException.unanswered(graph.host() + " turned a look down: " + words, null));
    });
  }

  Future<Heard> ask() {
    return graph.get(path, Map.of());
  }

  /** In words; empty where all is well. That another app is sent to does us no good. */
  String missing(JsonObject list) {
    var apps = Fields.objects(list, "data").stream().filter(this::isOurs).toList();
    if (apps.isEmpty()) {
      return "Meta sends nothing: the account is not subscribed to the app. Send POST /" + path
        + (wanted.isEmpty() ? "" : "?subscribed_fields=" + String.join(",", wanted)) + " with its token";
    }
    var fields = apps.stream().flatMap(app -> app.getValue("subscribed_fields") instanceof JsonArray sent
      ? sent.stream().map(String::valueOf) : Stream.<String>of()).collect(Collectors.toSet());
    var absent = wanted.stream().filter(field -> !fields.contains(field)).toList();
    return absent.isEmpty() ? "" : "Meta does not send " + String.join(", ", absent) + ": send POST /" + path
      + "?subscribed_fields=" + String.join(",", wanted) + " with the account's token";
  }

  /** WhatsApp names an app one level deeper. */
  private boolean isOurs(JsonObject app) {
    var deeper = Fields.object(app, "whatsapp_business_api_data");
    return appId.isEmpty() || appId.equals(Fields.text(deeper.isEmpty() ? app : deeper, "id"));
  }
}
