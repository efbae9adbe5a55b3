package dev.baton.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Working hours in a time zone: several spans a day, holidays, days that are closed or open against the rule. All
 * arithmetic is on the true time line, so that a night on which the clocks change is an hour longer or shorter.
 *
 * <p>Results agree with the published expectations of zendesk/biz and bokmann/business_time
 * ({@code src/test/resources/business_time}).
 */
public final class Calendar {

  /** Without an open span in so many days there is none: a calendar may close for a summer, not for longer. */
  static final int LONGEST_CLOSED = 366;

  /** By which a clock was ever moved. */
  private static final Duration LONGEST_MOVE = Duration.ofDays(1);

  private final String name;
  private final ZoneId zone;
  private final Map<DayOfWeek, List<Span>> week;
  private final Predicate<LocalDate> closed;

  /**
   * @param week   the spans of each day, apart from each other and in their order
   * @param closed days without work whatever the week says
   */
  public Calendar(String name, ZoneId zone, Map<DayOfWeek, List<Span>> week, Predicate<LocalDate> closed) {
    this.name = name;
    this.zone = zone;
    this.week = new EnumMap<>(DayOfWeek.class);
    week.forEach((day, spans) -> this.week.put(day, spans.stream().sorted(Comparator.comparing(Span::from)).toList()));
    this.closed = closed;
  }

  /** Every hour of every day. */
  public static Calendar always(String name, ZoneId zone) {
    var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
    for (var day : DayOfWeek.values()) {
      week.put(day, List.of(Span.WHOLE_DAY));
    }
    return new Calendar(name, zone, week, day -> false);
  }

  public String name() {
    return name;
  }

  public ZoneId zone() {
    return zone;
  }

  /** A local time of this calendar on the time line. */
  public Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  private List<Span> spans(LocalDate day) {
    return closed.test(day) ? List.of() : week.getOrDefault(day.getDayOfWeek(), List.of());
  }

  /** In their order and apart: where clocks are moved, spans may run into each other, and a day may be missing. */
  private List<Stretch> open(LocalDate day) {
    return joined(spans(day).stream().map(span -> span.on(day, zone)).filter(stretch -> !stretch.isEmpty())
      .sorted(Comparator.comparing(Stretch::from)));
  }

  private List<Stretch> stretches(Instant from, Instant to) {
    return joined(dayOf(from).datesUntil(dayOf(to).plusDays(1)).flatMap(day -> open(day).stream()));
  }

  private static List<Stretch> joined(Stream<Stretch> inOrder) {
    var apart = new ArrayList<Stretch>();
    inOrder.forEach(next -> {
      if (apart.isEmpty() || apart.getLast().to().isBefore(next.from())) {
        apart.add(next);
      } else if (apart.getLast().to().isBefore(next.to())) {
        apart.add(new Stretch(apart.removeLast().from(), next.to()));
      }
    });
    return apart;
  }

