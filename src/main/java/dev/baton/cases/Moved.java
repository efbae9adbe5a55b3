package dev.baton.cases;

/** What became of a {@link Move}. */
public sealed interface Moved {

  /** It was carried out; the case's revision and conversation now. */
  record Done(int revision, int conversation) implements Moved {}

  /** It no longer mattered. */
  record Stayed(int revision, int conversation) implements Moved {}

  /** It may not happen now; {@code holder} has the case, or nobody if empty. */
  record Refused(Refusal refusal, String holder) implements Moved {}

  /** It was decided on an old view of the case. */
  record Outdated(int conversation) implements Moved {}

  /** There is no such case. */
  record Missing() implements Moved {}

  /** Its row, or the step itself, is broken. Nothing of it was changed, and the other moves are as if it were not there. */
  record Broken(RuntimeException cause) implements Moved {}
}
