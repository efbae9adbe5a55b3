package dev.baton.cases;

/** What somebody is told about a case. */
public enum Subject {
  /** Something was missed and is theirs now. */
  ALARM,
  /** A leg is offered to them. */
  LEG,
  /** A flag is for them. */
  FLAG,
  LEG_ANSWERED,
  /** Nobody accepted it. */
  LEG_RETURNED,
  /** A department or vendor has not answered in time. */
  ANSWER_LATE,
  FLAG_ACCEPTED,
  FLAG_DONE,
  /** Somebody put the case into their hand. */
  ASSIGNED,
  PROMISE_BROKEN,
  /** Baton itself cannot carry the case on. */
  SET_ASIDE;

  /** The word used in SQL and JSON. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
