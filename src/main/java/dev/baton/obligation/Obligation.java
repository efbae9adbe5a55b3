package dev.baton.obligation;

import java.time.Instant;

/**
 * Somebody owes something by a time, and somebody is alarmed if it is missed. This is one that runs.
 *
 * @param number  its name within its case
 * @param about   the reply a {@link Kind#DELIVERY} is about, else 0
 * @param dueAt   what was owed; never moves
 * @param alarmAt when somebody is alarmed next; equals {@code dueAt} until it was missed
 * @param level   the rung of the ladder alarmed last; 0 while nothing was missed
 * @param step    alarms so far
 */
public record Obligation(int number, Kind kind, long about, Instant openedAt, Instant dueAt, Instant alarmAt,
                         int level, int step) {

  /** Newly opened; {@code level} is where its ladder begins. */
  public static Obligation opened(int number, Kind kind, long about, Instant openedAt, Instant dueAt, int level) {
    return new Obligation(number, kind, about, openedAt, dueAt, dueAt, level, 0);
  }

  public boolean isAlarmDue(Instant now) {
    return !alarmAt.isAfter(now);
  }

  /** After an alarm. */
  public Obligation alarmed(int newLevel, Instant nextAlarmAt) {
    return new Obligation(number, kind, about, openedAt, dueAt, nextAlarmAt, newLevel, step + 1);
  }
}
