package dev.baton.notice;

/** What becomes of the notices of a message. */
sealed interface Fate {

  record Told(Way way) implements Fate {}

  /** Once more the same way, after a pause. @param tries of this way so far */
  record Again(Way way, int tries, String cause) implements Fate {}

  /** Nothing is left to try: whoever it was for could not be reached. */
  record Failed(String cause) implements Fate {}

  /** They look at the inbox, and have no other way. */
  record Unneeded() implements Fate {}
}
