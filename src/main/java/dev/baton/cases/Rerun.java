package dev.baton.cases;

import dev.baton.journal.Entry;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.Optional;

/** A case that lives once more, under another policy. */
final class Rerun {

  private final Relived relived;
  private final Policy policy;
  private final Tally tally = new Tally();
  private CaseState state;
  private Instant now;
  private int alarmsLeft;
  /** For replies that nobody wrote then; no reply has such a number. */
  private long invented = -1;

  Rerun(Entry first, Relived relived, Policy policy, int mostAlarms) {
    this.relived = relived;
    this.policy = policy;
    this.alarmsLeft = mostAlarms;
    now = first.at();
    moved(Replay.opened(first, policy, "", ""));
  }

  /** Carries out what is due until then, and then what happened, if it still can. */
  void happen(Entry entry, int place) {
    passTime(entry, place);
    now = entry.at();
    var event = EventJson.event(entry.kind(), entry.body());
    if (event instanceof CaseEvent.TimePassed || event instanceof CaseEvent.Unreached failed && !isSame(failed, place)) {
      return;
    }
    switch (CaseMachine.next(state, event, policy, now)) {
      case Step.Moved step -> moved(step);
      case Step.Stay s -> { }
      case Step.Refused r -> tally.refused(entry.kind());
    }
  }

  /** A message failed about something: the number may mean something else here. */
  private boolean isSame(CaseEvent.Unreached failed, int place) {
    var was = relived.unreached(place);
    var is = state.running().stream().filter(o -> o.number() == failed.number()).findFirst();
    return was.isPresent() == is.isPresent()
      && is.filter(o -> o.kind() != was.get().kind() || o.about() != was.get().about()).isEmpty();
  }

  /** An alarm that waited for the clock then waits again, until the clock looked; another one comes when it is due. */
  private void passTime(Entry entry, int place) {
    var looked = entry.kind().equals("time-passed");
    for (var due = next(); due.isPresent(); due = next()) {
      var waited = relived.waited(due.get(), place);
      var fires = waited ? due.get() : later(due.get());
      if (fires.isAfter(entry.at()) || waited && !looked) {
        return;
      }
      now = waited ? entry.at() : fires;
      fire(waited ? entry.body().getLong("spare", 0L) : 0);
    }
  }

  /** Carries out what is due until then; but not what was due and had not been carried out when the past ended. */
  void end(Instant until) {
    for (var due = next(); due.isPresent(); due = next()) {
      if (relived.waits(due.get()) || later(due.get()).isAfter(until)) {
        return;
      }
      now = later(due.get());
      fire(0);
    }
  }

  private Optional<Instant> next() {
    return alarmsLeft > 0 ? state.nextAlarmAt() : Optional.empty();
  }

  private Instant later(Instant due) {
    return due.isBefore(now) ? now : due;
  }

  /** @param spare the number of the reminder that was written then, or 0 */
  private void fire(long spare) {
    alarmsLeft--;
    var before = state;
    var number = !state.mayRemind(now) ? 0 : spare != 0 ? spare : invented--;
    if (CaseMachine.next(state, new CaseEvent.TimePassed(number), policy, now) instanceof Step.Moved step) {
      moved(step);
      if (Relived.isClosing("time-passed", before, state)) {
        tally.closedUnanswered();
      }
      if (number < 0 && CaseMachine.next(state, new CaseEvent.ReplyAccepted(number, now), policy, now)
        instanceof Step.Moved said) {
        moved(said);
      }
    }
  }

  private void moved(Step.Moved step) {
    tally.add(state, step, policy);
    state = step.state();
  }

  Ledger ledger() {
    return tally.ledger();
  }

  /** It had more alarms than are worth counting. */
  boolean wasCut() {
    return alarmsLeft <= 0;
  }
}
