package dev.baton.cases;

/** What is to happen to a case. */
public sealed interface Move {

  CaseKey key();

  /** A new case. */
  record Opening(CaseKey key, long customerId, String customerName, String customerHandle, String queue, Contact first)
    implements Move {}

  /**
   * An event of a case that is there, or that an earlier move of the same batch opens.
   *
   * @param actor    a person's id, or {@code customer}, {@code clock}, {@code network}
   * @param expected the conversation it was decided on, or {@link #ANY}
   */
  record Happening(CaseKey key, CaseEvent event, String actor, int expected) implements Move {

    public static final int ANY = -1;

    public static Happening of(CaseKey key, CaseEvent event, String actor) {
      return new Happening(key, event, actor, ANY);
    }
  }
}
