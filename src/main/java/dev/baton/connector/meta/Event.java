package dev.baton.connector.meta;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** One thing of a delivery. */
public sealed interface Event {

  /** The network's id of the account that it is about. */
  String account();

  /** The JSON it stands in, for a person to look at. */
  JsonObject raw();

  /** Something changed, such as the {@code feed} or the {@code comments}. @param at when it was sent */
  record Changed(String account, Instant at, String field, JsonObject value) implements Event {
    @Override
    public JsonObject raw() {
      return value;
    }
  }

  /** Something happened in a private conversation, also one that another app has in hand. */
  record Messaged(String account, JsonObject item) implements Event {
    @Override
    public JsonObject raw() {
      return item;
    }
  }
}
