package dev.baton.quality;

import dev.baton.customer.linking.Commonness;
import dev.baton.customer.linking.Judge;
import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Verdict;
import dev.baton.customer.linking.Vetoes;
import dev.baton.customer.linking.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Pairs of profiles of which it is known whether they are one person; each row is one pair. */
record LabelledPairs(String name, List<Pair> pairs) {

  private static final Set<String> LABEL = Set.of("match", "is_match", "label", "same");
  private static final Set<String> YES = Set.of("1", "1.0", "true", "yes", "match", "same");
  private static final Set<String> NO = Set.of("0", "0.0", "false", "no", "nonmatch", "different");
  /** How columns say of which of the two they are. */
  private static final List<List<String>> SIDES = List.of(List.of("left_", "right_"), List.of("a_", "b_"),
    List.of("_l", "_r"), List.of("_a", "_b"), List.of("_left", "_right"), List.of("_1", "_2"));

  record Pair(Portrait a, Portrait b, boolean isSame) {}

  /** Empty where the table is none of pairs. */
  static Optional<LabelledPairs> of(String name, Csv table, String region) {
    var label = table.columns().stream().filter(LABEL::contains).findFirst();
    var sides = SIDES.stream().filter(s -> columns(table, s.getFirst()) > 0 && columns(table, s.getLast()) > 0).findFirst();
    if (label.isEmpty() || sides.isEmpty()) {
      return Optional.empty();
    }
    var pairs = new ArrayList<Pair>();
    for (var i = 0; i < table.rows().size(); i++) {
      var cells = table.cells(i);
      var line = table.lines().get(i);
      pairs.add(new Pair(one(line + " left", cells, sides.get().getFirst(), region),
        one(line + " right", cells, sides.get().getLast(), region), isSame(cells.get(label.get()), line)));
    }
    return Optional.of(new LabelledPairs(name, pairs));
  }

  private static long columns(Csv table, String side) {
    return Columns.known(table.columns().stream().filter(c -> isOf(c, side)).map(c -> c.replace(side, "")).toList()).size();
  }

  private static boolean isOf(String column, String side) {
    return side.startsWith("_") ? column.endsWith(side) : column.startsWith(side);
  }

  private static Portrait one(String id, Map<String, String> cells, String side, String region) {
    var own = new HashMap<String, String>();
    cells.forEach((column, cell) -> {
      if (isOf(column, side)) {
        own.put(column.replace(side, ""), cell);
      }
    });
    return Columns.portrait(id, Columns.first(Columns.NETWORK, own), region, own);
  }

  private static boolean isSame(String label, int line) {
    var word = label.toLowerCase(Locale.ROOT);
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new Csv.Problem("line " + line + " says '" + label + "' where it should say whether they are one: 1 or 0");
    }
    return YES.contains(word);
  }

  /** By verdict: what is suggested or linked, and what is linked. */
  List<Score> scores(Weights weights) {
    var portraits = pairs.stream().flatMap(p -> Stream.of(p.a(), p.b())).toList();
    var judge = new Judge(weights, Commonness.among(portraits, portraits.size()), new Vetoes());
    var suggested = new Score(0, 0, 0);
    var linked = new Score(0, 0, 0);
    for (var pair : pairs) {
      var verdict = judge.judge(pair.a(), pair.b()).verdict();
      suggested = suggested.plus(score(verdict != Verdict.APART, pair.isSame()));
      linked = linked.plus(score(verdict == Verdict.LINKS, pair.isSame()));
    }
    return List.of(suggested, linked);
  }

  private static Score score(boolean isFound, boolean isSame) {
    return new Score(isFound && isSame ? 1 : 0, isFound && !isSame ? 1 : 0, !isFound && isSame ? 1 : 0);
  }
}
