package dev.baton.notice;

/** What a server made of a letter. Causes are one line, without secrets. */
sealed interface PostOutcome {

  /** It answers for it now. */
  record Taken() implements PostOutcome {}

  /** It will not take it, however often it is asked. */
  record Refused(String cause) implements PostOutcome {}

  /** It could not be asked, or not now. */
  record TryLater(String cause) implements PostOutcome {}
}
