package dev.baton.triage;

import java.util.List;
import java.util.Set;

/**
 * What triage made of a mention.
 *
 * @param asks      false for a mere thank-you, which needs no answer
 * @param urgencies names of the urgency lists it hit
 * @param signals   each conclusion with the words that caused it, such as {@code angry: fed up}
 */
public record Reading(Mood mood, boolean asks, Set<String> urgencies, List<String> signals) {
  public Reading {
    urgencies = Set.copyOf(urgencies);
    signals = List.copyOf(signals);
  }
}
