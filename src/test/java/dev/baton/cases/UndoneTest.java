package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.journal.Entry;
import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Example;

/** Two cases that were one and are two again are what they would be if they had never been one. */
class UndoneTest {

  private static final long OURS = 1001;
  private static final long THEIRS = 1002;

  /** A case and its journal. */
  static final class Book {
    final long number;
    final List<Entry> entries = new ArrayList<>();
    CaseState state;

    Book(long number, Contact first) {
      this.number = number;
      state = CaseMachine.open("acme", "care", "", "", first, Desk.POLICY, first.seen()).state();
      entries.add(new Entry("acme", first.seen(), "opened", number, 1, "customer", 1,
        EventJson.contact(first).put("accountQueue", "care").put("queue", "care")));
    }

    Book(Book other) {
      number = other.number;
      state = other.state;
      entries.addAll(other.entries);
    }

    boolean happens(CaseEvent event, Instant at) {
      if (!(CaseMachine.next(state, event, Desk.POLICY, at) instanceof Step.Moved moved)) {
        return false;
      }
      state = moved.state();
      entries.add(new Entry("acme", at, EventJson.kind(event), number, state.revision(), "ana", 1, EventJson.body(event)));
      return true;
    }

    void passTime(Instant until) {
      while (state.nextAlarmAt().isPresent() && !state.nextAlarmAt().get().isAfter(until)) {
        assertTrue(happens(Desk.TIME, state.nextAlarmAt().get()));
      }
    }

    List<Contact> contacts() {
      return Contacts.of(entries.stream().map(e -> new Entry.Numbered(0, e)).toList(), Map.of());
    }
  }

  /** What happens to one of the two, some minutes after what happened before. */
  record Turned(int minutes, int what, boolean theirs, int number) {}

  @Provide
  static Arbitrary<List<Turned>> histories() {
    return Combinators.combine(Arbitraries.integers().between(0, 40), Arbitraries.integers().between(0, 14),
      Arbitraries.of(true, false), Arbitraries.integers().between(0, 5)).as(Turned::new).list().ofMaxSize(25);
  }

  /** Both, since they are one and as if they were not. */
  static final class World {
    final Book ours = new Book(OURS, Desk.contact(1, Desk.START));
    final Book theirs = new Book(THEIRS, Desk.contact(2, Desk.at(5)));
    Instant now = Desk.at(5);
    long next = 10;
    final Set<Long> mentions = new HashSet<>();
    final Set<Long> replies = new HashSet<>();
    final Set<Long> legs = new HashSet<>();
    final Set<Long> promises = new HashSet<>();

    /** @param theirs whether it is about what the customer of the second said */
    CaseEvent event(Turned turned, CaseState in, boolean theirs) {
      var agent = List.of("ana", "ben").get(turned.number() % 2);
      var id = ++next;
      var underWay = in.running().stream().filter(o -> o.kind() == Kind.DELIVERY)
        .map(Obligation::about).filter(r -> replies.contains(r) == theirs).findFirst();
      var leg = in.dealings().legs().stream().filter(l -> legs.contains(l.id()) == theirs).findFirst();
      return switch (turned.what()) {
        case 0 -> new CaseEvent.Contacted(mine(mentions, Desk.contact(id, now), theirs));
        case 1 -> new CaseEvent.Contacted(mine(mentions, Desk.windowed(id, now, now.plusSeconds(4_000)), theirs));
        case 2 -> new CaseEvent.Contacted(mine(mentions, Desk.thanks(id, now), theirs));
        case 3, 4 -> new CaseEvent.Replied(agent, true, mine(replies, id, theirs), Says.WORDS);
        case 5 -> new CaseEvent.Replied(agent, true, mine(replies, id, theirs),
          new Says(false, true, false, List.of(), List.of(), List.of()));
        case 6, 7 -> underWay.<CaseEvent>map(r -> new CaseEvent.ReplyAccepted(r, now)).orElse(new CaseEvent.Noted(agent, id));
        case 8 -> new CaseEvent.LegOpened(agent, true, mine(legs, id, theirs),
          turned.number() > 3 ? Desk.VENDOR : Desk.TECHNICIANS, "");
        case 9 -> leg.<CaseEvent>map(l -> new CaseEvent.LegAccepted(l.id(), l.expert(), false))
          .orElse(new CaseEvent.Noted(agent, id));
        case 10 -> leg.<CaseEvent>map(l -> new CaseEvent.LegAnswered(l.id(), l.expert(), false))
          .orElse(new CaseEvent.Noted(agent, id));
        case 11 -> new CaseEvent.Promised(agent, true, mine(promises, id, theirs), now.plusSeconds(600L * turned.number() + 60));
        case 12 -> new CaseEvent.Flagged("chloe", mine(legs, id, theirs), agent, "asap");
        case 13 -> new CaseEvent.Taken(agent, true);
        default -> new CaseEvent.Released(agent, true);
      };
    }

