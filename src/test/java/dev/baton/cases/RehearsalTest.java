package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cases.Lives.Life;
import dev.baton.cases.Lives.Turned;
import dev.baton.journal.Entry;
import dev.baton.policy.Agreement;
import dev.baton.policy.Allowance;
import dev.baton.policy.Ladder;
import dev.baton.policy.Policy;
import dev.baton.policy.Queue;
import dev.baton.policy.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What a changed policy would have done, held against what it does to a case that lives under it. */
class RehearsalTest {

  /** The desk's policy, with every time of its queues so many percent of what it was, and other people on its ladder. */
  private static Policy changed(int percent, List<String> alarmed) {
    var ladder = new Ladder("care", List.of(new Ladder.Level(alarmed, Duration.ofMinutes(7))));
    var queues = Desk.POLICY.queues().stream().map(queue -> {
      var times = new EnumMap<>(queue.agreement().times());
      times.replaceAll((kind, time) -> Allowance.running(((Allowance.Running) time).length().multipliedBy(percent)
        .dividedBy(100)));
      return new Queue(queue.name(), queue.brand(), queue.leads(), ladder,
        new Agreement(queue.name(), queue.agreement().calendar(), times), queue.legs());
    }).toList();
    return new Policy(queues, Desk.POLICY.parties(), Desk.POLICY.roster(), Desk.POLICY.terms());
  }

  private static Life lived(Policy policy, List<Turned> turns) {
    var life = new Life(policy);
    turns.forEach(life::turn);
    life.passTime(life.now(), 0);
    return life;
  }

  private static Rehearsed.Done rehearsed(Past past, Policy changed, Instant until) {
    var result = new Rehearsal(version -> version == 1 ? Desk.POLICY : null, changed, until).of(past);
    return assertInstanceOf(Rehearsed.Done.class, result, result::toString);
  }

  private static long count(Ledger ledger, Ledger.Of of, String name) {
    return ledger.count(new Ledger.Line(of, name));
  }

  @Provide
  Arbitrary<List<Turned>> turns() {
    return Lives.turns(7_200);
  }

  @Provide
  Arbitrary<List<Turned>> punctual() {
    return Lives.turns(0);
  }

