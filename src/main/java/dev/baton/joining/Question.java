package dev.baton.joining;

/** What Baton would not decide by itself, as it stands in a case. */
sealed interface Question {

  /** Whether two people are one. @param customer of the case */
  record Person(long customer) implements Question {}

  /** Whether two cases are one problem. @param other the other case */
  record SameProblem(long other) implements Question {}

  /** Whether a contact is about another problem than its case. */
  record OtherProblem(long mention) implements Question {}
}
