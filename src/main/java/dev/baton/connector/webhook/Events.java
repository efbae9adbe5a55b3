package dev.baton.connector.webhook;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Hook.Delivery;
import dev.baton.connector.MentionJson;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Text;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a delivery says. One thing that cannot be understood makes the whole delivery so, to be read again after a mend;
 * of several in a list it is set aside, and the others are kept.
 */
final class Events {

  private static final String TYPE = "type";
  /** As many as the API takes in one request. */
  private static final int MOST = 10_000;
  /** More than this of an unknown one is not repeated. */
  private static final int MAX_TYPE = 100;
  private static final String DATA = "data";
  private static final String EXTERNAL_ID = "externalId";

  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();
  private final Instant receivedAt;

  private Events(Instant receivedAt) {
    this.receivedAt = receivedAt;
  }

  /** @throws IllegalArgumentException if it cannot be understood */
  static Brought read(Delivery delivery) {
    var events = new Events(delivery.receivedAt());
    try {
      events.take(delivery);
    } catch (DecodeException e) {
      throw new IllegalArgumentException("it is not JSON", e); // a parser's own words quote the customer's
    }
    return new Brought(events.mentions, events.changes, List.of(), events.unreadable);
  }

  private void take(Delivery delivery) {
    if (CloudEvents.isBinary(delivery.head())) {
      event(CloudEvents.ofBinary(delivery.head(), delivery.body()));
      return;
    }
    var body = Json.decodeValue(delivery.body());
    if (CloudEvents.isBatch(delivery.head())) {
      if (!(body instanceof JsonArray batch)) {
        throw new IllegalArgumentException("the batch of CloudEvents is not an array");
      }
      each(batch, CloudEvents::complete);
    } else if (CloudEvents.isStructured(delivery.head())) {
      event(CloudEvents.complete(body));
    } else if (body instanceof JsonArray several) {
      each(several, Events::object);
    } else {
      item(object(body));
    }
  }

  private static JsonObject object(Object raw) {
    if (raw instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("it is neither a mention nor an event: send a JSON object");
  }

  private void each(JsonArray several, Function<Object, JsonObject> made) {
    if (several.size() > MOST) {
      throw new IllegalArgumentException("it is a list of more than " + MOST + ": send fewer at once");
    }
    for (var raw : several) {
      try {
        item(made.apply(raw));
      } catch (IllegalArgumentException | DecodeException e) {
        unreadable.add(Fields.unreadable(raw instanceof JsonObject object ? idOf(object) : "", raw, e));
      }
    }
  }

  private static String idOf(JsonObject item) {
    var own = Fields.text(item, EXTERNAL_ID);
    return own.isEmpty() ? Fields.text(Fields.object(item, DATA), EXTERNAL_ID) : own;
  }

  /** A mention has no type, so what has one is an event. */
  private void item(JsonObject item) {
    if (item.containsKey(TYPE)) {
      event(item);
    } else {
      mentions.add(mention(item));
    }
  }

  private void event(JsonObject event) {
    var data = Fields.object(event, DATA);
    switch (Fields.text(event, TYPE)) {
      case "mention.created" -> mentions.add(mention(data));
      case "mention.edited" -> changes.add(new Change.Edited(of(data), text(data), at(event, data)));
      case "mention.deleted" -> changes.add(new Change.Deleted(of(data), at(event, data)));
      default -> throw new IllegalArgumentException("type is '" + Text.line(Fields.text(event, TYPE), MAX_TYPE)
        + "': Baton knows mention.created, mention.edited and mention.deleted");
    }
  }

  private static Mention mention(JsonObject json) {
    return switch (MentionJson.readWithoutAccount(json)) {
      case MentionJson.Item.Good(var account, var mention) -> mention;
      case MentionJson.Item.Bad(var id, var problems) ->
        throw new IllegalArgumentException(String.join("; ", problems));
    };
  }

  private static ExternalId of(JsonObject data) {
    return new ExternalId(Fields.text(data, EXTERNAL_ID));
  }

  private static String text(JsonObject data) {
    var text = Fields.text(data, "text");
    if (text.isBlank()) {
      throw new IllegalArgumentException("text is blank: say how it reads now, or send mention.deleted");
    }
    return text;
  }

  /** Of the change itself, else of the event, in either's words; else when it came. */
  private Instant at(JsonObject event, JsonObject data) {
    return Fields.time(data, "at").or(() -> Fields.time(event, "timestamp")).or(() -> Fields.time(event, "time"))
      .orElse(receivedAt);
  }
}
