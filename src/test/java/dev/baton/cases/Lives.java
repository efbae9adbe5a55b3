package dev.baton.cases;

import dev.baton.journal.Entry;
import dev.baton.policy.Policies;
import dev.baton.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random lives of a case in memory, as the desk would record them. */
final class Lives {

  /** Replies that Baton wrote have higher numbers. */
  static final long REMINDERS = 1_000_000;
  static final CaseKey KEY = new CaseKey("acme", 7);

  private Lives() {}

  /**
   * Something that happens some minutes after what happened before.
   *
   * @param lateness seconds by which the clock is late until then
   */
  record Turned(int minutes, int what, int number, int lateness) {}

  /** @param mostLate seconds */
  static Arbitrary<List<Turned>> turns(int mostLate) {
    return Combinators.combine(Arbitraries.integers().between(0, 240), Arbitraries.integers().between(0, 19),
      Arbitraries.integers().between(1, 5), Arbitraries.integers().between(0, mostLate)).as(Turned::new)
      .list().ofMaxSize(30);
  }

  /** A life under a policy, with everything that was recorded of it. */
  static final class Life {

    private final Policies.InForce policy;
    private final Map<CaseKey, Batch.Standing> cases = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Long> replies = new ArrayList<>(List.of(0L));
    private final List<Long> legs = new ArrayList<>(List.of(0L));
    private Instant now = Desk.START;
    private long numbers = 1;

    Life(Policy policy) {
      this.policy = new Policies.InForce(1, policy);
      carryOut(new Move.Opening(KEY, 1, "Rosa", "rosa", "care", Desk.contact(1, now)));
    }

    Moved carryOut(Move move) {
      var batch = new Batch(policy, new Words(id -> id, key -> Optional.empty()), new Loaded(cases, Map.of()), now);
      var answer = batch.carryOut(move);
      entries.addAll(batch.entries());
      return answer;
    }

    /** The clock looks when something is due, or late; then it happens. */
    void turn(Turned turned) {
      var at = now.plus(Duration.ofMinutes(turned.minutes()));
      passTime(at, turned.lateness());
      happen(event(turned, at), at);
    }

    /** Time has passed until then. */
    Moved happen(CaseEvent event, Instant at) {
      now = at;
      return carryOut(Move.Happening.of(KEY, event, event instanceof CaseEvent.TimePassed ? "clock" : "ana"));
    }

    private CaseEvent event(Turned turned, Instant at) {
      var agent = turned.number() % 2 == 0 ? "ana" : "ben";
      var hours = Duration.ofHours(turned.number());
      var number = ++numbers;
      var reply = replies.get(turned.number() % replies.size());
      var leg = legs.get(turned.number() % legs.size());
      return switch (turned.what()) {
        case 0, 1, 2 -> new CaseEvent.Contacted(Desk.contact(number, at));
        case 3 -> new CaseEvent.Contacted(Desk.thanks(number, at));
        case 4 -> new CaseEvent.Contacted(Desk.windowed(number, at, at.plus(hours)));
        case 5, 6 -> new CaseEvent.Taken(agent, true);
        case 7 -> new CaseEvent.Released(agent, true);
        case 8, 9 -> new CaseEvent.Replied(agent, true, kept(replies, number), new Says(false, turned.what() == 9,
          turned.number() > 2, List.of(), List.of(), List.of()));
        case 10, 11 -> new CaseEvent.ReplyAccepted(reply, at);
        case 12 -> new CaseEvent.ReplyRefused(reply, "no");
        case 13 -> new CaseEvent.LegOpened(agent, true, kept(legs, number),
          turned.number() % 2 == 0 ? Desk.TECHNICIANS : Desk.VENDOR, "");
        case 14 -> new CaseEvent.LegAccepted(leg, "rita", true);
        case 15 -> new CaseEvent.LegAnswered(leg, "rita", true);
        case 16 -> new CaseEvent.Promised(agent, true, number, at.plus(hours));
        case 17 -> new CaseEvent.Flagged(agent, kept(legs, number), "jonas", "asap");
        case 18 -> new CaseEvent.Requeued(agent, true, turned.number() % 2 == 0 ? "care" : "strict");
        default -> new CaseEvent.Resolved(agent, true, turned.number() % 2 == 0 ? "" : "spam");
      };
    }

    private static long kept(List<Long> in, long number) {
      in.add(number);
      return number;
    }

    void passTime(Instant until, int lateness) {
      for (var due = state().nextAlarmAt(); due.isPresent(); due = state().nextAlarmAt()) {
        var at = due.get().plusSeconds(lateness);
        if (at.isAfter(until)) {
          return;
        }
        var fires = at.isBefore(now) ? now : at;
        var spare = state().mayRemind(fires) ? REMINDERS + ++numbers : 0;
        happen(new CaseEvent.TimePassed(spare), fires);
        if (spare != 0) {
          happen(new CaseEvent.ReplyAccepted(spare, fires), fires);
        }
      }
    }

    CaseState state() {
      return cases.get(KEY).state();
    }

    Instant now() {
      return now;
    }

    List<Entry> entries() {
      return entries;
    }

    Past past() {
      return new Past(KEY, entries, state());
    }
  }
}
