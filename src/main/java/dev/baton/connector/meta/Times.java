package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The family's ways of telling time: an offset without its colon, Unix seconds, Unix milliseconds; numbers also as
 * text.
 */
public final class Times {

  /** {@code 2026-07-24T21:05:48+0000}, which is not the usual spelling; that one is read too. */
  private static final DateTimeFormatter SPELLED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX][XX]");

  /** Above this a number is in milliseconds: as seconds it would be in the year 5138. */
  private static final long MILLIS_FROM = 100_000_000_000L;

  /** The oldest of the family began in 2004; a zero that was meant as "unknown" lies before. */
  private static final Instant EARLIEST = Instant.parse("2004-01-01T00:00:00Z");

  private Times() {}

  /** Empty where there is none, or none that can be read. */
  public static Optional<Instant> read(JsonObject from, String key) {
    var number = Fields.number(from, key);
    try {
      if (number > 0) {
        return Optional.of(number >= MILLIS_FROM ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
      }
      return Optional.of(OffsetDateTime.parse(Fields.text(from, key), SPELLED).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * The network's own time, which a delivery may reach us a day and a half after; never later than now, nor from before
   * there was a network.
   */
  public static Instant said(JsonObject from, String key, Instant now) {
    return read(from, key).filter(at -> at.isBefore(now) && at.isAfter(EARLIEST)).orElse(now);
  }
}
