package dev.baton.customer.linking;

import java.util.Arrays;

/** Whether one word is a slip of the other: letters left out, added, changed, swapped or all mixed up. */
final class Closeness {

  /** Shorter words are close to half the dictionary. */
  private static final int SHORTEST = 3;
  /** One slip in so many letters. */
  private static final int LETTERS_PER_SLIP = 4;
  /** Of Jaro and Winkler's measure, which forgives a longer tail. */
  private static final double SIMILAR = 0.92;

  private Closeness() {}

  static boolean isClose(String a, String b) {
    var shorter = Math.min(a.length(), b.length());
    if (shorter < SHORTEST) {
      return false;
    }
    var slips = slips(a, b);
    return slips <= Math.max(1, shorter / LETTERS_PER_SLIP) || shorter > SHORTEST
      && (isMixedUp(a, b) || slips <= shorter / 2 && jaroWinkler(a, b) >= SIMILAR);
  }

  /** The same letters, in another order. */
  static boolean isMixedUp(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    var left = a.toCharArray();
    var right = b.toCharArray();
    Arrays.sort(left);
    Arrays.sort(right);
    return Arrays.equals(left, right);
  }

  /** Both have digits, and not the same ones: people add a number where a name is taken, so it tells them apart. */
  static boolean haveOtherDigits(String a, String b) {
    var left = a.replaceAll("\\D", "");
    var right = b.replaceAll("\\D", "");
    return !left.isEmpty() && !right.isEmpty() && !left.equals(right) && !isMixedUp(left, right);
  }

  /** How many letters have to be left out, added, changed, or swapped with their neighbour. */
  static int slips(String a, String b) {
    var before = new int[b.length() + 1];
    var last = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var row = new int[b.length() + 1];
      row[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var changed = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }

  /** From 0, nothing alike, to 1, equal. */
  static double jaroWinkler(String a, String b) {
    var reach = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
    var takenA = new boolean[a.length()];
    var takenB = new boolean[b.length()];
    var common = 0;
    for (var i = 0; i < a.length(); i++) {
      for (var j = Math.max(0, i - reach); j < Math.min(b.length(), i + reach + 1); j++) {
        if (!takenB[j] && a.charAt(i) == b.charAt(j)) {
          takenA[i] = true;
          takenB[j] = true;
          common++;
          break;
        }
      }
    }
    if (common == 0) {
      return 0;
    }
    double jaro = ((double) common / a.length() + (double) common / b.length()
      + (common - misplaced(a, b, takenA, takenB) / 2.0) / common) / 3;
    var prefix = 0;
    while (prefix < Math.min(4, Math.min(a.length(), b.length())) && a.charAt(prefix) == b.charAt(prefix)) {
      prefix++;
    }
    return jaro + prefix * 0.1 * (1 - jaro);
  }

  private static int misplaced(String a, String b, boolean[] takenA, boolean[] takenB) {
    var misplaced = 0;
    var j = 0;
    for (var i = 0; i < a.length(); i++) {
      if (takenA[i]) {
        while (!takenB[j]) {
          j++;
        }
        misplaced += a.charAt(i) == b.charAt(j) ? 0 : 1;
        j++;
      }
    }
    return misplaced;
  }
}