  @Provide
  Arbitrary<Policy> policies() {
    return Combinators.combine(Arbitraries.integers().between(20, 500),
      Arbitraries.of("maria", "omar", "tess").list().ofMinSize(1).ofMaxSize(2)).as(RehearsalTest::changed);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void the_present_policy_reproduces_the_past_exactly_however_late_the_clock_was(@ForAll("turns") List<Turned> turns) {
    var life = lived(Desk.POLICY, turns);
    var done = rehearsed(life.past(), Desk.POLICY, life.now());
    assertEquals(done.was(), done.with());
    assertEquals(0, done.was().distance(done.with()));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void it_foretells_what_happens_to_who_does_the_same_under_the_changed_policy(
    @ForAll("punctual") List<Turned> turns, @ForAll("policies") Policy changed) {
    var before = lived(Desk.POLICY, turns);
    var end = before.state().phase().isOpen() ? before.now() : before.entries().getLast().at();
    var done = rehearsed(before.past(), changed, before.now());
    assertEquals(truth(before.entries(), changed, end), done.with());
  }

  /** Somebody lives under the changed policy and does at the same times what was done under the other. */
  private static Ledger truth(List<Entry> was, Policy changed, Instant end) {
    var life = new Life(changed);
    var refused = new TreeMap<Ledger.Line, Long>();
    for (var entry : was.subList(1, was.size())) {
      var event = EventJson.event(entry.kind(), entry.body());
      var isBatons = event instanceof CaseEvent.TimePassed
        || event instanceof CaseEvent.ReplyAccepted(var reply, var at) && reply > Lives.REMINDERS;
      if (!isBatons) {
        life.passTime(entry.at(), 0);
        if (life.happen(event, entry.at()) instanceof Moved.Refused) {
          refused.merge(new Ledger.Line(Ledger.Of.REFUSED, entry.kind()), 1L, Long::sum);
        }
      }
    }
    life.passTime(end, 0);
    return Relived.of(life.past(), version -> changed).ledger().plus(new Ledger(refused));
  }

  @Test
  void what_would_have_been_missed_and_who_would_have_heard_of_it_is_counted() {
    var life = new Life(Desk.POLICY);
    life.passTime(Desk.at(8), 0);
    life.happen(Desk.taken("ana"), Desk.at(8));
    life.happen(Desk.replied(50), Desk.at(20));
    life.happen(new CaseEvent.ReplyAccepted(50, Desk.at(20)), Desk.at(20));
    life.happen(Desk.resolved(""), Desk.at(25));
    var done = rehearsed(life.past(), changed(50, List.of("maria", "omar")), Desk.at(25));
    assertEquals(0, done.was().count(Ledger.Of.MISSED));
    assertEquals(1, count(done.with(), Ledger.Of.MISSED, "pickup"), "five minutes, taken after eight");
    assertEquals(1, count(done.with(), Ledger.Of.MISSED, "first-reply"), "a quarter of an hour, answered after twenty");
    assertEquals(2, count(done.with(), Ledger.Of.TOLD, "maria"));
    assertEquals(0, count(done.with(), Ledger.Of.LAST_RESORT, ""));
    assertEquals(4, done.was().distance(done.with()));
  }

  @Test
  void alarms_at_the_last_resort_are_told_apart() {
    var life = new Life(Desk.POLICY);
    life.passTime(Desk.at(60), 0);
    var done = rehearsed(life.past(), changed(100, List.of("omar")), Desk.at(60));
    assertEquals(1, count(done.was(), Ledger.Of.LAST_RESORT, ""), "pickup at 10: maria, at 25 omar, at 45 Ines");
    assertEquals(3, count(done.with(), Ledger.Of.LAST_RESORT, ""), "at 17, 37 and 47, above the only level");
    assertEquals(3, count(done.with(), Ledger.Of.TOLD, "ines"));
  }

  @Test
  void what_people_did_and_could_not_have_done_is_counted_by_what_it_was() {
    var life = new Life(Desk.POLICY);
    life.happen(Desk.handedOff(9, Desk.VENDOR), Desk.at(5));
    life.happen(new CaseEvent.LegAccepted(9, "fiona", false), Desk.at(6));
    life.happen(new CaseEvent.LegAnswered(9, "fiona", false), Desk.at(7));
    var queues = Desk.POLICY.queues().stream().map(q -> new Queue(q.name(), q.brand(), q.leads(), q.ladder(),
      q.agreement(), List.of(Desk.TECHNICIANS))).toList();
    var without = new Policy(queues, Desk.POLICY.parties(), Desk.POLICY.roster(), Desk.POLICY.terms());
    var done = rehearsed(life.past(), without, Desk.at(7));
    assertEquals(0, done.was().count(Ledger.Of.REFUSED));
    assertEquals(1, count(done.with(), Ledger.Of.REFUSED, "leg-opened"));
    assertEquals(1, count(done.with(), Ledger.Of.REFUSED, "leg-accepted"));
    assertEquals(1, count(done.with(), Ledger.Of.REFUSED, "leg-answered"));
  }

  @Test
  void a_case_that_goes_into_another_queue_is_seen() {
    var life = new Life(Desk.POLICY);
    var terms = Desk.POLICY.terms();
    var routing = new Routing(List.of(new Routing.Rule("strict", Set.of(), Set.of("mastodon"), Set.of(), Set.of(),
      Set.of(), "", 0)));
    var routed = new Policy(Desk.POLICY.queues(), Desk.POLICY.parties(), Desk.POLICY.roster(), new Policy.Terms(
      terms.lastResort(), terms.boosts(), terms.reopenWithin(), terms.reminders(), terms.passes(), terms.urgencies(),
      routing, terms.wording()));
    var done = rehearsed(life.past(), routed, Desk.at(0));
    assertEquals(1, count(done.was(), Ledger.Of.CASE, "care"));
    assertEquals(1, count(done.with(), Ledger.Of.CASE, "strict"));
    assertEquals(0, count(done.with(), Ledger.Of.CASE, "care"));
  }

  @Test
  void reminders_and_closings_of_baton_move_with_the_policy() {
    var life = new Life(Desk.POLICY);
    life.happen(Desk.asked(50), Desk.at(1));
    life.happen(new CaseEvent.ReplyAccepted(50, Desk.at(1)), Desk.at(1));
    life.passTime(Desk.at(170), 0);
    assertEquals("customer", life.state().waitsFor());
    var done = rehearsed(life.past(), changed(90, List.of("maria")), Desk.at(170));
    assertEquals(1, count(done.was(), Ledger.Of.REMINDED, ""));
    assertEquals(1, count(done.with(), Ledger.Of.REMINDED, ""));
    assertEquals(0, count(done.was(), Ledger.Of.UNANSWERED, ""));
    assertEquals(1, count(done.with(), Ledger.Of.UNANSWERED, ""), "81 minutes twice, not 90");
  }

  @Test
  void a_past_that_comes_out_otherwise_is_told_and_not_rehearsed() {
    var life = new Life(Desk.POLICY);
    life.passTime(Desk.at(30), 0);
    var forged = new ArrayList<>(life.entries());
    var entry = forged.get(1);
    var body = entry.body().copy();
    body.getJsonArray("alarms").getJsonObject(0).put("person", "nobody");
    forged.set(1, new Entry(entry.brand(), entry.at(), entry.kind(), entry.caseId(), entry.revision(), entry.actor(),
      entry.policy(), body));
    var alarms = rehearse(new Past(Lives.KEY, forged, life.state()));
    assertTrue(alarms.mistakes().getFirst().startsWith("revision 2 (time-passed) had the alarms"), alarms.toString());
    var state = rehearse(new Past(Lives.KEY, life.entries(), Desk.opened(Desk.START)));
    assertTrue(state.mistakes().stream().anyMatch(m -> m.startsWith("revision is 1, and replayed it is 4")),
      state.toString());
    var other = new Rehearsal(version -> changed(50, List.of("omar")), Desk.POLICY, Desk.at(30)).of(life.past());
    assertInstanceOf(Rehearsed.Mistaken.class, other, "another policy was not in force");
  }

  private static Rehearsed.Mistaken rehearse(Past past) {
    return assertInstanceOf(Rehearsed.Mistaken.class,
      new Rehearsal(version -> Desk.POLICY, Desk.POLICY, Desk.at(30)).of(past));
  }

  @Test
  void what_is_from_before_policies_were_kept_is_left_out() {
    assertInstanceOf(Rehearsed.Unknown.class,
      new Rehearsal(version -> null, Desk.POLICY, Desk.at(30)).of(new Life(Desk.POLICY).past()));
  }
}
