package dev.baton.customer.linking;

/**
 * One reason for or against two people being one.
 *
 * @param level as the table of weights names it; {@code same} where nothing differs
 * @param bits  how much it says: each doubles the odds, below 0 it halves them
 * @param words for people; never what a customer wrote
 */
public record Evidence(Trait trait, String level, double bits, String words) {

  static final String SAME = "same";

  boolean isSame() {
    return level.equals(SAME);
  }
}
