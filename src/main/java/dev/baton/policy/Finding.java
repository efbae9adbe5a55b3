package dev.baton.policy;

/**
 * Something in a policy that works, but perhaps not as its author hopes. Mistakes are not findings: those refuse to start.
 *
 * @param where the key it is about, such as {@code ladders.care.levels.0}
 * @param words what will happen, and what to do
 */
public record Finding(Kind kind, String where, String words) {

  /** What is looked for. */
  public enum Kind {
    /** At times nobody is on duty. */
    COVERAGE("coverage"),
    /** A hand-off cannot be back in time for what customers are owed. */
    FEASIBILITY("feasibility"),
    /** Somebody who may be alarmed cannot be reached. */
    REACH("reach"),
    /** Open cases stand in a queue that is gone, and wait in another one. */
    MOVES("moves"),
    /** A secret stands in a file for all to read. */
    SECRETS("secrets"),
    /** Nothing refers to it. */
    UNUSED("unused");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word used in JSON and on the screen. */
    public String word() {
      return word;
    }
  }
}
