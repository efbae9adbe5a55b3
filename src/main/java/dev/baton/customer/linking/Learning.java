package dev.baton.customer.linking;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns the weights from pairs of whom it is known whether they are one: how often each level occurs among those who
 * are, and among strangers. What was seen seldom stays near the table that there was.
 */
public final class Learning {

  /** The table that there was counts as much as so many pairs. */
  private static final double WEIGHT_OF_BEFORE = 20;
  /** A level that strangers reached less often is left as rare as it was thought to be. */
  private static final int SEEN_ENOUGH = 5;

  private final Weights before;
  private final Comparing comparing;
  private final Map<Trait, Map<String, Tally>> same = new EnumMap<>(Trait.class);
  private final Map<Trait, Map<String, Tally>> strangers = new EnumMap<>(Trait.class);

  /** @param information of what was shared, added up */
  private record Tally(long pairs, double information) {
    Tally and(double more) {
      return new Tally(pairs + 1, information + more);
    }
  }

  public Learning(Weights before, Commonness common) {
    this.before = before;
    comparing = new Comparing(before, common);
  }

  public void same(Portrait a, Portrait b) {
    count(same, a, b);
  }

  public void strangers(Portrait a, Portrait b) {
    count(strangers, a, b);
  }

  private void count(Map<Trait, Map<String, Tally>> tallies, Portrait a, Portrait b) {
    comparing.agreements(a, b).forEach(found -> {
      var own = tallies.computeIfAbsent(found.trait(), t -> new HashMap<>());
      own.put(found.level(), own.getOrDefault(found.level(), new Tally(0, 0)).and(found.information()));
    });
  }

  public Weights learnt() {
    var table = new EnumMap<Trait, List<Weights.Level>>(Trait.class);
    before.table().forEach((trait, levels) -> {
      var learnt = new ArrayList<Weights.Level>();
      levels.forEach(level -> learnt.add(same.containsKey(trait) ? learnt(trait, level) : level));
      table.put(trait, learnt);
    });
    return new Weights(table);
  }

  private Weights.Level learnt(Trait trait, Weights.Level level) {
    var own = same.get(trait).getOrDefault(level.name(), new Tally(0, 0));
    var m = (own.pairs() + WEIGHT_OF_BEFORE * level.m()) / (all(same, trait) + WEIGHT_OF_BEFORE);
    var other = strangers.getOrDefault(trait, Map.of()).getOrDefault(level.name(), new Tally(0, 0));
    if (other.pairs() < SEEN_ENOUGH || own.pairs() < SEEN_ENOUGH) {
      return new Weights.Level(level.name(), m, level.u(), level.isFactor(), level.words());
    }
    var u = (double) other.pairs() / all(strangers, trait);
    return new Weights.Level(level.name(), m, level.isFactor() ? u * Math.pow(2, own.information() / own.pairs()) : u,
      level.isFactor(), level.words());
  }

  private static long all(Map<Trait, Map<String, Tally>> tallies, Trait trait) {
    return tallies.get(trait).values().stream().mapToLong(Tally::pairs).sum();
  }
}
