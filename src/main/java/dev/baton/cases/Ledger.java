package dev.baton.cases;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a case, or many, came to: what was missed, and who had to hear of it. Counts, which add up. */
public record Ledger(SortedMap<Line, Long> counts) {

  public static final Ledger NOTHING = new Ledger(Collections.emptySortedMap());

  public Ledger {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** What is counted. */
  public enum Of {
    /** Cases, by the queue in which they opened. */
    CASE,
    /** Obligations that were not met in time, by their kind. */
    MISSED,
    /** Alarms and what else people had to be told, by the person. */
    TOLD,
    /** Alarms that only the person of last resort was left to hear. */
    LAST_RESORT,
    /** Reminders that Baton wrote to customers. */
    REMINDED,
    /** Cases that Baton closed because the customer was silent. */
    UNANSWERED,
    /** What people did that could not have been done, by what it was. */
    REFUSED
  }

  /** @param name of the queue, kind, person or event; may be empty */
  public record Line(Of of, String name) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      var byOf = of.compareTo(other.of);
      return byOf != 0 ? byOf : name.compareTo(other.name);
    }
  }

  public Ledger plus(Ledger other) {
    var sum = new TreeMap<>(counts);
    other.counts.forEach((line, count) -> sum.merge(line, count, Long::sum));
    return new Ledger(sum);
  }

  public long count(Line line) {
    return counts.getOrDefault(line, 0L);
  }

  /** Over all names. */
  public long count(Of of) {
    return counts.entrySet().stream().filter(e -> e.getKey().of() == of).mapToLong(Map.Entry::getValue).sum();
  }

  /** By how much two differ; 0 only if they are equal. */
  public long distance(Ledger other) {
    var lines = new TreeSet<Line>();
    Stream.of(this, other).forEach(ledger -> lines.addAll(ledger.counts.keySet()));
    return lines.stream().mapToLong(line -> Math.abs(count(line) - other.count(line))).sum();
  }
}
