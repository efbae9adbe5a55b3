package dev.baton.policy;

import dev.baton.obligation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what a department or vendor is allowed fits in what customers are owed. A leg opened at the customer's first
 * word is accepted and answered at the last allowed moment, on its own calendar; then the owner passes it on within the
 * time allowed for a step. If that is later than the resolution is due, the two agreements cannot both be kept.
 */
public final class Feasibility {

  /** Covers every holiday once. */
  static final Duration AHEAD = Duration.ofDays(365);
  private static final Duration BESIDE = Duration.ofSeconds(1);

  private Feasibility() {}

  /**
   * The worst moment for a customer to turn up.
   *
   * @param needed from then until the customer can have been told
   * @param allowed from then until the resolution is due
   */
  public record Worst(Instant at, Duration needed, Duration allowed) {

    public boolean breaks() {
      return !excess().isNegative() && !excess().isZero();
    }

    /** Negative where there is time to spare. */
    Duration excess() {
      return needed.minus(allowed);
    }
  }

  /** When the customer can have the answer of a leg that is opened then. */
  public static Instant told(Queue queue, Party party, Instant opened) {
    return passedOn(queue, party.agreement().answerBy(opened));
  }

  /** When an answer that comes then has reached the customer. */
  public static Instant passedOn(Queue queue, Instant answered) {
    return queue.agreement().due(Kind.PROGRESS, answered);
  }

  /** Whether a case that opens then would be resolved too late if it needs that department or vendor. */
  public static boolean breaks(Queue queue, Party party, Instant opened) {
    return told(queue, party, opened).isAfter(queue.agreement().due(Kind.RESOLUTION, opened));
  }

  /** The share of past cases, by when they opened, that would have broken; 0 without any. */
  static double share(Queue queue, Party party, Collection<Instant> opened) {
    return opened.isEmpty() ? 0 : (double) opened.stream().filter(at -> breaks(queue, party, at)).count() / opened.size();
  }

  /** The largest excess of what is needed over what is allowed, of all moments of a year. */
  static Worst worst(Queue queue, Party party, Instant from) {
    return worst(queue, party, from, from.plus(AHEAD));
  }

  static Worst worst(Queue queue, Party party, Instant from, Instant to) {
    return moments(queue, party, from, to).stream().map(at -> of(queue, party, at))
      .max(Comparator.comparing(Worst::excess)).orElseThrow();
  }

  /** How it would go for a customer who turns up then. */
  static Worst of(Queue queue, Party party, Instant at) {
    return new Worst(at, Duration.between(at, told(queue, party, at)),
      Duration.between(at, queue.agreement().due(Kind.RESOLUTION, at)));
  }

  /**
   * Both times grow in step with the beginning, or stand still, so their difference is largest where one of them bends:
   * where a calendar opens or closes or its clocks are moved, and where an allowance begun then ends at such a moment.
   * So we go back from these, step by step, from what the customer is told to what was opened.
   */
  private static Set<Instant> moments(Queue queue, Party party, Instant from, Instant to) {
    var leg = party.agreement();
    var desk = queue.agreement();
    var last = latest(told(queue, party, to), desk.due(Kind.RESOLUTION, to));
    var atDesk = desk.calendar().bends(from, last);
    var atLeg = leg.calendar().bends(from, last);
    var answered = begun(desk.timeFor(Kind.PROGRESS).orElseThrow(), desk.calendar(), atDesk);
    answered.addAll(atDesk);
    answered.addAll(atLeg);
    var accepted = begun(leg.answer(), leg.calendar(), answered);
    accepted.addAll(atLeg);
    var opened = begun(leg.accept(), leg.calendar(), accepted);
    opened.addAll(begun(desk.timeFor(Kind.RESOLUTION).orElseThrow(), desk.calendar(), atDesk));
    opened.addAll(atLeg);
    opened.addAll(atDesk);
    opened.addAll(List.of(from, to));
    return opened.stream().flatMap(at -> Stream.of(at.minus(BESIDE), at, at.plus(BESIDE)))
      .filter(at -> !at.isBefore(from) && at.isBefore(to)).collect(Collectors.toCollection(TreeSet::new));
  }

  /** When what ends then, or just after, can have begun. */
  private static Set<Instant> begun(Allowance allowance, Calendar calendar, Collection<Instant> ends) {
    return ends.stream().flatMap(end -> Stream.of(end, end.plus(BESIDE))).map(end -> allowance.before(end, calendar))
      .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** What cannot be kept. @param past when cases of a queue opened, by its name; empty where nothing is known */
  static List<Finding> findings(Policy policy, Instant from, Map<String, List<Instant>> past) {
    var findings = new ArrayList<Finding>();
    for (var queue : policy.queues()) {
      if (queue.agreement().timeFor(Kind.RESOLUTION).isEmpty()) {
        continue;
      }
      for (var party : policy.partiesOf(queue.brand(), queue.name())) {
        var worst = worst(queue, party, from);
        if (worst.breaks()) {
          findings.add(finding(queue, party, worst, Coverage.moment(worst.at(), policy.roster().zone()),
            past.getOrDefault(queue.name(), List.of())));
        }
      }
    }
    return findings;
  }

  private static Finding finding(Queue queue, Party party, Worst worst, String when, List<Instant> past) {
    var leg = party.agreement();
    var words = party.title() + " may take " + leg.accept().words() + " to accept and " + leg.answer().words()
      + " to answer, but customers are owed a resolution within " + queue.agreement().timeFor(Kind.RESOLUTION)
      .orElseThrow().words() + ": at worst, from " + when + ", a customer has the answer after "
      + Coverage.hours(worst.needed()) + ", when it is due after " + Coverage.hours(worst.allowed())
      + (past.isEmpty() ? "" : "; " + percent(share(queue, party, past)) + " of " + past.size()
        + " past cases would have broken")
      + ". Agree on less with " + party.title() + ", promise customers more time, or take it out of the queue's legs";
    return new Finding(Finding.Kind.FEASIBILITY, "queues." + queue.name() + ".legs", words);
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
