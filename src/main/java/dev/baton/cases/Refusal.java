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
  UNDELIVERED,
  /** Law 3: a department or vendor still has it. */
  LEG_OPEN,
  /** Law 3: a department's or vendor's answer has not reached the customer, and nobody said why it need not. */
  ANSWER_NOT_PASSED_ON,
  /** A date given to the customer is neither kept nor taken back. */
  PROMISE_OPEN,
  /** The reply says that somebody else has it, but nobody has, or there is no date. */
  FORWARDED_NOWHERE,
  /** No such department or vendor, or not for this queue. */
  NO_SUCH_PARTY,
  /** The person is not one of its experts, or not there now. */
  NOT_THERE,
  /** The leg is over, or another's by now. */
  NO_SUCH_LEG,
  /** Somebody else accepted it. */
  LEG_TAKEN,
  /** Above the last resort stands nobody to pass it to. */
  NOBODY_ABOVE,
  NO_SUCH_PROMISE,
  /** A promise is about the future. */
  PROMISE_PAST,
  /** It is so far away that it would only park the case. */
  PROMISE_TOO_FAR,
  NO_SUCH_URGENCY,
  NO_SUCH_QUEUE,
  /** A case is merged into another one. */
  SAME_CASE,
  /** All its contacts would leave, or none of them is its own. */
  NOTHING_LEFT;

  /** By which programs tell it from the others. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
