package dev.baton.connector;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.StringJoiner;

/** Names and values, as a query or as the body of a form. */
public final class Urlencoded {

  /** As what a form's body is announced. */
  public static final String TYPE = "application/x-www-form-urlencoded";

  private Urlencoded() {}

  /** @param namesAndValues in turns; a value that is empty is left out with its name */
  public static String of(String... namesAndValues) {
    var all = new StringJoiner("&");
    for (var i = 0; i + 1 < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        all.add(text(namesAndValues[i]) + "=" + text(namesAndValues[i + 1]));
      }
    }
    return all.toString();
  }

  public static String text(String raw) {
    return URLEncoder.encode(raw, StandardCharsets.UTF_8);
  }

  /** The header by which an OAuth client says who it is. */
  public static String basic(String id, String secret) {
    return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }
}
