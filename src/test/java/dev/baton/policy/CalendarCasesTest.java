package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What zendesk/biz and bokmann/business_time expect of working time; see {@code business_time/README.md}. */
class CalendarCasesTest {

  /** Where a case says "any". */
  private static final List<String> ZONES = List.of("UTC", "Europe/Lisbon", "America/New_York", "Asia/Kolkata");

  /** A line of the file. */
  private record Line(String id, String zone, String hours, String holidays, String op, String start, String amount,
                      String unit, String expected) {

    Calendar calendar(String in) {
      var closed = words(holidays).map(LocalDate::parse).collect(Collectors.toSet());
      return new Calendar("case " + id, ZoneId.of(in), week(), closed::contains);
    }

    private Map<DayOfWeek, List<Span>> week() {
      var week = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
      words(hours).map(part -> part.split(" ")).forEach(part ->
        Days.parse(part[0]).forEach(day -> week.put(day, List.of(Span.parse(part[1])))));
      return week;
    }

    private static Stream<String> words(String list) {
      return Arrays.stream(list.split(";")).map(String::strip).filter(word -> !word.isEmpty());
    }

    Duration length() {
      var seconds = switch (unit) {
        case "second" -> 1;
        case "minute" -> 60;
        case "hour" -> 3_600;
        default -> throw new IllegalArgumentException("no length in " + unit);
      };
      return Duration.ofSeconds(new BigDecimal(amount).multiply(BigDecimal.valueOf(seconds)).longValueExact());
    }

    Object result(Calendar calendar) {
      var from = calendar.instant(local(start));
      return switch (op) {
        case "after" -> unit.equals("day") ? calendar.afterDays(from, Integer.parseInt(amount))
          : calendar.after(from, length());
        case "before" -> unit.equals("day") ? calendar.beforeDays(from, Integer.parseInt(amount))
          : calendar.before(from, length());
        case "between" -> calendar.between(from, calendar.instant(local(expected)));
        case "roll_forward" -> calendar.rollForward(from);
        case "local_to_instant" -> from;
        default -> throw new IllegalArgumentException("there is no op " + op);
      };
    }

    Object wanted(Calendar calendar) {
      return op.equals("between") ? length() : moment(calendar);
    }

    private Instant moment(Calendar calendar) {
      return expected.matches(".*[+-]\\d\\d:\\d\\d") ? OffsetDateTime.parse(expected).toInstant()
        : local(expected).atZone(calendar.zone()).toInstant();
    }

    /** ISO allows 24:00 where Java does not. */
    private static LocalDateTime local(String text) {
      return text.endsWith("T24:00:00") ? LocalDate.parse(text.substring(0, 10)).plusDays(1).atStartOfDay()
        : LocalDateTime.parse(text);
    }
  }

  private static List<Line> lines() {
    try (var file = CalendarCasesTest.class.getResourceAsStream("/business_time/cases.csv")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).map(CalendarCasesTest::line).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only the note at the end, which nobody needs, has commas of its own. */
  private static Line line(String text) {
    var cells = text.split(",", -1);
    return new Line(cells[0], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9]);
  }

  @TestFactory
  List<DynamicTest> it_agrees_with_every_published_case() {
    var tests = new ArrayList<DynamicTest>();
    for (var line : lines()) {
      for (var zone : line.zone().equals("(any)") ? ZONES : List.of(line.zone())) {
        var calendar = line.calendar(zone);
        tests.add(DynamicTest.dynamicTest(line.id() + " " + line.op() + " in " + zone,
          () -> assertEquals(line.wanted(calendar), line.result(calendar), line::toString)));
      }
    }
    return tests;
  }

  @Test
  void no_case_and_no_kind_of_case_is_left_out() {
    assertEquals(47, lines().size());
    assertEquals(Set.of("after", "before", "between", "local_to_instant", "roll_forward"),
      lines().stream().map(Line::op).collect(Collectors.toSet()));
  }
}
