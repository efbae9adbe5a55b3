package dev.baton.customer.linking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How two names agree, word by word in any order: {@code Delgado, Rosa} is {@code Rosa Delgado}. The words are paired so
 * that as much as possible speaks for it; of what does not agree, two pairs count, so that a second family name that
 * only one network knows is nothing against it.
 */
final class Names {

  /** Of a name; a longer one is a sentence. */
  private static final int MAX_WORDS = 5;
  /** So many pairs count also where they differ. */
  private static final int COUNTED = 2;

  private final Weights weights;
  private final Commonness common;

  Names(Weights weights, Commonness common) {
    this.weights = weights;
    this.common = common;
  }

  /** The best pairing: what counts for a name is in {@link #evidence}. */
  List<Agreement> pairs(String a, String b) {
    var left = words(a);
    var right = words(b);
    return left.size() <= right.size() ? paired(left, right) : paired(right, left);
  }

  List<Agreement> counted(String a, String b) {
    return pairs(a, b).stream().limit(COUNTED).toList();
  }

  private static List<String> words(String name) {
    return Arrays.stream(name.split(" ")).limit(MAX_WORDS).toList();
  }

  /** Tries every pairing, of which there are at most 120. */
  private List<Agreement> paired(List<String> few, List<String> many) {
    var found = new Agreement[few.size()][many.size()];
    for (var i = 0; i < few.size(); i++) {
      for (var j = 0; j < many.size(); j++) {
        found[i][j] = word(few.get(i), many.get(j), common);
      }
    }
    return best(found, 0, new boolean[many.size()], new Agreement[few.size()]);
  }

  private List<Agreement> best(Agreement[][] found, int at, boolean[] taken, Agreement[] chosen) {
    if (at == found.length) {
      return Arrays.stream(chosen).sorted(Comparator.comparingDouble(weights::bits).reversed()).toList();
    }
    List<Agreement> best = null;
    for (var j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        chosen[at] = found[at][j];
        var tried = best(found, at + 1, taken, chosen);
        best = best == null || bits(tried) > bits(best) ? tried : best;
        taken[j] = false;
      }
    }
    return best;
  }

  /** @param pairs the best first */
  private double bits(List<Agreement> pairs) {
    double bits = 0;
    for (var i = 0; i < pairs.size(); i++) {
      var own = weights.bits(pairs.get(i));
      bits += i < COUNTED || own > 0 ? own : 0;
    }
    return bits;
  }

  static Agreement word(String a, String b, Commonness common) {
    var information = Math.min(common.information(Trait.NAME, a), common.information(Trait.NAME, b));
    if (a.equals(b) || Letters.withoutUmlauts(a).equals(Letters.withoutUmlauts(b))) {
      return Agreement.of(Trait.NAME, a.length() == 1 ? "initial" : Evidence.SAME, information);
    }
    if (ShortForms.areOne(a, b)) {
      return Agreement.of(Trait.NAME, "short", information);
    }
    if (a.length() == 1 || b.length() == 1) {
      return Agreement.of(Trait.NAME, a.charAt(0) == b.charAt(0) ? "initial" : "different");
    }
    return Closeness.isClose(a, b) ? Agreement.of(Trait.NAME, "close", information)
      : Agreement.of(Trait.NAME, "different");
  }

  /** One reason for the whole name: its level is that of the pair that agrees least. */
  Evidence evidence(String a, String b) {
    var pairs = pairs(a, b);
    var some = pairs.stream().map(weights::evidence).toList();
    var agreeing = some.stream().filter(e -> e.bits() > 0).toList();
    if (agreeing.isEmpty()) {
      return new Evidence(Trait.NAME, "different", bits(pairs), "names differ");
    }
    var counted = some.stream().limit(Math.max(COUNTED, agreeing.size())).toList();
    var least = counted.getLast();
    return least.bits() > 0 ? new Evidence(Trait.NAME, least.level(), bits(pairs), least.words())
      : new Evidence(Trait.NAME, "part", bits(pairs), "names partly equal");
  }
}