    private static Contact mine(Set<Long> known, Contact contact, boolean theirs) {
      mine(known, contact.mention(), theirs);
      return contact;
    }

    private static long mine(Set<Long> known, long id, boolean theirs) {
      if (theirs) {
        known.add(id);
      }
      return id;
    }

    void before(List<Turned> history, boolean timePasses) {
      for (var turned : history) {
        now = now.plusSeconds(turned.minutes() * 60L);
        if (timePasses) {
          ours.passTime(now);
          theirs.passTime(now);
        }
        var book = turned.theirs() ? theirs : ours;
        book.happens(event(turned, book.state, turned.theirs()), now);
      }
    }

    boolean merge() {
      var brought = Merging.brought(theirs.state, theirs.contacts());
      return theirs.state.phase().isOpen() && ours.state.phase().isOpen()
        && theirs.happens(new CaseEvent.MergedInto("ana", OURS), now)
        && ours.happens(new CaseEvent.Absorbed("ana", THEIRS, brought), now);
    }

    Apart.Lives apart() {
      return Apart.of(ours.entries, theirs.entries, THEIRS, new Apart.Theirs(mentions, replies, legs, promises),
        ours.contacts(), version -> Desk.POLICY).orElseThrow();
    }

    boolean undo(Apart.Lives lives) {
      return theirs.happens(new CaseEvent.Unmerged("ana", OURS, lives.theirs()), now)
        && ours.happens(new CaseEvent.Unmerged("ana", THEIRS, lives.ours()), now);
    }
  }

  @Property(tries = 300)
  void undoing_at_once_gives_both_back_as_they_were(@ForAll("histories") List<Turned> history) {
    var world = new World();
    world.before(history, true);
    var before = List.of(shape(world.ours.state), shape(world.theirs.state));
    Assume.that(world.merge());
    Assume.that(world.undo(world.apart()));
    assertEquals(before, List.of(shape(world.ours.state), shape(world.theirs.state)));
  }

  @Property(tries = 300)
  void what_happened_since_is_as_it_would_have_been_apart(@ForAll("histories") List<Turned> history,
                                                          @ForAll("histories") List<Turned> since) {
    var world = new World();
    world.before(history, false);
    var ours = new Book(world.ours);
    var theirs = new Book(world.theirs);
    Assume.that(world.merge());
    for (var turned : since) {
      world.now = world.now.plusSeconds(turned.minutes() * 60L);
      var isTheirs = turned.theirs() && turned.what() < 13; // whose hand it is in is the case's that goes on
      var event = world.event(turned, world.ours.state, isTheirs);
      if (world.ours.happens(event, world.now) && !(event instanceof CaseEvent.Noted)) {
        (isTheirs ? theirs : ours).happens(event, world.now);
      }
    }
    Assume.that(world.undo(world.apart()));
    assertEquals(shape(ours.state), shape(world.ours.state));
    assertEquals(shape(theirs.state), shape(world.theirs.state));
    assertEquals(ours.contacts(), world.ours.contacts());
    assertEquals(theirs.contacts(), world.theirs.contacts());
  }

