package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A case as the engine sees it. One that exists is not naked (law 1): open, it has an owner and a running obligation;
 * closed, it has neither an obligation nor a leg (law 3) nor a reply on its way (law 7). The database holds the same by
 * constraint.
 *
 * @param owner        the one person accountable to the customer
 * @param revision     grows with every change
 * @param conversation grows with everything that changes what an agent would answer: words, refusals, changes of hand,
 *                     an expert's answer; a reply names its own
 * @param numbered     number of the obligation opened last
 * @param answered     a reply to it was ever accepted
 * @param unanswered   kept when it is closed without an answer, so that its customer's clock goes on where it stood if
 *                     it opens again (law 4)
 * @param running      the obligations that run, in order of their numbers
 */
record CaseState(String brand, String queue, Phase phase, String owner, int revision, int conversation, int numbered,
                 boolean answered, Unanswered unanswered, Delivery delivery, Facts facts, Face face, Dealings dealings,
                 List<Obligation> running) {

  CaseState {
    running = List.copyOf(running);
    if (phase.isOpen() && (owner.isBlank() || running.isEmpty())) {
      throw new IllegalStateException("naked case: owner '" + owner + "', " + running.size() + " obligations");
    }
    if (!phase.isOpen() && (!running.isEmpty() || delivery != Delivery.NONE || !dealings.legs().isEmpty()
      || !dealings.promises().isEmpty())) {
      throw new IllegalStateException("closed with " + running + ", " + dealings + " and delivery " + delivery);
    }
  }

  /** Its customer is called otherwise. */
  CaseState named(String name, String handle) {
    return new CaseState(brand, queue, phase, owner, revision, conversation, numbered, answered, unanswered, delivery, facts,
      new Face(name, handle, face.title(), face.channels(), face.language(), face.openedAt(), face.lastContactAt(),
        face.contacts()), dealings, running);
  }

  /** The rung of the ladder it has reached. */
  int level() {
    return running.stream().mapToInt(Obligation::level).max().orElse(0);
  }

  /** What sets its place in the inbox. */
  Optional<Obligation> earliestDue() {
    return running.stream().min(Comparator.comparing(Obligation::dueAt).thenComparing(Obligation::number));
  }

  /** When something happens next if nobody acts. */
  Optional<Instant> nextAlarmAt() {
    return running.stream().map(Obligation::alarmAt).min(Comparator.naturalOrder());
  }

  boolean owes(Kind kind) {
    return running.stream().anyMatch(o -> o.kind() == kind);
  }

  /** Whether the next alarm may make Baton itself write to the customer. */
  boolean mayRemind(Instant now) {
    return dealings.ask().canRemind() && running.stream().anyMatch(o -> o.kind() == Kind.CUSTOMER && o.isAlarmDue(now));
  }

  /** What the owner waits for from others, if nothing is left to do but wait. */
  String waitsFor() {
    if (dealings.ask().isAsked()) {
      return "customer";
    }
    var legs = dealings.legs().stream().filter(l -> !l.isFlag()).toList();
    return legs.isEmpty() ? "" : legs.stream().anyMatch(Leg::isVendor) ? "vendor" : "department";
  }
}
