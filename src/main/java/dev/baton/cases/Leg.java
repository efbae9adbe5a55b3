package dev.baton.cases;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request to a named person beside the owner, while it is open: a hand-off to a department or vendor, or a flag, which
 * is a hand-off inside the desk. It is a lease: the owner stays accountable until the answer has reached the customer.
 *
 * @param party    {@code department:…}, {@code vendor:…} or {@code flag:} and its urgency
 * @param by       who opened it
 * @param expert   in whose hand it is
 * @param answerBy fixed when it is opened, whoever accepts it when
 * @param passes   how often it was passed on as "not mine"
 * @param climbed  the rung of its ladder to which passing it on has brought it, or 0
 * @param asked    everybody in whose hand it was
 */
record Leg(long id, String party, String by, String expert, boolean accepted, Instant openedAt, Instant acceptBy,
           Instant answerBy, int passes, int climbed, List<String> asked) {

  static final String FLAG = "flag:";
  private static final String VENDOR = "vendor:";

  Leg {
    asked = List.copyOf(asked);
    if (expert.isBlank() || by.isBlank()) {
      throw new IllegalStateException("a leg in nobody's hand");
    }
  }

  boolean isFlag() {
    return party.startsWith(FLAG);
  }

  boolean isVendor() {
    return party.startsWith(VENDOR);
  }

  Leg acceptedBy(String person) {
    return new Leg(id, party, by, person, true, openedAt, acceptBy, answerBy, passes, climbed, with(person));
  }

  /** To the next in line, who has to accept it by then. */
  Leg offeredTo(String person, Instant by) {
    return new Leg(id, party, this.by, person, false, openedAt, by, answerBy, passes, climbed, with(person));
  }

  Leg passed(int rung) {
    return new Leg(id, party, by, expert, accepted, openedAt, acceptBy, answerBy, passes + 1, rung, asked);
  }

  private List<String> with(String person) {
    return asked.contains(person) ? asked : Stream.concat(asked.stream(), Stream.of(person)).toList();
  }

  /** What a leg is or became. */
  enum State {
    OFFERED, ACCEPTED,
    /** Answered; for a flag, done. */
    ANSWERED,
    /** Nobody accepted it: it is the owner's again. */
    RETURNED,
    WITHDRAWN;

    /** The word used in SQL and JSON. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static State of(Leg leg) {
      return leg.accepted() ? ACCEPTED : OFFERED;
    }
  }
}
