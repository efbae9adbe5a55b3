package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.Line;
import dev.baton.http.HttpProblem;
import dev.baton.journal.Entry;
import dev.baton.obligation.Obligation;
import dev.baton.triage.Mood;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Long random histories of a customer's cases on the real store: everything that people, networks and time do, with
 * merges, splits and undone merges among the cases and a change of policy. Laws 4, 6, 8 and 9; jqwik prints the seed.
 */
class StoreHistoriesIT {

  private static final String BRAND = "northwind";
  private static final List<String> PEOPLE = List.of("ana", "ben", "chloe");
  private static final List<String> EXPERTS = List.of("tom", "rita", "fiona", "paula");
  private static final List<String> PARTIES = List.of("department:technical", "department:billing", "vendor:fixit");
  private static final String LATER = "BATON_AGREEMENTS_SOCIAL_NEXT_REPLY";

  private static Vertx vertx;

  /** Something that happens to the {@code number}th case, some minutes after what happened before. */
  record Turned(int minutes, int what, int number, int more) {}

  @BeforeContainer
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterContainer
  static void close() {
    vertx.close().await();
  }

  @Provide
  Arbitrary<List<Turned>> histories() {
    return Combinators.combine(Arbitraries.integers().between(0, 200), Arbitraries.integers().between(0, 27),
      Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 11)).as(Turned::new)
      .list().ofMinSize(20).ofMaxSize(70);
  }

  /** The cases of one customer as they go. */
  private static final class World {

    final Line line;
    final List<CaseKey> keys = new ArrayList<>();
    final List<Long> replies = new ArrayList<>();
    long next = 1_000;

    World(Line line) {
      this.line = line;
      for (var i = 0; i < 3; i++) {
        line.clock.advance(Duration.ofMinutes(7));
        keys.add(new CaseKey(BRAND, ++next));
        carryOut(new Move.Opening(keys.getLast(), 1, "Rosa", "rosa", i == 2 ? "hotline" : "social", contact(0)));
      }
    }

    Instant now() {
      return line.clock.instant();
    }

    Moved carryOut(Move move) {
      return line.database.inTransaction(tx -> line.desk.carryOut(tx, List.of(move), now())).await().getFirst();
    }

    Moved happens(CaseKey key, CaseEvent event, String actor) {
      return carryOut(Move.Happening.of(key, event, actor));
    }

    Map<CaseKey, CaseState> states() {
      var states = new TreeMap<CaseKey, CaseState>();
      line.desk.read(line.database.reader(), keys).await().forEach((key, standing) -> states.put(key, standing.state()));
      return states;
    }

    Contact contact(int more) {
      var seen = now();
      return new Contact(++next, seen.minusSeconds(more * 600L), seen, more != 5, "mastodon", "mastodon", true,
        Mood.values()[more % Mood.values().length], more == 7 ? Set.of("safety") : Set.of(), 10L * more, "en",
        more == 9 ? seen.plusSeconds(20_000) : Instant.MAX, "title", "");
    }

    List<Contact> contacts(CaseKey key) {
      return Contacts.of(line.journal.ofCase(line.database.reader(), BRAND, key.id(), Contacts.KINDS, 10_000).await(),
        Map.of());
    }
  }

  @Property(tries = 20, shrinking = ShrinkingMode.BOUNDED, afterFailure = AfterFailureMode.SAMPLE_FIRST)
  void the_laws_hold_whatever_happens_to_a_customers_cases(@ForAll("histories") List<Turned> history) {
    try (var line = new Line(vertx)) {
      var world = new World(line);
      for (var turned : history) {
        passTime(world, Duration.ofMinutes(turned.minutes()));
        var before = world.states();
        var answered = act(world, turned, before);
        theClockIsTheCustomers(before, world.states(), answered, turned);
      }
      eachDueTimeFiredOnce(line);
      world.keys.forEach(key -> assertEquals(shape(world.states().get(key)), shape(replayed(world, key)),
        "law 8: " + key));
    }
  }

  /** Law 9 with law 6: everything that fires in between was foretold, fires at its time, and is one alarm. */
  private static void passTime(World world, Duration length) {
    var until = world.now().plus(length);
    while (true) {
      var next = world.states().values().stream().flatMap(s -> s.nextAlarmAt().stream()).min(Instant::compareTo);
      if (next.isEmpty() || next.get().isAfter(until)) {
        break;
      }
      if (next.get().isAfter(world.now())) {
        world.line.clock.set(next.get());
      }
      var foretold = new HashMap<CaseKey, List<Foresight.Bound>>();
      world.states().forEach((key, state) -> foretold.put(key,
        Foresight.ifNobodyActs(state, world.line.policies.current(), world.now(), 12).stream()
          .filter(bound -> !bound.at().isAfter(world.now())).toList()));
      var alarmed = alarms(world);
      world.line.alarmClock.runDue().await();
      foretold.forEach((key, bounds) -> assertEquals(bounds.stream().filter(StoreHistoriesIT::isAlarm)
          .map(b -> b.level() + " " + b.person()).sorted().toList(),
        alarms(world).stream().filter(a -> !alarmed.contains(a) && a.caseId() == key.id())
          .map(a -> a.level() + " " + a.person()).sorted().toList(), "law 9: " + key + " " + bounds));
    }
    world.line.clock.set(until);
  }

  private static boolean isAlarm(Foresight.Bound bound) {
    return switch (bound.what()) {
      case ALARM, BACK_TO_QUEUE, LEG_RETURNED, WINDOW_SHUT -> true;
      case ASKED, REMINDED, CLOSED -> false;
    };
  }

  private record Alarmed(long caseId, int number, int step, int level, String person) {}

  private static List<Alarmed> alarms(World world) {
    return world.line.rows("select case_id, number, step, level, person from escalation").stream().map(row ->
      new Alarmed(row.getLong(0), row.getInteger(1), row.getInteger(2), row.getInteger(3), row.getString(4))).toList();
  }

  /** @return whether an answer may have been accepted, or a case merged away or split */
  private static boolean act(World world, Turned turned, Map<CaseKey, CaseState> before) {
    var key = world.keys.get(turned.number() % world.keys.size());
    var state = before.get(key);
    var agent = PEOPLE.get(turned.more() % PEOPLE.size());
    var overrule = turned.more() > 8;
    switch (turned.what()) {
      case 22 -> merge(world, key, turned);
      case 23 -> split(world, key, turned);
      case 24 -> changePolicy(world, turned);
      case 25, 26 -> undo(world, turned);
      case 27 -> world.happens(key, returned(world, turned, key), "network");
      default -> event(world, turned, state, agent, overrule).forEach(event -> world.happens(key, event, agent));
    }
    return turned.what() == 7;
  }

  private static List<CaseEvent> event(World world, Turned turned, CaseState state, String agent, boolean overrule) {
    var id = ++world.next;
    var reply = world.replies.isEmpty() ? 0 : world.replies.get(turned.more() % world.replies.size());
    var leg = state.dealings().legs().stream().skip(turned.more() % 2).findFirst();
    var promise = state.dealings().promises().stream().map(Promise::id).findFirst();
    return switch (turned.what()) {
      case 0, 1 -> List.of(new CaseEvent.Contacted(world.contact(turned.more())));
      case 2 -> List.of(new CaseEvent.Taken(agent, overrule));
      case 3 -> List.of(new CaseEvent.Released(agent, overrule));
      case 4 -> List.of(new CaseEvent.Assigned(agent, overrule, "chloe"));
      case 5 -> List.of(new CaseEvent.Requeued(agent, true, turned.more() % 2 == 0 ? "hotline" : "social"));
      case 6 -> replies(world, new CaseEvent.Replied(agent, overrule, id, Says.WORDS));
      case 7 -> List.of(new CaseEvent.ReplyAccepted(reply, world.now().minusSeconds(60L * turned.more())));
      case 8 -> List.of(new CaseEvent.ReplyRefused(reply, "blocked"));
      case 9 -> List.of(new CaseEvent.ReplyUnknown(reply, "lost"));
      case 10 -> replies(world, new CaseEvent.Replied(agent, overrule, id,
        new Says(false, true, false, List.of(), List.of(), List.of())));
      case 11 -> List.of(new CaseEvent.Promised(agent, overrule, id, world.now().plusSeconds(3_600L * (1 + turned.more()))));
      case 12 -> replies(world, new CaseEvent.Replied(agent, overrule, id,
        new Says(false, false, false, List.of(), promise.stream().toList(), List.of())));
      case 13 -> promise.<List<CaseEvent>>map(p -> List.of(new CaseEvent.PromiseWithdrawn(agent, true, p, "void")))
        .orElse(List.of());
      case 14, 15 -> List.of(new CaseEvent.LegOpened(agent, overrule, id, PARTIES.get(turned.more() % 3), ""));
      case 16 -> leg.<List<CaseEvent>>map(l -> List.of(new CaseEvent.LegAccepted(l.id(), l.expert(), false)))
        .orElse(List.of());
      case 17 -> leg.<List<CaseEvent>>map(l -> List.of(new CaseEvent.LegAnswered(l.id(), l.expert(), false)))
        .orElse(List.of());
      case 18 -> leg.<List<CaseEvent>>map(l -> List.of(new CaseEvent.LegPassed(l.id(), l.expert(), false,
        EXPERTS.get(turned.more() % EXPERTS.size())))).orElse(List.of());
      case 19 -> List.of(new CaseEvent.Flagged(agent, id, "ben", "asap"));
      case 20 -> state.running().stream().skip(turned.more() % 3).findFirst().<List<CaseEvent>>map(o ->
        List.of(new CaseEvent.Unreached(o.number(), o.step(), o.level(), "somebody", "bounced"))).orElse(List.of());
      default -> List.of(new CaseEvent.Resolved(agent, overrule, turned.more() % 2 == 0 ? "" : "spam"));
    };
  }

  private static List<CaseEvent> replies(World world, CaseEvent.Replied replied) {
    world.replies.add(replied.reply());
    return List.of(replied);
  }

  /** Some of what the customer asked was not answered after all. */
  private static CaseEvent returned(World world, Turned turned, CaseKey key) {
    var asked = world.contacts(key).stream().filter(Contact::asks).skip(turned.more() % 4).toList();
    return new CaseEvent.ReplyReturned(world.replies.isEmpty() ? 0 : world.replies.getLast(), "bounced",
      CaseEvent.Others.values()[turned.more() % 3], asked, turned.more() < 6 ? Instant.MAX : world.now());
  }

  private static void merge(World world, CaseKey key, Turned turned) {
    var from = world.keys.get((turned.number() + 1 + turned.more()) % world.keys.size());
    world.carryOut(new Move.Merge(key, from, "ana", Move.Happening.ANY, world.contacts(from)));
  }

  /** Of the cases that are part of another one, some is its own again. */
  private static void undo(World world, Turned turned) {
    var merged = world.states().entrySet().stream().filter(e -> e.getValue().phase() instanceof Phase.Merged).toList();
    if (merged.isEmpty()) {
      return;
    }
    var one = merged.get(turned.more() % merged.size());
    var into = new CaseKey(BRAND, ((Phase.Merged) one.getValue().phase()).into());
    var undos = new Undos(vertx, world.line.journal, world.line.versions);
    world.line.database.inTransaction(tx -> undos.making(tx, into, "ana", Move.Happening.ANY, one.getKey().id())
      .compose(move -> world.line.desk.carryOut(tx, List.of(move), world.now())).map(StoreHistoriesIT::done))
      .recover(e -> e instanceof HttpProblem ? Future.succeededFuture(List.of()) : Future.failedFuture(e)).await();
  }

  /** A step that is refused takes back what was moved for it, as with every command. */
  private static List<Moved> done(List<Moved> moved) {
    if (!(moved.getFirst() instanceof Moved.Done)) {
      throw HttpProblem.of(409, "Not now", moved.toString());
    }
    return moved;
  }

  private static void split(World world, CaseKey key, Turned turned) {
    var contacts = world.contacts(key);
    var parting = contacts.stream().filter(c -> c.mention() % 2 == turned.more() % 2).toList();
    var to = new CaseKey(BRAND, ++world.next);
    if (!parting.isEmpty() && world.carryOut(new Move.Split(key, to, "ana", Move.Happening.ANY, parting,
      contacts.stream().filter(c -> !parting.contains(c)).toList())) instanceof Moved.Done) {
      world.keys.add(to);
    }
  }

  /** What customers are owed from now on; what is owed already stays. */
  private static void changePolicy(World world, Turned turned) {
    world.line.become(Map.of(LATER, (1 + turned.more()) + "h"));
  }

  /**
   * Law 4: who waits, waits since when they wrote, wherever their words are; only an accepted answer ends it. What is due
   * to the one who waits longest is never due later.
   */
  private static void theClockIsTheCustomers(Map<CaseKey, CaseState> before, Map<CaseKey, CaseState> after,
                                             boolean answered, Turned turned) {
    if (answered) {
      return;
    }
    var waited = waiting(before);
    var waits = waiting(after);
    waited.forEach((mention, since) -> assertEquals(since, waits.get(mention), "law 4: " + mention + " after " + turned));
    if (turned.what() == 25 || turned.what() == 26) {
      return; // what another case owed earlier is its own again
    }
    after.forEach((key, state) -> state.unanswered().since().ifPresent(since -> before.values().stream()
      .filter(old -> old.phase().isOpen() && state.phase().isOpen() && old.unanswered().since().equals(state.unanswered().since())
        && old.unanswered().contacts().stream().anyMatch(state.unanswered().contacts()::contains))
      .forEach(old -> assertFalse(reply(state).isAfter(reply(old)), "law 4: " + key + " is due later after " + turned))));
  }

  private static Map<Long, Instant> waiting(Map<CaseKey, CaseState> states) {
    var waiting = new HashMap<Long, Instant>();
    states.values().forEach(state -> state.unanswered().contacts().forEach(one -> waiting.put(one.mention(), one.at())));
    return waiting;
  }

  private static Instant reply(CaseState state) {
    return state.running().stream().filter(o -> o.kind().isReply()).map(Obligation::dueAt).findFirst().orElseThrow();
  }

  /** Law 6: what the journal says was fired, is fired, and nothing else; for each step of each obligation once. */
  private static void eachDueTimeFiredOnce(Line line) {
    var said = line.count("select coalesce(sum(jsonb_array_length(body -> 'alarms')), 0)::bigint from journal");
    assertEquals(said, line.count("select count(*) from escalation"));
    assertEquals(0, line.count("""
      select count(*) from (select max(step) - min(step) + 1 as steps, count(*) as fired
        from escalation group by brand, case_id, number) e where steps <> fired"""), "a step was left out");
    assertEquals(0, line.count("select count(*) from escalation where person = ''"));
    assertEquals(0, line.count("""
      select count(*) from journal j, jsonb_array_elements(j.body -> 'alarms') a
        where j.kind = 'time-passed' and (a ->> 'dueAt')::timestamptz > j.at"""), "time brought it before its time");
    assertEquals(0, line.count("""
      select count(*) from escalation e where e.fired_at < e.due_at and not exists (select 1 from journal j
        where j.brand = e.brand and j.case_id = e.case_id and j.at = e.fired_at
          and j.kind in ('unreached', 'leg-passed'))"""), "nothing had failed, and yet it came before its time");
    assertTrue(line.count("select count(*) from escalation") > 0);
  }

  private static CaseState replayed(World world, CaseKey key) {
    var policies = world.line.versions.all(world.line.database.reader()).await();
    var entries = world.line.journal.ofCase(world.line.database.reader(), BRAND, key.id(), 10_000).await().reversed();
    return new Replay(policies::get, "Rosa", "rosa").of(entries.stream().map(Entry.Numbered::entry).toList());
  }

  /** All but the title, which is a customer's words and so is with the mention, not in the journal. */
  static List<Object> shape(CaseState state) {
    var face = state.face();
    return List.of(state.queue(), state.phase(), state.owner(), state.revision(), state.conversation(),
      state.numbered(), state.answered(), state.unanswered(), state.delivery(), state.facts(), state.running(),
      state.dealings(), face.channels(), face.language(), face.openedAt(), face.lastContactAt(), face.contacts());
  }
}