  private LocalDate dayOf(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  public boolean isOpen(Instant at) {
    return open(dayOf(at)).stream().anyMatch(stretch -> stretch.contains(at));
  }

  /**
   * The time by which so much open time has passed. Ending exactly at a closing time is that closing time; nothing at
   * all is the next open moment.
   *
   * @param working negative for {@link #before}
   * @throws IllegalStateException if the calendar never opens
   */
  public Instant after(Instant from, Duration working) {
    if (working.isNegative()) {
      return before(from, working.negated());
    }
    var left = working;
    var closedDays = 0;
    for (var day = dayOf(from); closedDays <= LONGEST_CLOSED; day = day.plusDays(1)) {
      for (var open : open(day)) {
        var room = open.within(from, open.to());
        if (room.isEmpty()) {
          continue;
        }
        if (left.compareTo(room.length()) <= 0) {
          return room.from().plus(left);
        }
        left = left.minus(room.length());
        closedDays = 0;
      }
      closedDays++;
    }
    throw neverOpens();
  }

  /** The time since which so much open time had passed; nothing at all is the last open moment. */
  public Instant before(Instant until, Duration working) {
    if (working.isNegative()) {
      return after(until, working.negated());
    }
    var left = working;
    var closedDays = 0;
    for (var day = dayOf(until); closedDays <= LONGEST_CLOSED; day = day.minusDays(1)) {
      for (var open : open(day).reversed()) {
        var room = open.within(open.from(), until);
        if (room.isEmpty()) {
          continue;
        }
        if (left.compareTo(room.length()) <= 0) {
          return room.to().minus(left);
        }
        left = left.minus(room.length());
        closedDays = 0;
      }
      closedDays++;
    }
    throw neverOpens();
  }

  /**
   * So many working days later at the same time of day, or at the next open moment if it is closed then. Outside working
   * hours they begin with the next open moment, so that nobody who begins later is due earlier. {@code 0} is
   * {@link #rollForward}.
   */
  public Instant afterDays(Instant from, int days) {
    return rollForward(moved(local(rollForward(from)), days, 1));
  }

  /** So many working days earlier at the same time of day, or at the last open moment before. */
  public Instant beforeDays(Instant until, int days) {
    return rollBack(moved(local(rollBack(until)), days, -1));
  }

  /** In the second pass of a time that exists twice it is the end of the first, so that no clock goes back. */
  private LocalDateTime local(Instant at) {
    var local = at.atZone(zone);
    var twice = zone.getRules().getTransition(local.toLocalDateTime());
    return twice == null || local.getOffset().equals(twice.getOffsetBefore()) ? local.toLocalDateTime()
      : twice.getDateTimeBefore().minus(1, ChronoUnit.MICROS);
  }

  private Instant moved(LocalDateTime local, int days, int step) {
    var day = local.toLocalDate();
    var closedDays = 0;
    for (var left = days; left > 0; ) {
      day = day.plusDays(step);
      var isClosed = open(day).isEmpty();
      closedDays = isClosed ? closedDays + 1 : 0;
      left -= isClosed ? 0 : 1;
      if (closedDays > LONGEST_CLOSED) {
        throw neverOpens();
      }
    }
    var moved = day.atTime(local.toLocalTime());
    var missing = zone.getRules().getTransition(moved);
    return missing != null && missing.isGap() ? missing.getInstant() : instant(moved);
  }

  /** This moment if it is open, else the next that is. */
  public Instant rollForward(Instant from) {
    return after(from, Duration.ZERO);
  }

  private Instant rollBack(Instant until) {
    return before(until, Duration.ZERO);
  }

  /** The open time between two moments; nothing if they stand the wrong way round. */
  public Duration between(Instant from, Instant to) {
    var open = Duration.ZERO;
    for (var day = dayOf(from); !day.isAfter(dayOf(to)); day = day.plusDays(1)) {
      for (var stretch : open(day)) {
        open = open.plus(stretch.within(from, to).length());
      }
    }
    return open;
  }

  /** The moments at which it opens or closes and those around which its clocks are moved, in their order. */
  List<Instant> bends(Instant from, Instant to) {
    var opens = stretches(from, to).stream().flatMap(open -> Stream.of(open.from(), open.to()));
    var moves = Stream.iterate(zone.getRules().nextTransition(from.minus(LONGEST_MOVE)), Objects::nonNull,
        move -> zone.getRules().nextTransition(move.getInstant())).takeWhile(move -> move.getInstant().isBefore(to))
      .flatMap(move -> Stream.of(move.getInstant().minusSeconds(1), move.getInstant(),
        move.getInstant().plus(move.getDuration().abs())));
    return Stream.concat(opens, moves).filter(at -> !at.isBefore(from) && !at.isAfter(to)).distinct().sorted().toList();
  }

  /** Whether it has an open span at all within a year of this day. */
  boolean opens(LocalDate from) {
    return from.datesUntil(from.plusDays(LONGEST_CLOSED)).anyMatch(day -> !spans(day).isEmpty());
  }

  /** The first two spans of a day that overlap, for the message. */
  static Optional<List<Span>> overlap(List<Span> spans) {
    var sorted = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
    for (var i = 1; i < sorted.size(); i++) {
      if (sorted.get(i - 1).touches(sorted.get(i))) {
        return Optional.of(sorted.subList(i - 1, i + 1));
      }
    }
    return Optional.empty();
  }

  private IllegalStateException neverOpens() {
    return new IllegalStateException("the calendar " + name + " has no open hour in a year");
  }
}
