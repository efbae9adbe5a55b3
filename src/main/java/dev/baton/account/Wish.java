package dev.baton.account;

import dev.baton.http.HttpProblem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An account as somebody wants it to be, as it was sent.
 *
 * @param told    by key: a text or several; what is empty stays as it was where it is a secret
 * @param cleared keys whose secret is to go
 * @param carried what a trial left, sealed; empty where it left nothing
 */
record Wish(String name, String channel, String brand, String queue, Map<String, Object> told, Set<String> cleared,
            String carried) {

  private static final int MOST_KEYS = 100;
  private static final int MOST_VALUES = 50;
  /** No token of any network is longer. */
  private static final int LONGEST = 8_192;
  private static final int LONGEST_CARRIED = 32_768;

  Wish {
    told = Map.copyOf(told);
    cleared = Set.copyOf(cleared);
  }

  /** Shows no value. */
  @Override
  public String toString() {
    return "Wish[" + name + ", " + channel + "]";
  }

  /** @param name and channel where they are not to be chosen; else null */
  static Wish read(RoutingContext context, String name, String channel) {
    var body = body(context);
    var told = new HashMap<String, Object>();
    var cleared = new HashSet<String>();
    var keys = body.getValue("keys", new JsonObject());
    if (!(keys instanceof JsonObject all) || all.size() > MOST_KEYS) {
      throw HttpProblem.of(400, "No keys", "'keys' must be an object of at most " + MOST_KEYS + " keys");
    }
    all.forEach(entry -> {
      if (entry.getValue() == null) {
        cleared.add(entry.getKey());
      } else {
        told.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
      }
    });
    return new Wish(name == null ? text(body, "name") : name, channel == null ? text(body, "channel") : channel,
      text(body, "brand"), text(body, "queue"), told, cleared, carried(body));
  }

  static JsonObject body(RoutingContext context) {
    try {
      return Objects.requireNonNullElseGet(context.body().asJsonObject(), JsonObject::new);
    } catch (RuntimeException notJson) {
      throw HttpProblem.of(400, "Not JSON", "The body must be a JSON object"); // what it holds may be secret
    }
  }

  static String text(JsonObject body, String field) {
    return body.getValue(field, "") instanceof String text && text.length() <= LONGEST ? text.strip() : "";
  }

  private static String carried(JsonObject body) {
    return body.getValue("carried") instanceof String text && text.length() <= LONGEST_CARRIED ? text : "";
  }

  private static Object value(String key, Object sent) {
    return sent instanceof JsonArray many && many.size() <= MOST_VALUES
      ? many.stream().map(one -> one(key, one)).filter(text -> !text.isBlank()).toList() : one(key, sent);
  }

  private static String one(String key, Object sent) {
    if (sent instanceof String text && text.length() <= LONGEST) {
      return text.strip();
    }
    if (sent instanceof Boolean || sent instanceof Number) {
      return String.valueOf(sent);
    }
    throw HttpProblem.of(400, "Not a value", "'keys." + key + "' must be a text of at most " + LONGEST
      + " characters, or at most " + MOST_VALUES + " of them");
  }

  static boolean isEmpty(Object value) {
    return value instanceof String text ? text.isBlank() : value instanceof List<?> many && many.isEmpty();
  }
}
