package dev.baton.quality;

import java.util.Locale;

/** What was found, against what there was to find. */
public record Score(long right, long wrong, long missed) {

  /** Of what was found, the share that is right; 1 where nothing was. */
  public double precision() {
    return right + wrong == 0 ? 1 : (double) right / (right + wrong);
  }

  /** Of what there was, the share that was found. */
  public double recall() {
    return right + missed == 0 ? 1 : (double) right / (right + missed);
  }

  public double f1() {
    return 2 * right + wrong + missed == 0 ? 1 : 2.0 * right / (2 * right + wrong + missed);
  }

  Score plus(Score other) {
    return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  String words() {
    return right + wrong == 0 ? "none of " + (right + missed)
      : String.format(Locale.ROOT, "precision %.4f  recall %.4f  F1 %.4f  (%d right, %d wrong, %d missed)", precision(),
        recall(), f1(), right, wrong, missed);
  }
}
