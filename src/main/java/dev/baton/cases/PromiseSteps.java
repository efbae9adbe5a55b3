package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import dev.baton.obligation.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Steps of the promise ledger: a date that a customer was given is owed until a delivered reply has kept it. */
final class PromiseSteps {

  /** Who promises beyond a year promises nothing, and would park the case. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private PromiseSteps() {}

  static Step promise(Turn turn, CaseEvent.Promised event) {
    var given = new Says.Given(event.promise(), event.dueAt());
    var refusal = Hands.mayAct(turn, event.agent(), event.overrule())
      .or(() -> mayGive(turn, given));
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    Hands.grasp(turn, event.agent());
    give(turn, event.agent(), given);
    return turn.done();
  }

  /** Whether what a reply does with promises can be done. */
  static Optional<Refusal> mayGive(Turn turn, Says says) {
    var given = says.promises().stream().flatMap(p -> mayGive(turn, p).stream()).findFirst();
    if (given.isPresent()) {
      return given;
    }
    return Stream.concat(says.keeps().stream(), says.moves().stream()).anyMatch(id -> turn.promise(id).isEmpty())
      ? Optional.of(Refusal.NO_SUCH_PROMISE) : Optional.empty();
  }

  private static Optional<Refusal> mayGive(Turn turn, Says.Given given) {
    if (!given.dueAt().isAfter(turn.now)) {
      return Optional.of(Refusal.PROMISE_PAST);
    }
    return given.dueAt().isAfter(turn.now.plus(LONGEST)) ? Optional.of(Refusal.PROMISE_TOO_FAR) : Optional.empty();
  }

  static void give(Turn turn, String agent, Says.Given given) {
    var promise = new Promise(given.promise(), agent, turn.now, given.dueAt(), false);
    turn.put(promise, turn.open(Kind.PROMISE, promise.id(), turn.now, promise.dueAt(), 0));
  }

  static boolean isOf(Obligation obligation, Promise promise) {
    return obligation.kind() == Kind.PROMISE && obligation.about() == promise.id();
  }

  /** In time counts when the words were written, for the network may take a while. */
  static void kept(Turn turn, long id, Instant writtenAt) {
    turn.promise(id).ifPresent(p -> end(turn, p, writtenAt, Promise.State.KEPT));
  }

  static void moved(Turn turn, long id, Instant writtenAt) {
    turn.promise(id).ifPresent(p -> end(turn, p, writtenAt, Promise.State.MOVED));
  }

  private static void end(Turn turn, Promise promise, Instant writtenAt, Promise.State inTime) {
    if (writtenAt.isAfter(promise.dueAt())) {
      turn.end(promise, Promise.State.BROKEN, Outcome.MISSED);
    } else {
      turn.end(promise, inTime, inTime == Promise.State.KEPT ? Outcome.MET : Outcome.WITHDRAWN);
    }
  }

  static Step withdraw(Turn turn, CaseEvent.PromiseWithdrawn event) {
    var refusal = Hands.mayAct(turn, event.agent(), event.overrule());
    if (refusal.isPresent()) {
      return new Step.Refused(refusal.get());
    }
    var promise = turn.promise(event.promise());
    if (promise.isEmpty()) {
      return new Step.Refused(Refusal.NO_SUCH_PROMISE);
    }
    turn.talked();
    withdrawn(turn, promise.get());
    return turn.done();
  }

  /** A broken one stays broken. */
  static void withdrawn(Turn turn, Promise promise) {
    turn.end(promise, promise.broken() ? Promise.State.BROKEN : Promise.State.WITHDRAWN,
      promise.broken() ? Outcome.MISSED : Outcome.WITHDRAWN);
  }
}
