package dev.baton.connector;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads a stranger's JSON. A field of the wrong type is read as if it were missing; a number may come as text. */
public final class Fields {

  /** Kept of an item that could not be read, for a person to look at. */
  private static final int MAX_RAW = 2_000;

  /** A post says its own time; more than this before the network saw it, and it is not believed. */
  private static final Duration BELIEVED = Duration.ofDays(1);

  private Fields() {}

  /** @throws SourceException if the body is not one JSON object */
  public static JsonObject object(Buffer body, String host) {
    if (parse(body, host) instanceof JsonObject object) {
      return object;
    }
    throw SourceException.unanswered(host + " answered with something that is no JSON object", null);
  }

  /** @throws SourceException if the body is not one JSON array */
  public static JsonArray array(Buffer body, String host) {
    if (parse(body, host) instanceof JsonArray array) {
      return array;
    }
    throw SourceException.unanswered(host + " answered with something that is no JSON array", null);
  }

  private static Object parse(Buffer body, String host) {
    try {
      return Json.decodeValue(body);
    } catch (RuntimeException e) {
      throw SourceException.unanswered(host + " answered with something that is no JSON", e);
    }
  }

  /** Empty if the body is no JSON object. For the words of an error, where HTML is as likely. */
  public static JsonObject objectOrEmpty(Buffer body) {
    try {
      return Json.decodeValue(body) instanceof JsonObject object ? object : new JsonObject();
    } catch (RuntimeException e) {
      return new JsonObject();
    }
  }

  /** Text or a number as text; empty for everything else. */
  public static String text(JsonObject from, String key) {
    var value = from.getValue(key);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  /** A whole number, also when it came as text; 0 for everything else. */
  public static long number(JsonObject from, String key) {
    try {
      return from.getValue(key) instanceof Number number ? number.longValue() : Long.parseLong(text(from, key).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** An empty object where there is none. */
  public static JsonObject object(JsonObject from, String key) {
    return from.getValue(key) instanceof JsonObject object ? object : new JsonObject();
  }

  /** The objects of a list; what is no object is left out. */
  public static List<JsonObject> objects(JsonObject from, String key) {
    return from.getValue(key) instanceof JsonArray array
      ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
      : List.of();
  }

  public static Optional<Instant> time(JsonObject from, String key) {
    try {
      return Optional.of(OffsetDateTime.parse(text(from, key)).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * When it was said. The author's server or client may claim any time; it is believed if it lies within the day before
   * the network saw it, for it starts the customer's clock and must neither be in the future nor years ago.
   */
  public static Instant postedAt(Optional<Instant> claimed, Instant seen) {
    return claimed.filter(at -> !at.isAfter(seen) && !at.isBefore(seen.minus(BELIEVED))).orElse(seen);
  }

  /** An item for a person to look at. */
  public static ReadOutcome.Unreadable unreadable(String externalId, Object item, RuntimeException why) {
    var raw = String.valueOf(item);
    return new ReadOutcome.Unreadable(externalId, String.valueOf(why.getMessage()),
      raw.substring(0, Math.min(MAX_RAW, raw.length())));
  }
}
