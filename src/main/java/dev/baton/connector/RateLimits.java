package dev.baton.connector;

import dev.baton.connector.ReadOutcome.Quota;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a network wants to be left alone, in every dialect: {@code Retry-After} in seconds or as an HTTP date,
 * {@code (X-)RateLimit-Reset}, which X spells {@code X-Rate-Limit-Reset}, as ISO-8601, as Unix seconds or as seconds
 * until then.
 */
public final class RateLimits {

  /** A reset in the past must not turn into a busy loop. */
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** One bad header must not freeze a channel for a year. */
  static final Duration LONGEST = Duration.ofHours(1);

  /** When asked to wait without being told how long. */
  static final Duration UNSAID = Duration.ofMinutes(1);

  /** Above this a number is a moment in Unix seconds (it is in 2001), below it is a delay (it is 31 years). */
  private static final double EPOCH_FROM = 1e9;

  /** Up to a tenth on top, so that many accounts told the same moment do not come back together. */
  private static final double JITTER = 0.1;

  private final InstantSource clock;
  private final RandomGenerator jitter;

  public RateLimits(InstantSource clock, RandomGenerator jitter) {
    this.clock = clock;
    this.jitter = jitter;
  }

  /** Between one second and one hour, plus up to a tenth. */
  public Duration pause(MultiMap headers) {
    var asked = first(headers, "Retry-After", "X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset")
      .orElse(UNSAID);
    var bounded = clamp(asked);
    return bounded.plusMillis((long) (bounded.toMillis() * JITTER * jitter.nextDouble()));
  }

  /** What is left of the present window; {@link Quota#UNSAID} where the network does not say. */
  public Quota quota(MultiMap headers) {
    return firstOf(headers, "X-RateLimit-Remaining", "RateLimit-Remaining", "X-Rate-Limit-Remaining")
      .flatMap(RateLimits::number)
      .filter(left -> left >= 0)
      .map(left -> new Quota((int) Math.min(Integer.MAX_VALUE, left),
        clamp(first(headers, "X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset").orElse(UNSAID))))
      .orElse(Quota.UNSAID);
  }

  private Optional<Duration> first(MultiMap headers, String... names) {
    for (var name : names) {
      var wait = Optional.ofNullable(headers.get(name)).flatMap(this::until);
      if (wait.isPresent()) {
        return wait;
      }
    }
    return Optional.empty();
  }

  private Optional<Duration> until(String reset) {
    var raw = reset.strip();
    return number(raw)
      .map(n -> n > EPOCH_FROM ? between(clock.instant(), n) : Duration.ofSeconds((long) Math.ceil(n)))
      .or(() -> moment(raw).map(at -> Duration.between(clock.instant(), at)));
  }

  /** In doubles, because Unix seconds of a hundred digits are no {@code Instant}. */
  private static Duration between(Instant now, double epochSeconds) {
    return Duration.ofSeconds((long) Math.min(LONGEST.toSeconds(), epochSeconds - now.getEpochSecond()));
  }

  private static Optional<Double> number(String raw) {
    try {
      var number = Double.parseDouble(raw.strip());
      return Double.isFinite(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> moment(String raw) {
    try {
      return Optional.of(OffsetDateTime.parse(raw).toInstant());
    } catch (DateTimeException notIso) {
      try {
        return Optional.of(ZonedDateTime.parse(raw, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeException neither) {
        return Optional.empty();
      }
    }
  }

  private static Optional<String> firstOf(MultiMap headers, String... names) {
    return Arrays.stream(names).map(headers::get).filter(Objects::nonNull).findFirst();
  }

  private static Duration clamp(Duration asked) {
    if (asked.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
