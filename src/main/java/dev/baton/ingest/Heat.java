package dev.baton.ingest;

/**
 * What makes an account worth a look sooner than another.
 *
 * @param waiting open cases whose customer waits for us and spoke here last
 * @param held    open cases that somebody has, and whose customer spoke here last
 * @param spoken  whether somebody spoke here lately
 */
record Heat(int waiting, int held, boolean spoken) {

  static final Heat NONE = new Heat(0, 0, false);

  /** From what is slowed first to what is slowed last. */
  enum Warmth { RUNG, QUIET, SPOKEN, HELD, WAITING }

  /** @param rings its network tells by itself that there is something, so that a look finds little */
  Warmth warmth(boolean rings) {
    return rings ? Warmth.RUNG : waiting > 0 ? Warmth.WAITING : held > 0 ? Warmth.HELD
      : spoken ? Warmth.SPOKEN : Warmth.QUIET;
  }

  String words(boolean rings) {
    return switch (warmth(rings)) {
      case RUNG -> "its network rings by itself";
      case WAITING -> waiting == 1 ? "1 case waits here" : waiting + " cases wait here";
      case HELD -> held == 1 ? "somebody has a case of it" : held + " cases of it are in somebody's hand";
      case SPOKEN -> "somebody spoke here lately";
      case QUIET -> "quiet";
    };
  }
}
