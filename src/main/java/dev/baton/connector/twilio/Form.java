package dev.baton.connector.twilio;

import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Form fields, sorted by their names; a name may come repeatedly. */
record Form(TreeMap<String, TreeSet<String>> fields) {

  /** More than Twilio has ever sent. */
  private static final int MOST = 500;

  /** @throws IllegalArgumentException if it is none */
  static Form of(Buffer body) {
    var fields = new TreeMap<String, TreeSet<String>>();
    var parts = body.toString().split("&", MOST + 1);
    if (parts.length > MOST) {
      throw new IllegalArgumentException("the form has more than " + MOST + " fields");
    }
    for (var part : parts) {
      if (!part.isEmpty()) {
        var equals = part.indexOf('=');
        var name = decoded(equals < 0 ? part : part.substring(0, equals));
        fields.computeIfAbsent(name, n -> new TreeSet<>()).add(equals < 0 ? "" : decoded(part.substring(equals + 1)));
      }
    }
    return new Form(fields);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Empty where there is none. */
  String get(String name) {
    var values = fields.get(name);
    return values == null ? "" : values.first();
  }

  /** A whole number; 0 where there is none. */
  int number(String name) {
    try {
      return Integer.parseInt(get(name).strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** As a body or a query. */
  static String encoded(List<Map.Entry<String, String>> fields) {
    var text = new StringBuilder();
    fields.forEach(f -> text.append(text.isEmpty() ? "" : "&").append(encoded(f.getKey())).append('=')
      .append(encoded(f.getValue())));
    return text.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
