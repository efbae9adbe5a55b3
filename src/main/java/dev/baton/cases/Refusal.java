package dev.baton.cases;

/** Why an event may not happen now. */
public enum Refusal {
  /** Another agent has the case. */
  HELD_BY_ANOTHER,
  /** The case is closed. */
  IS_RESOLVED,
  /** Nobody has it, so it cannot be given back. */
  NOT_HELD,
  /** Law 7: a reply is on its way, or nobody knows whether it was said. */
  REPLY_UNDER_WAY,
  /** Law 7: the customer's last word has no accepted answer, and nobody said why none is needed. */
  NOT_ANSWERED,
  /** Law 7: the network refused the last reply, and nobody said how the customer was answered. */
  UNDELIVERED
}
