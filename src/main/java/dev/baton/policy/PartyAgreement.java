package dev.baton.policy;

import java.time.Instant;

/**
 * What a department (OLA) or a vendor (underpinning contract) owes: to accept what it is handed, and to answer it.
 *
 * @param answer counted from the latest time at which it had to be accepted, so that a late acceptance costs the one who
 *               accepts and not the customer
 */
public record PartyAgreement(String name, Calendar calendar, Allowance accept, Allowance answer) {

  public Instant acceptBy(Instant from) {
    return accept.after(from, calendar);
  }

  /** For a leg opened at that time; it never moves, whoever accepts when. */
  public Instant answerBy(Instant from) {
    return answer.after(acceptBy(from), calendar);
  }
}
