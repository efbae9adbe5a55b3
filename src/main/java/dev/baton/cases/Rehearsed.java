package dev.baton.cases;

import java.util.List;

/** What a rehearsal of one case came to. */
public sealed interface Rehearsed {

  CaseKey key();

  /** @param wasCut it had so many alarms that the rest was left out */
  record Done(CaseKey key, Ledger was, Ledger with, boolean wasCut) implements Rehearsed {}

  /** The past itself came out otherwise than it was, so nothing can be said. */
  record Mistaken(CaseKey key, List<String> mistakes) implements Rehearsed {}

  /** It is from before policies were kept. */
  record Unknown(CaseKey key) implements Rehearsed {}
}
