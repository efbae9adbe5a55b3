package dev.baton.connector.youtube;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Which channel we are, asked once: what it says itself is no customer's. Called from one event loop. */
final class YouTubeAccount {

  private final YouTubeApi api;
  private String id = "";
  private String title = "";

  YouTubeAccount(YouTubeApi api) {
    this.api = api;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** Makes sure that we know. @return what stands in the way; empty where nothing does */
  Future<Optional<Heard>> meet() {
    return id.isEmpty() ? api.whoAmI().map(heard -> heard instanceof Heard.Fine(var answer) ? learn(answer.body())
      : Optional.of(heard)) : Future.succeededFuture(Optional.empty());
  }

  private Optional<Heard> learn(Buffer body) {
    var items = Fields.objects(Fields.object(body, api.host()), "items");
    if (items.isEmpty()) {
      return Optional.of(new Heard.Unwelcome("the account that authorised Baton has no YouTube channel: authorise it"
        + " as the channel itself"));
    }
    var first = items.getFirst();
    if (Fields.text(first, "id").isEmpty()) {
      throw SourceException.unanswered(api.host() + " does not say which channel this is", null);
    }
    id = Fields.text(first, "id");
    title = Fields.text(Fields.object(first, "snippet"), "title");
    return Optional.empty();
  }
}
