package dev.baton.quality;

import dev.baton.customer.linking.Candidates;
import dev.baton.customer.linking.Commonness;
import dev.baton.customer.linking.Groups;
import dev.baton.customer.linking.Judge;
import dev.baton.customer.linking.Match;
import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Rivals;
import dev.baton.customer.linking.Verdict;
import dev.baton.customer.linking.Vetoes;
import dev.baton.customer.linking.Weights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Links labelled people as Baton does, and counts the pairs. */
final class LinkMeasure {

  /** The pairs of two profiles, in one order. */
  record Pair(String a, String b) {
    static Pair of(String a, String b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }
  }

  /**
   * What came out.
   *
   * @param suggested what an agent is shown, with what is linked already
   * @param linked    what is one without asking anybody, directly or by way of others
   * @param compared  pairs that were looked at, of {@code possible}
   */
  record Outcome(Score suggested, Score linked, long profiles, long people, long compared, long possible, Duration took,
                 List<Match> wrong, List<Match> wrongLinks) {}

  private final Weights weights;

  LinkMeasure(Weights weights) {
    this.weights = weights;
  }

  Outcome of(LabelledPeople people) {
    var began = System.nanoTime();
    var portraits = people.portraits();
    var judge = new Judge(weights, Commonness.among(portraits, amongHowMany(people)), new Vetoes());
    var candidates = new Candidates();
    portraits.forEach(candidates::add);
    var looked = new HashSet<Pair>();
    var matches = new ArrayList<Match>();
    for (var portrait : portraits) {
      for (var other : candidates.of(portrait)) {
        if (people.areCompared(portrait, other) && looked.add(Pair.of(portrait.id(), other.id()))) {
          var match = judge.judge(portrait, other);
          if (match.verdict() != Verdict.APART) {
            matches.add(match);
          }
        }
      }
    }
    var shown = Rivals.without(matches);
    return counted(people, shown, Groups.of(shown, new Vetoes()), looked.size(),
      Duration.ofNanos(System.nanoTime() - began));
  }

  private static Outcome counted(LabelledPeople people, List<Match> shown, Groups groups, long compared, Duration took) {
    var persons = new HashMap<String, String>();
    var byPerson = new HashMap<String, List<Portrait>>();
    people.rows().forEach(row -> {
      persons.put(row.portrait().id(), row.person());
      byPerson.computeIfAbsent(row.person(), p -> new ArrayList<>()).add(row.portrait());
    });
    var truth = byPerson.values().stream().mapToLong(own -> pairs(people, own)).sum();
    var linked = linked(people, groups);
    var suggested = new HashSet<>(linked);
    shown.forEach(match -> suggested.add(Pair.of(match.a().id(), match.b().id())));
    var wrong = shown.stream().filter(m -> !persons.get(m.a().id()).equals(persons.get(m.b().id()))).toList();
    return new Outcome(score(suggested, persons, truth), score(linked, persons, truth), people.rows().size(),
      byPerson.size(), compared, pairs(people, people.portraits()), took, wrong,
      wrong.stream().filter(m -> m.verdict() == Verdict.LINKS).toList());
  }

  private static Set<Pair> linked(LabelledPeople people, Groups groups) {
    var portraits = new HashMap<String, Portrait>();
    people.portraits().forEach(p -> portraits.put(p.id(), p));
    var linked = new HashSet<Pair>();
    groups.all().forEach(group -> {
      for (var i = 0; i < group.size(); i++) {
        for (var j = i + 1; j < group.size(); j++) {
          if (people.areCompared(portraits.get(group.get(i)), portraits.get(group.get(j)))) {
            linked.add(Pair.of(group.get(i), group.get(j)));
          }
        }
      }
    });
    return linked;
  }

  private static Score score(Set<Pair> found, Map<String, String> persons, long truth) {
    var right = found.stream().filter(p -> persons.get(p.a()).equals(persons.get(p.b()))).count();
    return new Score(right, found.size() - right, truth - right);
  }

  /** Somebody of one network is looked for among those of another. */
  private static long amongHowMany(LabelledPeople people) {
    var count = new HashMap<String, Long>();
    people.portraits().forEach(p -> count.merge(people.isAcross() ? p.network() : "", 1L, Long::sum));
    return count.values().stream().mapToLong(n -> n).max().orElse(0);
  }

  /** How many there are to compare, without writing them down. */
  private static long pairs(LabelledPeople people, List<Portrait> portraits) {
    var count = new HashMap<String, Long>();
    portraits.forEach(p -> count.merge(people.isAcross() ? p.network() : "", 1L, Long::sum));
    long all = portraits.size();
    var pairs = all * (all - 1) / 2;
    return people.isAcross() ? pairs - count.values().stream().mapToLong(n -> n * (n - 1) / 2).sum() : pairs;
  }
}
