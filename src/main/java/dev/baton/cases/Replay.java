package dev.baton.cases;

import dev.baton.journal.Entry;
import dev.baton.policy.Policy;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Law 8: state is a function of the journal. Each entry is stepped again under the policy it names; a customer's name and
 * words are not in the journal, so they come from elsewhere.
 */
final class Replay {

  private final IntFunction<Policy> policies;
  private final String customerName;
  private final String customerHandle;

  /** @param policies by their versions */
  Replay(IntFunction<Policy> policies, String customerName, String customerHandle) {
    this.policies = policies;
    this.customerName = customerName;
    this.customerHandle = customerHandle;
  }

  /** @param oldestFirst all entries of a case, in the order of its revisions */
  CaseState of(List<Entry> oldestFirst) {
    var first = oldestFirst.getFirst();
    var state = opened(first, policies.apply(first.policy()), customerName, customerHandle).state();
    for (var entry : oldestFirst.subList(1, oldestFirst.size())) {
      var step = CaseMachine.next(state, EventJson.event(entry.kind(), entry.body()), policies.apply(entry.policy()),
        entry.at());
      if (!(step instanceof Step.Moved moved)) {
        throw new IllegalStateException("revision " + entry.revision() + " of case " + entry.caseId() + " was "
          + entry.kind() + ", which the engine now answers with " + step);
      }
      state = moved.state();
    }
    return state;
  }

  /** What a case begins with; under another policy it may wait in another queue. */
  static Step.Moved opened(Entry first, Policy policy, String customerName, String customerHandle) {
    var body = first.body();
    return switch (first.kind()) {
      case "opened" -> CaseMachine.open(first.brand(), body.getString("accountQueue", body.getString("queue")),
        customerName, customerHandle, EventJson.contact(body), policy, first.at());
      case "split-opened" -> Merging.opened(first.brand(),
        DealingsJson.parted(body, customerName, customerHandle), policy, first.at());
      case "left-opened" -> Undoing.opened(first.brand(), customerName, customerHandle,
        AloneJson.read(body.getJsonObject("alone")), policy, first.at());
      default -> throw new IllegalStateException("the journal of case " + first.caseId() + " begins with "
        + first.kind());
    };
  }
}
