package dev.baton.cases;

import dev.baton.triage.Mood;
import java.time.Instant;
import java.util.Set;

/**
 * One contact of a customer, as far as the engine needs to know it.
 *
 * @param at        the network's time, never later than {@code seen}; the customer's clock
 * @param seen      when Baton had it
 * @param asks      false for a mere thank-you, which opens no clock
 * @param urgencies names of urgency word lists that it hit, such as {@code safety}
 * @param joined    why it belongs to this case, in words
 */
public record Contact(long mention, Instant at, Instant seen, boolean asks, String channel, Mood mood,
                      Set<String> urgencies, long reach, String language, String title, String joined) {
  public Contact {
    urgencies = Set.copyOf(urgencies);
    at = at.isAfter(seen) ? seen : at;
  }
}