  @Property(tries = 300)
  void whatever_time_brought_nothing_is_owed_later_and_no_alarm_comes_again(@ForAll("histories") List<Turned> history,
                                                                            @ForAll("histories") List<Turned> since) {
    var world = new World();
    world.before(history, true);
    Assume.that(world.merge());
    for (var turned : since) {
      world.now = world.now.plusSeconds(turned.minutes() * 60L);
      world.ours.passTime(world.now);
      world.ours.happens(world.event(turned, world.ours.state, turned.theirs()), world.now);
    }
    var waited = waiting(world.ours.state);
    var alarmed = world.ours.state.running();
    Assume.that(world.undo(world.apart()));
    var waits = waiting(world.ours.state);
    waits.addAll(waiting(world.theirs.state));
    assertTrue(waits.containsAll(waited), "who waited waits");
    for (var book : List.of(world.ours, world.theirs)) {
      alarmed.forEach(was -> book.state.running().stream().filter(o -> Undoing.isSame(o, was))
        .forEach(o -> assertFalse(o.step() < was.step(), "an alarm that went out is forgotten: " + was + " " + o)));
    }
    world.ours.passTime(world.now.plusSeconds(100_000));
    world.theirs.passTime(world.now.plusSeconds(100_000));
    assertEquals(shape(world.ours.state), shape(replay(world.ours)), "law 8");
    assertEquals(shape(world.theirs.state), shape(replay(world.theirs)), "law 8");
  }

  @Example
  void two_merges_are_undone_in_any_order() {
    for (var firstInFirstOut : List.of(true, false)) {
      var ours = new Book(1, Desk.contact(1, Desk.START));
      var second = new Book(2, Desk.contact(2, Desk.at(1)));
      var third = new Book(3, Desk.contact(3, Desk.at(2)));
      var before = List.of(shape(ours.state), shape(second.state), shape(third.state));
      for (var other : List.of(second, third)) {
        var brought = Merging.brought(other.state, other.contacts());
        other.happens(new CaseEvent.MergedInto("ana", 1), Desk.at(3));
        ours.happens(new CaseEvent.Absorbed("ana", other.number, brought), Desk.at(3));
      }
      for (var other : firstInFirstOut ? List.of(second, third) : List.of(third, second)) {
        var lives = Apart.of(ours.entries, other.entries, other.number,
          new Apart.Theirs(Set.of(), Set.of(), Set.of(), Set.of()), ours.contacts(), v -> Desk.POLICY).orElseThrow();
        other.happens(new CaseEvent.Unmerged("ana", 1, lives.theirs()), Desk.at(4));
        ours.happens(new CaseEvent.Unmerged("ana", other.number, lives.ours()), Desk.at(4));
      }
      assertEquals(before, List.of(shape(ours.state), shape(second.state), shape(third.state)));
    }
  }

  private static CaseState replay(Book book) {
    return new Replay(version -> Desk.POLICY, "", "").of(book.entries);
  }

  private static Set<Long> waiting(CaseState state) {
    var waiting = new HashSet<Long>();
    state.unanswered().contacts().forEach(one -> waiting.add(one.mention()));
    return waiting;
  }

  /** All but how often it changed, and by which numbers its obligations go. */
  static List<Object> shape(CaseState state) {
    var face = state.face();
    return List.of(state.queue(), state.phase(), state.owner(), state.answered(), state.unanswered(), state.delivery(),
      state.facts().with(Facts.Shut.NONE), sorted(state.dealings()), face.channels(), face.language(), face.openedAt(),
      face.lastContactAt(), face.contacts(),
      state.running().stream().map(o -> o.numbered(0)).sorted(Comparator.comparing(Obligation::kind)
        .thenComparing(Obligation::about).thenComparing(Obligation::openedAt)).toList());
  }

  private static List<Object> sorted(Dealings dealings) {
    return List.of(Set.copyOf(dealings.legs()), Set.copyOf(dealings.promises()), dealings.ask(), dealings.underWay(),
      Set.copyOf(dealings.answers()));
  }
}
