package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.util.Comparator;
import java.util.Optional;

/**
 * The step in which a network takes back that it delivered a reply. What it had answered waits again since when it was
 * said (law 4), an answer is due when it was, and a case that was closed over it is open again (law 7).
 */
final class Returning {

  private Returning() {}

  static Step returned(Turn turn, CaseEvent.ReplyReturned event) {
    if (turn.phase instanceof Phase.Merged) {
      return new Step.Stay();
    }
    if (turn.delivery(event.reply()).isPresent()) {
      return Talking.refused(turn, event.reply());
    }
    if (event.others() == CaseEvent.Others.SINCE) {
      return turn.done();
    }
    turn.talked();
    if (!turn.phase.isOpen()) {
      turn.phase = new Phase.Waiting();
      Talking.oweResolution(turn);
    }
    turn.answered = event.others() != CaseEvent.Others.NONE;
    turn.facts = turn.facts.withRefused(turn.lastNumber());
    turn.unanswered = turn.unanswered.and(Unanswered.of(event.contacts()), turn.lastWritten());
    notAsked(turn, event.reply());
    Talking.oweReply(turn, due(turn, event));
    event.contacts().stream().filter(c -> c.hasWindow() && c.replyUntil().isAfter(turn.now))
      .max(Comparator.comparing(Contact::replyUntil)).ifPresent(contact -> Talking.window(turn, contact));
    return turn.done();
  }

  /** A question that nobody heard waits for no answer, and who waits for us is not waited for. */
  private static void notAsked(Turn turn, long reply) {
    if (turn.ask.reply() == reply || !turn.unanswered.isEmpty()) {
      turn.close(Kind.CUSTOMER, Outcome.WITHDRAWN);
      turn.ask = Dealings.Ask.NOTHING;
    }
  }

  /** As it would run if the reply had never been. */
  private static Optional<Obligation> due(Turn turn, CaseEvent.ReplyReturned event) {
    var kind = turn.answered ? Kind.NEXT_REPLY : Kind.FIRST_REPLY;
    return Unanswered.of(event.contacts()).since().map(since -> {
      var agreed = turn.agreement().due(kind, since);
      return Obligation.opened(0, kind, 0, since, agreed.isAfter(event.noLater()) ? event.noLater() : agreed, 0);
    });
  }
}
