package dev.baton.demo;

import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Something a network does to its callers sooner or later. */
public sealed interface Fault {

  /** Says this instead of doing anything. */
  record Says(int status, Map<String, String> headers, String body) implements Fault {
    public Says {
      headers = Map.copyOf(headers);
    }
  }

  /** Does what was asked and spoils the answer. */
  record Spoils(UnaryOperator<String> change) implements Fault {}

  /** Answers with so many bytes. */
  record Floods(long bytes) implements Fault {}

  /** Answers a byte at a time. */
  record Trickles(Duration between) implements Fault {}

  /** Takes what was asked and says nothing, ever. */
  record Silent() implements Fault {}

  /** Hangs up at once, nothing done. */
  record HangsUpBefore() implements Fault {}

  /** Does what was asked and hangs up in the middle of the answer. */
  record HangsUpDuring() implements Fault {}

  /** Does what was asked and hangs up without a word. */
  record HangsUpAfter() implements Fault {}

  /** An error page of a proxy in front. */
  static Fault html(int status) {
    return new Says(status, Map.of("Content-Type", "text/html"), "<html><body><h1>" + status + "</h1></body></html>");
  }

  /** 429 with the headers of one dialect or another. */
  static Fault busy(Map<String, String> headers) {
    return new Says(429, headers, "{\"error\":\"Too many requests\"}");
  }

  static Fault redirect(String to) {
    return new Says(302, Map.of("Location", to), "");
  }

  /** The answer ends half way, its length with it. */
  static Fault truncated() {
    return new Spoils(body -> body.substring(0, body.length() / 2));
  }
}
