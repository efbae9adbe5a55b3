package dev.baton.cases;

import java.util.List;

/** What an event did to a case. */
public sealed interface Step {

  /** It changed. */
  record Moved(CaseState state, List<Effect> effects) implements Step {
    public Moved {
      effects = List.copyOf(effects);
    }
  }

  /** The event no longer matters: it came twice, or too late. */
  record Stay() implements Step {}

  /** It may not happen now. */
  record Refused(Refusal refusal) implements Step {}
}
