package dev.baton.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cases.UndoneTest.Book;
import dev.baton.cases.UndoneTest.Turned;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Somebody whose first word came into another's case only because of a link has, when it is undone, the case they would have. */
class LeftTest {

  private static final long OURS = 1001;
  private static final long THEIRS = 1002;

  @Provide
  Arbitrary<List<Turned>> histories() {
    return UndoneTest.histories();
  }

  /** One case in which two people are, and beside it the two cases that they would have had. */
  private static final class Taken {
    final UndoneTest.World world = new UndoneTest.World();
    final Book one = world.ours;
    final Book ours = new Book(one);
    Book theirs;

    void happens(Turned turned) {
      world.now = world.now.plusSeconds(turned.minutes() * 60L);
      var isTheirs = turned.theirs() && turned.what() < 13; // whose hand it is in is the case's that goes on
      var begins = isTheirs && theirs == null;
      var event = world.event(begins ? new Turned(0, 0, true, turned.number()) : turned, one.state, isTheirs);
      if (!one.happens(event, world.now) || event instanceof CaseEvent.Noted) {
        return;
      }
      if (begins) {
        theirs = new Book(THEIRS, ((CaseEvent.Contacted) event).contact());
      } else {
        (isTheirs ? theirs : ours).happens(event, world.now);
      }
    }

    Apart.Lives apart() {
      var entries = one.entries;
      return Apart.leaving(entries, new Apart.Theirs(world.mentions, world.replies, world.legs, world.promises),
        new Holdings(one.contacts(), all(entries, "reply"), all(entries, "leg"), all(entries, "promise"), Set.of()),
        account -> "care", version -> Desk.POLICY).orElseThrow();
    }

    private static Set<Long> all(List<dev.baton.journal.Entry> entries, String what) {
      return entries.stream().map(e -> e.body().getLong(what)).filter(java.util.Objects::nonNull).collect(Collectors.toSet());
    }
  }

  @Property(tries = 400)
  void both_have_the_case_that_each_would_have_had_alone(@ForAll("histories") List<Turned> history) {
    var taken = new Taken();
    history.forEach(taken::happens);
    Assume.that(taken.theirs != null);
    var lives = taken.apart();
    var opened = Undoing.opened("acme", "", "", lives.theirs(), Desk.POLICY, taken.world.now).state();
    assertEquals(UndoneTest.shape(taken.theirs.state), UndoneTest.shape(opened));
    var mentions = lives.theirs().contacts().stream().map(Contact::mention).collect(Collectors.toSet());
    Assume.that(taken.one.happens(new CaseEvent.Left("ana", 5, THEIRS, mentions, lives.ours()), taken.world.now));
    assertEquals(UndoneTest.shape(taken.ours.state), UndoneTest.shape(taken.one.state));
    assertEquals(taken.ours.contacts(), taken.one.contacts());
    assertEquals(taken.theirs.contacts(), lives.theirs().contacts());
  }

  @Example
  void two_who_were_taken_for_one_customer_leave_one_after_the_other() {
    var one = new Book(OURS, Desk.contact(1, Desk.START));
    var before = UndoneTest.shape(one.state);
    one.happens(new CaseEvent.Contacted(Desk.contact(2, Desk.at(5))), Desk.at(5));
    one.happens(new CaseEvent.Contacted(Desk.contact(3, Desk.at(6))), Desk.at(6));
    for (var mention : List.of(2L, 3L)) {
      var lives = Apart.leaving(one.entries, new Apart.Theirs(Set.of(mention), Set.of(), Set.of(), Set.of()),
        new Holdings(one.contacts(), Set.of(), Set.of(), Set.of(), Set.of()), account -> "care", v -> Desk.POLICY).orElseThrow();
      assertTrue(one.happens(new CaseEvent.Left("ana", mention, THEIRS, Set.of(mention), lives.ours()), Desk.at(7)));
    }
    assertEquals(before, UndoneTest.shape(one.state));
  }
}
