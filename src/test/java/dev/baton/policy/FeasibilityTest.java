package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.obligation.Kind;
import dev.baton.policy.Calendars.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whether what a vendor may take fits in what customers are owed, held against trying every quarter of an hour. */
class FeasibilityTest {

  private static final int QUARTER = 15;
  private static final int DAYS = 9;
  /** Moments just before and after a bend, four times over. */
  private static final Duration NEAR = Duration.ofSeconds(8);
  private static final Calendar ALWAYS = Calendar.always("always", ZoneOffset.UTC);
  private static final Calendar OFFICE = new Calendar("office", ZoneOffset.UTC, week("mon-fri", "09:00-17:00"),
    day -> false);
  /** A Monday. */
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");

  private static Map<DayOfWeek, List<Span>> week(String days, String span) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    Days.parse(days).forEach(day -> week.put(day, List.of(Span.parse(span))));
    return week;
  }

  /** Two agreements that have to be kept together. */
  record Pair(Queue queue, Party party) {}

  private static Pair pair(Calendar desk, Allowance progress, Allowance resolution, Calendar vendor, Allowance accept,
                           Allowance answer) {
    var times = new EnumMap<Kind, Allowance>(Kind.class);
    times.put(Kind.PROGRESS, progress);
    times.put(Kind.RESOLUTION, resolution);
    var ladder = new Ladder("all", List.of(new Ladder.Level(List.of("ina"), Duration.ofMinutes(5))));
    var party = new Party("vendor:fixit", "FixIt", List.of("fiona"), ladder,
      new PartyAgreement("fixit", vendor, accept, answer));
    return new Pair(new Queue("hotline", "acme", List.of("ina"), ladder, new Agreement("desk", desk, times),
      List.of(party.key())), party);
  }

  private static Pair pair(String progress, String resolution, Calendar vendor, String accept, String answer) {
    return pair(ALWAYS, Allowance.parse(progress), Allowance.parse(resolution), vendor, Allowance.parse(accept),
      Allowance.parse(answer));
  }

  private static Feasibility.Worst worst(Pair pair) {
    return Feasibility.worst(pair.queue(), pair.party(), FROM);
  }

  /** @param always whether the desk's time passes day and night */
  record Tried(Hours desk, Hours vendor, boolean always, List<Allowance> allowed) {

    Pair pair() {
      var calendar = always ? ALWAYS : new Hours(vendor.place(), desk.week(), vendor.closed()).calendar();
      return FeasibilityTest.pair(calendar, allowed.get(0), allowed.get(1), vendor.calendar(), allowed.get(2),
        allowed.get(3));
    }
  }

  @Provide
  Arbitrary<Tried> agreements() {
    var times = Arbitraries.integers().between(1, 150).map(n -> Duration.ofMinutes(n * (long) QUARTER));
    var allowance = Arbitraries.<Allowance>oneOf(times.map(Allowance.Running::new), times.map(Allowance.Working::new),
      Arbitraries.integers().between(1, 3).map(Allowance.WorkingDays::new));
    return Combinators.combine(Calendars.hours(QUARTER), Calendars.hours(QUARTER), Arbitraries.of(true, false),
      allowance.list().ofSize(4)).as(Tried::new);
  }

  @Property(tries = 150)
  void the_worst_case_is_the_worst_of_every_quarter_of_an_hour(@ForAll("agreements") Tried agreements) {
    var pair = agreements.pair();
    var from = agreements.vendor().begin();
    var to = from.plus(Duration.ofDays(DAYS));
    var tried = tried(pair, from, to);
    var found = Feasibility.worst(pair.queue(), pair.party(), from, to);
    assertTrue(found.excess().minus(tried).abs().compareTo(NEAR) < 0, () -> "found " + found + ", tried " + tried);
    if (tried.abs().compareTo(NEAR) > 0) {
      assertEquals(!tried.isNegative(), found.breaks());
    }
    assertEquals(found.breaks(), Feasibility.breaks(pair.queue(), pair.party(), found.at()));
  }

  /** The largest excess there is when one tries them all. */
  private static Duration tried(Pair pair, Instant from, Instant to) {
    var worst = Duration.ofDays(-1_000);
    for (var at = from; !at.isAfter(to); at = at.plus(Duration.ofMinutes(QUARTER))) {
      for (var beside : List.of(-1, 0, 1)) {
        var moment = at.plusSeconds(beside);
        if (moment.isBefore(from) || !moment.isBefore(to)) {
          continue;
        }
        var told = pair.queue().agreement().due(Kind.PROGRESS, pair.party().agreement().answerBy(moment));
        var excess = Duration.between(pair.queue().agreement().due(Kind.RESOLUTION, moment), told);
        worst = excess.compareTo(worst) > 0 ? excess : worst;
      }
    }
    return worst;
  }

  @Test
  void two_days_are_not_kept_by_who_may_take_five() {
    var pair = pair("30m", "2d", OFFICE, "4 working hours", "5d");
    var worst = worst(pair);
    assertTrue(worst.breaks());
    assertEquals(Duration.ofDays(2), worst.allowed());
    assertEquals(Instant.parse("2026-06-05T13:00:01Z"), worst.at(), "too late on a Friday to be accepted that day");
    assertEquals(Duration.ofHours(188).plusMinutes(30), worst.needed());
  }

  @Test
  void what_fits_in_the_week_may_not_fit_over_the_weekend() {
    var daily = new Calendar("daily", ZoneOffset.UTC, week("daily", "09:00-17:00"), day -> false);
    var office = pair("1h", "2d", OFFICE, "1 working hours", "4 working hours");
    assertTrue(worst(office).breaks());
    assertEquals(Instant.parse("2026-06-05T12:00:01Z"), worst(office).at());
    assertFalse(worst(pair("1h", "2d", daily, "1 working hours", "4 working hours")).breaks());
  }

  @Test
  void a_holiday_counts_wherever_in_the_year_it_lies() {
    var closed = LocalDate.of(2027, 3, 26);
    var easter = new Calendar("easter", ZoneOffset.UTC, week("mon-fri", "09:00-17:00"), closed::equals);
    assertFalse(worst(pair("1h", "4d", OFFICE, "1 working hours", "4 working hours")).breaks());
    var worst = worst(pair("1h", "3d", easter, "1 working hours", "4 working hours"));
    assertTrue(worst.breaks());
    assertEquals("2027-03-25T12:00:01Z", worst.at().toString());
  }

  @Test
  void what_is_allowed_exactly_fits() {
    assertFalse(worst(pair("30m", "60m", ALWAYS, "10m", "20m")).breaks());
    assertTrue(worst(pair("30m", "59m", ALWAYS, "10m", "20m")).breaks());
  }

  @Test
  void the_finding_says_the_worst_case_in_hours_the_share_of_the_past_and_what_to_do() {
    var pair = pair("1h", "2d", OFFICE, "1 working hours", "4 working hours");
    var policy = new Policy(List.of(pair.queue()), List.of(pair.party()),
      new Roster(List.of(), (person, at) -> true, ZoneOffset.UTC), null);
    var past = List.of(Instant.parse("2026-05-26T10:00:00Z"), Instant.parse("2026-05-27T10:00:00Z"),
      Instant.parse("2026-05-29T15:00:00Z"), Instant.parse("2026-05-29T16:00:00Z"));
    var finding = Feasibility.findings(policy, FROM, Map.of("hotline", past)).getFirst();
    assertEquals(Finding.Kind.FEASIBILITY, finding.kind());
    assertEquals("queues.hotline.legs", finding.where());
    assertEquals("FixIt may take 1 working hour to accept and 4 working hours to answer, but customers are owed a"
      + " resolution within 2 days: at worst, from Fri 5 Jun 12:00, a customer has the answer after 70 h, when it is"
      + " due after 48 h; 50 % of 4 past cases would have broken. Agree on less with FixIt, promise customers more time,"
      + " or take it out of the queue's legs", finding.words());
    assertFalse(Feasibility.findings(policy, FROM, Map.of()).getFirst().words().contains("past cases"));
  }

  @Test
  void where_no_resolution_was_agreed_there_is_nothing_to_break() {
    var pair = pair("1h", "2d", OFFICE, "1 working hours", "4 working hours");
    var times = new EnumMap<>(pair.queue().agreement().times());
    times.remove(Kind.RESOLUTION);
    var open = new Queue("open", "acme", List.of("ina"), pair.queue().ladder(), new Agreement("open", ALWAYS, times),
      pair.queue().legs());
    assertEquals(List.of(), Feasibility.findings(new Policy(List.of(open), List.of(pair.party()),
      new Roster(List.of(), (person, at) -> true, ZoneOffset.UTC), null), FROM, Map.of()));
  }
}
