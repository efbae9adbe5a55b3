package dev.baton.connector.webhook;

import dev.baton.connector.Fields;
import dev.baton.connector.Hook.Call;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How events of CloudEvents 1.0 come over HTTP: one as a JSON object (structured), one with its attributes in headers
 * (binary), many as a JSON array (batch). A signature is over the body and not over headers: of an event in binary mode
 * only the data are vouched for, its attributes are as safe as the connection. Source: cloudevents/spec, HTTP protocol
 * binding and JSON format.
 */
final class CloudEvents {

  static final String CONTENT_TYPE = "content-type";
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String BATCH = "application/cloudevents-batch+json";
  private static final String PREFIX = "ce-";
  private static final List<String> NEEDED = List.of("specversion", "id", "source", "type");
  /** A larger one is not read before it is kept; then its {@code webhook-id} stands for it. */
  private static final int LOOKED_INTO = 64 * 1024;

  private CloudEvents() {}

  /** What reading needs beside the body. */
  static Map<String, String> head(MultiMap headers) {
    var head = new HashMap<String, String>();
    headers.forEach(header -> {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (name.equals(CONTENT_TYPE) || name.startsWith(PREFIX)) {
        head.put(name, header.getValue());
      }
    });
    return head;
  }

  static boolean isStructured(Map<String, String> head) {
    return mediaType(head).equals(STRUCTURED);
  }

  static boolean isBatch(Map<String, String> head) {
    return mediaType(head).equals(BATCH);
  }

  static boolean isBinary(Map<String, String> head) {
    return head.containsKey(PREFIX + "specversion");
  }

  private static String mediaType(Map<String, String> head) {
    return head.getOrDefault(CONTENT_TYPE, "").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** What source and id of the one event make it; empty where it is another thing, or not to be known. */
  static Optional<String> identity(Call call) {
    var head = head(call.headers());
    if (isBinary(head)) {
      return identity(attributes(head));
    }
    return isStructured(head) && call.body().length() <= LOOKED_INTO
      ? identity(Fields.objectOrEmpty(call.body())) : Optional.empty();
  }

  private static Optional<String> identity(JsonObject event) {
    var source = Fields.text(event, "source");
    var id = Fields.text(event, "id");
    return source.isEmpty() || id.isEmpty() ? Optional.empty() : Optional.of("ce-" + hash(source + "\n" + id));
  }

  /** Both may be of any length, and a key may not. */
  private static String hash(String text) {
    try {
      return HexFormat.of().formatHex(
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Attributes from the headers; what is not there is not there. */
  private static JsonObject attributes(Map<String, String> head) {
    var event = new JsonObject();
    head.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        event.put(name.substring(PREFIX.length()), plain(value));
      }
    });
    return event;
  }

  /** Beyond ASCII they are written as in addresses, where a plus is a plus. */
  private static String plain(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException asItIs) {
      return value;
    }
  }

  /** The event that stands in headers and body. */
  static JsonObject ofBinary(Map<String, String> head, Buffer body) {
    return complete(attributes(head)).put("data", Json.decodeValue(body));
  }

  /**
   * An event with its data as JSON.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonObject complete(Object raw) {
    if (!(raw instanceof JsonObject event)) {
      throw new IllegalArgumentException("the event is not an object");
    }
    for (var attribute : NEEDED) {
      if (Fields.text(event, attribute).isBlank()) {
        throw new IllegalArgumentException("the CloudEvent has no " + attribute);
      }
    }
    if (!Fields.text(event, "specversion").equals("1.0")) {
      throw new IllegalArgumentException("the CloudEvent's specversion is not 1.0");
    }
    return event.containsKey("data_base64")
      ? event.copy().put("data", decoded(Fields.text(event, "data_base64"))) : event;
  }

  private static Object decoded(String base64) {
    return Json.decodeValue(Buffer.buffer(Base64.getDecoder().decode(base64)));
  }
}
