package dev.baton.connector.reddit;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reddit's noes inside a 200: a list of a code, a sentence and a field each. */
final class RedditErrors {

  /** When Reddit says "too much" without saying how long. */
  static final Duration UNSAID = Duration.ofMinutes(10);

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern PAUSE = Pattern.compile("(\\d{1,6})\\s*(millisecond|second|minute|hour)");

  private RedditErrors() {}

  /** @param code such as {@code RATELIMIT} */
  record No(String code, String words) {}

  static Optional<No> first(JsonObject body) {
    var errors = Fields.object(body, "json").getValue("errors");
    return errors instanceof JsonArray all && !all.isEmpty() ? Optional.of(no(all.getValue(0))) : Optional.empty();
  }

  private static No no(Object error) {
    if (!(error instanceof JsonArray said) || said.isEmpty()) {
      return new No("", String.valueOf(error));
    }
    var code = String.valueOf(said.getValue(0));
    return new No(code, said.size() > 1 ? String.valueOf(said.getValue(1)) : code);
  }

  /** As a number beside the errors, or in the sentence; rounded up by one of its units, since the sentence is not. */
  static Duration pause(JsonObject body, String words) {
    var seconds = Fields.object(body, "json").getValue("ratelimit") instanceof Number number ? number.doubleValue() : 0;
    var said = seconds > 0 ? Duration.ofSeconds((long) Math.ceil(Math.min(seconds, LONGEST.toSeconds()))) : said(words);
    return said.compareTo(LONGEST) > 0 ? LONGEST : said;
  }

  private static Duration said(String words) {
    var found = PAUSE.matcher(words.toLowerCase(Locale.ROOT));
    if (!found.find()) {
      return UNSAID;
    }
    long rounded = Long.parseLong(found.group(1)) + 1;
    return switch (found.group(2)) {
      case "millisecond" -> Duration.ofSeconds(1).plusMillis(rounded);
      case "second" -> Duration.ofSeconds(rounded);
      case "minute" -> Duration.ofMinutes(rounded);
      default -> Duration.ofHours(rounded);
    };
  }
}
