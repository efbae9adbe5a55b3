package dev.baton.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Why an account is read as often as it is, as a person would say it. */
final class PaceWords {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Duration IN_SECONDS = Duration.ofMinutes(2);

  /** The network asked for it. */
  static final String LIMITED = "rate-limited";
  /** It would not help to ask before that. */
  static final String RESTS = "not read";
  static final String NONE_LEFT = "not read: what is left of its network's window is kept for replies";

  private PaceWords() {}

  static Paces.Next of(Turns.Turn turn, Turns.Reader mine, Paces.Told told, Optional<Turns.Window> window, Instant now,
                       Duration soonest) {
    var words = "every " + span(turn.pause()) + ": " + mine.heat().words(mine.rings());
    if (turn.isSlowed()) {
      var left = window.orElseThrow();
      return new Paces.Next(turn.pause(), soonest, words + ", and " + requests(left.left()),
        Optional.of(now.plus(left.length())));
    }
    return turn.pause().compareTo(told.every()) > 0
      ? new Paces.Next(turn.pause(), soonest, words + ", and today's budget has to last", Optional.of(now.plus(untilMidnight(now))))
      : new Paces.Next(turn.pause(), soonest, words, Optional.empty());
  }

  private static String requests(int left) {
    return left == 1 ? "1 request is left" : left + " requests are left";
  }

  /** With until when it holds, where that is known. */
  static String whole(String words, Instant until) {
    return words.isEmpty() || until == null ? words : words + " until " + CLOCK.format(until.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES));
  }

  static Duration untilMidnight(Instant now) {
    return Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
  }

  private static String span(Duration pause) {
    return pause.compareTo(IN_SECONDS) < 0 ? Math.max(1, Math.round(pause.toMillis() / 1e3)) + " s"
      : Math.round(pause.toSeconds() / 60.0) + " min";
  }
}
