package dev.baton.obligation;

import java.time.Instant;

/**
 * Somebody owes something by a time, and somebody is alarmed if it is missed. This is one that runs.
 *
 * @param number  its name within its case
 * @param about   the reply of a {@link Kind#DELIVERY} or {@link Kind#CUSTOMER}, the leg of an {@link Kind#ACCEPT} or
 *                {@link Kind#ANSWER}, the promise, the millisecond at which a {@link Kind#WINDOW} shuts; else 0
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

  /** It was missed. */
  public boolean wasAlarmed() {
    return step > 0;
  }

  /** The same under another number, in another case. */
  public Obligation numbered(int newNumber) {
    return new Obligation(newNumber, kind, about, openedAt, dueAt, alarmAt, level, step);
  }

  /** After an alarm. */
  public Obligation alarmed(int newLevel, Instant nextAlarmAt) {
    return new Obligation(number, kind, about, openedAt, dueAt, nextAlarmAt, newLevel, step + 1);
  }
}
