package dev.baton.customer.linking;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How two values agree that are many pieces: handles as letters, streets and sentences as words. Rare pieces count for
 * more.
 */
final class Overlap {

  /** Of the angle between both, each piece weighted by what it says: 1 is the same direction. */
  private static final double NEARLY = 0.7;
  private static final double ALIKE = 0.45;
  private static final double SLIGHTLY = 0.25;
  /** Of a street's information, what has to be shared. */
  private static final double PART = 0.4;
  private static final double SAME_WORDS = 0.75;
  private static final double ALIKE_WORDS = 0.35;
  /** Bits that some row of letters in two handles has, as there are so many places to look. */
  private static final double BY_CHANCE = 6;
  /** A word shorter than this says nothing. */
  private static final int SHORTEST_WORD = 3;

  private Overlap() {}

  static Agreement handle(String a, String b, Commonness common) {
    var left = Grams.of(a);
    var right = Grams.of(b);
    var information = shared(a, right, Grams.longer(b), common);
    if (a.equals(b)) {
      return Agreement.of(Trait.HANDLE, Evidence.SAME, information);
    }
    var angle = angle(left, right, Trait.HANDLE, common);
    return Agreement.of(Trait.HANDLE, Closeness.haveOtherDigits(a, b) ? "different" : angle >= NEARLY ? "nearly"
      : angle >= ALIKE ? "alike"
      : angle >= SLIGHTLY ? "slightly" : "different", information);
  }

  /**
   * What the letters say that both have in a row: each as much as it surprises after those before it. After
   * {@code congress} comes {@code man}, which says nothing more. Of several rows, the best counts, and of the others
   * what is more than two handles have in common anyway.
   */
  private static double shared(String a, Set<String> pieces, Set<String> longer, Commonness common) {
    var framed = Grams.framed(a);
    double best = 0;
    double sum = 0;
    double row = 0;
    for (var i = 0; i + Grams.SIZE <= framed.length(); i++) {
      var piece = framed.substring(i, i + Grams.SIZE);
      if (row > 0 && longer.contains(framed.substring(i - 1, i + Grams.SIZE))) {
        row += Math.max(0, common.informationOfPiece(framed.substring(i - 1, i + Grams.SIZE))
          - common.informationOfPiece(framed.substring(i - 1, i - 1 + Grams.SIZE)));
      } else {
        sum += Math.max(0, row - BY_CHANCE);
        best = Math.max(best, row);
        row = pieces.contains(piece) ? common.informationOfPiece(piece) : 0;
      }
    }
    best = Math.max(best, row);
    return sum + Math.max(0, row - BY_CHANCE) + Math.min(best, BY_CHANCE);
  }

  /** Of all the handles that a name makes, the one most like this one. */
  static Agreement named(String name, String handle, Commonness common) {
    return spellings(name).stream().map(spelling -> handle(spelling, handle, common))
      .filter(found -> !found.level().equals("different") && !found.level().equals("slightly"))
      .max(Comparator.comparingDouble(Agreement::information))
      .map(found -> Agreement.of(Trait.HANDLE, "named", found.information()))
      .orElse(Agreement.of(Trait.HANDLE, "different"));
  }

  private static List<String> spellings(String name) {
    var words = List.of(name.split(" "));
    if (words.size() < 2) {
      return words.stream().filter(w -> w.length() > SHORTEST_WORD).toList();
    }
    var first = words.getFirst();
    var last = words.getLast();
    return List.of(first + last, last + first, first.charAt(0) + last, first + last.charAt(0));
  }

  static Agreement words(String a, String b, Commonness common) {
    var left = words(a);
    var right = words(b);
    var angle = angle(left, right, Trait.WORDS, common);
    return Agreement.of(Trait.WORDS, angle >= SAME_WORDS ? Evidence.SAME
      : angle >= ALIKE_WORDS ? "alike" : "different");
  }

  static Agreement street(String a, String b, Commonness common) {
    var left = new TreeSet<>(List.of(a.split(" ")));
    var right = new TreeSet<>(List.of(b.split(" ")));
    if (left.equals(right)) {
      return Agreement.of(Trait.STREET, Evidence.SAME, sum(left, Trait.STREET, common));
    }
    var some = matched(left, right, common);
    var least = Math.min(sum(left, Trait.STREET, common), sum(right, Trait.STREET, common));
    return Agreement.of(Trait.STREET, some >= PART * least ? "part" : "different", some);
  }

  /** The information of words that stand in both, or nearly so. Both ways round it is the same. */
  private static double matched(Set<String> left, Set<String> right, Commonness common) {
    double some = sum(both(left, right), Trait.STREET, common);
    var restLeft = without(left, right);
    var restRight = without(right, left);
    for (var word : restLeft) {
      var other = restRight.stream().filter(w -> Closeness.isClose(w, word)).findFirst();
      if (other.isPresent()) {
        restRight.remove(other.get());
        some += Math.min(common.information(Trait.STREET, word), common.information(Trait.STREET, other.get()));
      }
    }
    return some;
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(w -> w.length() >= SHORTEST_WORD)
      .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> both(Set<String> a, Set<String> b) {
    var both = new TreeSet<>(a);
    both.retainAll(b);
    return both;
  }

  private static Set<String> without(Set<String> a, Set<String> b) {
    var rest = new TreeSet<>(a);
    rest.removeAll(b);
    return rest;
  }

  private static double sum(Collection<String> pieces, Trait trait, Commonness common) {
    return pieces.stream().mapToDouble(p -> common.information(trait, p)).sum();
  }

  private static double angle(Set<String> a, Set<String> b, Trait trait, Commonness common) {
    var length = Math.sqrt(squares(a, trait, common) * squares(b, trait, common));
    return length == 0 ? 0 : squares(both(a, b), trait, common) / length;
  }

  private static double squares(Set<String> pieces, Trait trait, Commonness common) {
    return pieces.stream().mapToDouble(p -> Math.pow(common.information(trait, p), 2)).sum();
  }
}
