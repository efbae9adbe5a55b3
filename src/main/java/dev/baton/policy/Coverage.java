package dev.baton.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** When nobody would be there: the holes in rotas, absences and people who left, over the coming weeks. */
final class Coverage {

  static final Duration AHEAD = Duration.ofDays(28);
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final Policy policy;
  private final Instant from;

  Coverage(Policy policy, Instant from) {
    this.policy = policy;
    this.from = from;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    for (var queue : policy.queues()) {
      say(findings, "queues." + queue.name() + ".leads", queue.leads(),
        "then " + policy.lastResort().person() + ", the last resort, answers for the queue");
      ladder(findings, queue.ladder());
    }
    for (var party : policy.parties()) {
      say(findings, party.key().replace(":", "s.") + ".experts", party.experts(),
        "a leg handed over then goes to the ladder " + party.ladder().name());
      ladder(findings, party.ladder());
    }
    say(findings, "last-resort.person", List.of(policy.lastResort().person()),
      "alarms go there all the same, so somebody has to hear them");
    return List.copyOf(Set.copyOf(findings)).stream().sorted(Comparator.comparing(Finding::where)).toList();
  }

  private void ladder(List<Finding> findings, Ladder ladder) {
    for (var i = 0; i < ladder.levels().size(); i++) {
      say(findings, "ladders." + ladder.name() + ".levels." + i, ladder.levels().get(i).people(),
        "alarms pass to the level above at once");
    }
  }

  private void say(List<Finding> findings, String where, List<String> named, String consequence) {
    gaps(named).ifPresent(words -> findings.add(new Finding(Finding.Kind.COVERAGE, where, words + ": " + consequence)));
  }

  private Optional<String> gaps(List<String> named) {
    var gaps = gaps(policy.roster(), named, from, from.plus(AHEAD));
    if (gaps.isEmpty()) {
      return Optional.empty();
    }
    var total = gaps.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
    var first = gaps.getFirst();
    return Optional.of(total.equals(AHEAD) ? "nobody is ever there (" + String.join(", ", named) + ")"
      : "nobody is there for " + hours(total) + " of the next four weeks, first " + moment(first.from()) + " to "
        + moment(first.to()));
  }

  private String moment(Instant at) {
    return moment(at, policy.roster().zone());
  }

  /** As people of that zone say it. */
  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  static String hours(Duration length) {
    var tenths = Math.round(length.toMinutes() / 6.0);
    return tenths % 10 == 0 ? tenths / 10 + " h" : tenths / 10 + "." + tenths % 10 + " h";
  }

  /** The stretches in which nobody is there, in their order. */
  static List<Stretch> gaps(Roster roster, List<String> named, Instant from, Instant to) {
    var gaps = new ArrayList<Stretch>();
    var changes = roster.changes(named, from, to);
    for (var i = 0; i + 1 < changes.size(); i++) {
      if (roster.first(named, changes.get(i)).isPresent()) {
        continue;
      }
      var begins = !gaps.isEmpty() && gaps.getLast().to().equals(changes.get(i)) ? gaps.removeLast().from()
        : changes.get(i);
      gaps.add(new Stretch(begins, changes.get(i + 1)));
    }
    return gaps;
  }
}
