package dev.baton.connector.youtube;

import dev.baton.connector.ReadOutcome.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a day may use up. YouTube says nothing of it before it is gone, so Baton counts: what was read is kept in the
 * cursor, what this process used since is added when the next page is. What other nodes answered, or others of the same
 * project used, is not seen. Called from one event loop.
 */
final class Units {

  static final int READ = 1;
  static final int REPLY = 50;

  /** Where the network's day begins and ends. */
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
  /** Of the day's units, so much is left to answers and to the newest page. */
  private static final int KEPT_SHARE = 5;
  /** A day that is spent is asked again before it ends: the owner may have been given more. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** @param day of the network */
  record Spent(LocalDate day, int units) {

    static final Spent NOTHING = new Spent(LocalDate.EPOCH, 0);
  }

  private final InstantSource clock;
  private final int perDay;
  private Spent since = Spent.NOTHING;
  /** What the last page took along, should it not be stored. */
  private Spent taken = Spent.NOTHING;

  Units(InstantSource clock, int perDay) {
    this.clock = clock;
    this.perDay = perDay;
  }

  void spend(int units) {
    since = sum(since, units);
  }

  /** What was spent today, this process' share included and begun anew. @param before as the cursor has it */
  Spent settled(Spent before) {
    taken = sum(since, 0);
    since = Spent.NOTHING;
    return sum(before, taken.units());
  }

  /** The cursor of the last page was not stored. */
  void unsettle() {
    since = sum(taken, sum(since, 0).units());
    taken = Spent.NOTHING;
  }

  /** Enough for looking back and around. */
  boolean isPlenty(Spent before) {
    return left(before) > perDay / KEPT_SHARE;
  }

  Quota quota(Spent settled) {
    return new Quota(left(settled), untilMidnight());
  }

  /** When the network says that all are spent. */
  Duration untilMore() {
    var midnight = untilMidnight();
    return midnight.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : midnight;
  }

  private int left(Spent before) {
    return Math.max(0, perDay - sum(before, sum(since, 0).units()).units());
  }

  private Spent sum(Spent before, int units) {
    var today = LocalDate.ofInstant(clock.instant(), PACIFIC);
    return new Spent(today, before.day().equals(today) ? (int) Math.min(Integer.MAX_VALUE, (long) before.units() + units)
      : units);
  }

  private Duration untilMidnight() {
    Instant now = clock.instant();
    var tomorrow = LocalDate.ofInstant(now, PACIFIC).plusDays(1).atStartOfDay(PACIFIC).toInstant();
    return Duration.between(now, tomorrow);
  }
}
