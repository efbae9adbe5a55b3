package dev.baton.connector.meta;

import dev.baton.config.Secret;
import dev.baton.connector.Hook;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** What Meta sends, as it sends it: everything beyond ASCII is escaped, and what is signed is what is sent. */
public final class MetaCalls {

  private static final String URL = "https://baton.example/hooks/meta";

  private MetaCalls() {}

  public static Hook.Call sends(String secret, JsonObject body) {
    return sends(secret, escaped(body.encode()));
  }

  public static Hook.Call sends(String secret, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Hook.Call("POST", URL, MultiMap.caseInsensitiveMultiMap(), MultiMap.caseInsensitiveMultiMap()
      .set("X-Hub-Signature-256", "sha256=" + Signing.of(new Secret(secret), bytes))
      .set("Content-Type", "application/json"), Buffer.buffer(bytes));
  }

  public static Hook.Call tries(String mode, String token, String challenge, String separator) {
    return new Hook.Call("GET", URL, MultiMap.caseInsensitiveMultiMap().set("hub" + separator + "mode", mode)
      .set("hub" + separator + "verify_token", token).set("hub" + separator + "challenge", challenge),
      MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
  }

  private static String escaped(String json) {
    return json.chars().mapToObj(c -> c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c))
      .collect(Collectors.joining());
  }

  public static JsonObject delivery(String object, JsonObject... entries) {
    var list = new JsonArray();
    for (var entry : entries) {
      list.add(entry);
    }
    return new JsonObject().put("object", object).put("entry", list);
  }

  /** With a list of these, such as {@code changes} or {@code messaging}. */
  public static JsonObject entry(String account, long time, String key, Object... items) {
    var list = new JsonArray();
    for (var item : items) {
      list.add(item);
    }
    return new JsonObject().put("id", account).put("time", time).put(key, list);
  }

  public static JsonObject change(String field, JsonObject value) {
    return new JsonObject().put("field", field).put("value", value);
  }

  /** Something in a private conversation. */
  public static JsonObject from(String sender, String recipient, long millis, String key, JsonObject what) {
    return new JsonObject().put("sender", new JsonObject().put("id", sender))
      .put("recipient", new JsonObject().put("id", recipient)).put("timestamp", millis).put(key, what);
  }
}
