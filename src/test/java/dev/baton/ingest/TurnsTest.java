package dev.baton.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.ingest.Turns.Money;
import dev.baton.ingest.Turns.Reader;
import dev.baton.ingest.Turns.Turn;
import dev.baton.ingest.Turns.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of whose turn it is when, over any accounts and any window. */
class TurnsTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  private record Shared(List<Reader> readers, Window window) {

    Turn turnOf(Reader mine) {
      return Turns.next(mine, readers.stream().filter(r -> r != mine).toList(), Optional.of(window), Optional.empty());
    }

    /** What every one must have, so that none starves. */
    double needed() {
      return readers.stream().mapToDouble(r -> (double) window.length().toMillis() / r.longest().toMillis()).sum();
    }
  }

  @Provide
  Arbitrary<Shared> shared() {
    var heats = Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 3),
      Arbitraries.of(true, false)).as(Heat::new);
    var reader = Combinators.combine(Arbitraries.integers().between(1, 3_600), Arbitraries.of(true, false, false), heats)
      .as((every, rings, heat) -> new Reader("", Duration.ofSeconds(every), rings, heat));
    var windows = Combinators.combine(Arbitraries.integers().between(0, 3_000), Arbitraries.integers().between(1, 86_400))
      .as((left, length) -> new Window(left, Duration.ofSeconds(length)));
    return Combinators.combine(reader.list().ofMinSize(1).ofMaxSize(12), windows).as((readers, window) -> new Shared(
      IntStream.range(0, readers.size()).mapToObj(i -> named("a" + i, readers.get(i))).toList(), window));
  }

  private static Reader named(String name, Reader reader) {
    return new Reader(name, reader.every(), reader.rings(), reader.heat());
  }

  private record Look(Reader reader, long at) {}

  /** Everybody reads as told, where one is left, until the window ends; each look tells what is left, as a network does. */
  private static int spentIn(Shared shared) {
    var looks = new PriorityQueue<Look>(Comparator.comparingLong(Look::at));
    var ends = shared.window().length().toMillis();
    var left = shared.window().left();
    shared.readers().forEach(r -> looks.add(new Look(r, shared.turnOf(r).pause().toMillis())));
    while (looks.peek().at() < ends && new Window(left, QUARTER).hasOne()) {
      var look = looks.poll();
      left--;
      var now = new Shared(shared.readers(), new Window(left, Duration.ofMillis(ends - look.at())));
      looks.add(new Look(look.reader(), look.at() + Math.max(1, now.turnOf(look.reader()).pause().toMillis())));
    }
    return shared.window().left() - left;
  }

  @Property(tries = 300)
  void whatever_the_heat_one_request_of_a_window_is_left_for_a_reply(@ForAll("shared") Shared shared) {
    assertTrue(shared.window().left() == 0 || spentIn(shared) < shared.window().left(), () -> shared + "");
  }

  @Property(tries = 500)
  void what_is_planned_together_never_exceeds_what_is_to_spare(@ForAll("shared") Shared shared) {
    var planned = shared.readers().stream().mapToLong(r ->
      (shared.window().length().toMillis() - 1) / shared.turnOf(r).pause().toMillis()).sum();
    boolean isPlenty = shared.readers().stream().noneMatch(r -> shared.turnOf(r).isSlowed());
    assertTrue(isPlenty || planned <= shared.window().spare(), () -> planned + " of " + shared.window().spare());
  }

  @Property(tries = 500)
  void the_warmer_of_two_is_never_read_later_than_the_colder(@ForAll("shared") Shared shared) {
    for (var warm : shared.readers()) {
      var cold = new Reader("cold", warm.every(), false, Heat.NONE);
      var both = new ArrayList<>(shared.readers());
      both.add(cold);
      var with = new Shared(both, shared.window());
      assertTrue(warm.warmth().compareTo(cold.warmth()) < 0
        || with.turnOf(warm).pause().compareTo(with.turnOf(cold).pause()) <= 0, () -> warm + " and " + cold);
    }
  }

  @Property(tries = 500)
  void nobody_is_slowed_while_somebody_colder_has_more_than_its_bound(@ForAll("shared") Shared shared) {
    for (var slowed : shared.readers().stream().filter(r -> shared.turnOf(r).isSlowed()).toList()) {
      for (var colder : shared.readers().stream().filter(r -> r.warmth().compareTo(slowed.warmth()) < 0).toList()) {
        var bound = colder.longest().compareTo(shared.window().length()) > 0 ? shared.window().length() : colder.longest();
        assertTrue(shared.turnOf(colder).pause().toMillis() >= Math.min(bound.toMillis(), colder.longest().toMillis()) - 1,
          () -> slowed + " is slowed and not " + colder);
      }
    }
  }

  @Property(tries = 500)
  void nobody_starves_beyond_the_bound_unless_the_window_forbids_it(@ForAll("shared") Shared shared) {
    for (var reader : shared.readers()) {
      var pause = shared.turnOf(reader).pause();
      assertTrue(pause.compareTo(shared.needed() <= shared.window().spare() ? reader.longest().plusMillis(1)
        : longer(shared.window().length(), reader.every())) <= 0, () -> reader + " pauses " + pause);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  @Property(tries = 300)
  void nobody_is_read_more_often_than_the_operator_said(@ForAll("shared") Shared shared) {
    shared.readers().forEach(r -> assertTrue(shared.turnOf(r).pause().compareTo(r.every()) >= 0));
  }

  @Property(tries = 200)
  void where_the_network_tells_nothing_nothing_is_changed(@ForAll("shared") Shared shared) {
    shared.readers().forEach(r -> assertEquals(new Turn(r.every(), false),
      Turns.next(r, shared.readers().stream().filter(o -> o != r).toList(), Optional.empty(), Optional.empty())));
  }

  @Example
  void what_is_short_is_taken_from_the_quiet_first() {
    var hot = new Reader("hot", Duration.ofSeconds(15), false, new Heat(4, 0, true));
    var quiet = new Reader("quiet", Duration.ofSeconds(15), false, Heat.NONE);
    var both = new Shared(List.of(hot, quiet), new Window(80, QUARTER));
    assertEquals(new Turn(Duration.ofSeconds(15), false), both.turnOf(hot));
    assertEquals(Duration.ofSeconds(225), both.turnOf(quiet).pause());
    assertTrue(both.turnOf(quiet).isSlowed());
  }

  @Example
  void what_is_used_up_waits_for_the_next_window() {
    var one = new Reader("one", Duration.ofSeconds(15), false, new Heat(1, 0, true));
    assertEquals(QUARTER, new Shared(List.of(one), new Window(0, QUARTER)).turnOf(one).pause());
    assertEquals(QUARTER, new Shared(List.of(one), new Window(1, QUARTER)).turnOf(one).pause());
  }

  @Example
  void a_backlog_may_use_what_the_others_do_not_want() {
    var other = new Reader("other", Duration.ofSeconds(15), false, Heat.NONE);
    assertTrue(Turns.isRoom(List.of(other), Optional.of(new Window(100, QUARTER))));
    assertFalse(Turns.isRoom(List.of(other), Optional.of(new Window(75, QUARTER))));
    assertTrue(Turns.isRoom(List.of(other), Optional.empty()));
  }

  @Example
  void looks_that_cost_are_spread_over_the_day_and_those_that_cost_nothing_are_not() {
    var one = new Reader("one", Duration.ofSeconds(60), false, Heat.NONE);
    var day = Duration.ofHours(10);
    assertEquals(Duration.ofMinutes(6),
      Turns.next(one, List.of(), Optional.empty(), Optional.of(new Money(1_000_000, 10_000, day))).pause());
    assertEquals(Turns.LONGEST,
      Turns.next(one, List.of(), Optional.empty(), Optional.of(new Money(0, 10_000, day))).pause());
    assertEquals(Duration.ofSeconds(60),
      Turns.next(one, List.of(), Optional.empty(), Optional.of(new Money(1_000_000, 0, day))).pause());
  }
}
