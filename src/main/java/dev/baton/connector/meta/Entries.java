package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.connector.SourceException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A delivery taken apart. What an entry holds is told by the keys that are there, never by the word in {@code object}:
 * {@code changes}, {@code messaging}, {@code standby}, or {@code field} and {@code value} without a list around them.
 */
record Entries(List<Event> events, List<Unreadable> unreadable) {

  private static final List<String> CONVERSATIONS = List.of("messaging", "standby");

  /** @throws IllegalArgumentException if it is no delivery at all */
  static Entries of(Buffer body, Instant receivedAt) {
    var found = new Entries(new ArrayList<>(), new ArrayList<>());
    if (!(whole(body).getValue("entry") instanceof JsonArray entries)) {
      throw new IllegalArgumentException("the delivery has no list of entries");
    }
    entries.forEach(entry -> found.apart(entry, receivedAt));
    return found;
  }

  private static JsonObject whole(Buffer body) {
    try {
      return Fields.object(body, "the delivery");
    } catch (SourceException e) {
      throw new IllegalArgumentException("the delivery is no JSON object", e);
    }
  }

  private void apart(Object raw, Instant receivedAt) {
    if (!(raw instanceof JsonObject entry)) {
      aside(raw, "the entry is no object");
      return;
    }
    var account = Fields.text(entry, "id");
    var at = Times.said(entry, "time", receivedAt);
    var known = false;
    if (entry.getValue("changes") instanceof JsonArray changes) {
      known = true;
      changes.forEach(change -> changed(account, at, change));
    }
    for (var key : CONVERSATIONS) {
      if (entry.getValue(key) instanceof JsonArray items) {
        known = true;
        items.forEach(item -> messaged(account, item));
      }
    }
    if (entry.containsKey("field")) {
      known = true;
      changed(account, at, entry);
    }
    if (!known) {
      aside(entry, "the entry has none of changes, messaging, standby and field");
    }
  }

  /** The dashboard sends its trials of messages as changes. */
  private void changed(String account, Instant at, Object raw) {
    if (raw instanceof JsonObject change && change.getValue("value") instanceof JsonObject value) {
      var field = Fields.text(change, "field");
      events.add(value.getValue("sender") instanceof JsonObject && value.containsKey("recipient")
        ? new Event.Messaged(account, value) : new Event.Changed(account, at, field, value));
    } else {
      aside(raw, "the change has no value");
    }
  }

  private void messaged(String account, Object raw) {
    if (raw instanceof JsonObject item) {
      events.add(new Event.Messaged(account, item));
    } else {
      aside(raw, "the message is no object");
    }
  }

  private void aside(Object raw, String why) {
    unreadable.add(Fields.unreadable("", raw, new IllegalArgumentException(why)));
  }
}
