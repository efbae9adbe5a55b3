package dev.baton.cases;

import dev.baton.policy.Routing;
import dev.baton.triage.Mood;
import java.time.Instant;
import java.util.Set;

/**
 * One contact of a customer, as far as the engine needs to know it.
 *
 * @param at         the network's time, never later than {@code seen}; the customer's clock
 * @param seen       when Baton had it
 * @param asks       false for a mere thank-you, which opens no clock
 * @param account    the name of the account it came in on
 * @param urgencies  names of urgency word lists that it hit, such as {@code safety}
 * @param reach      followers of who said it in public, else 0
 * @param replyUntil when the network lets no answer through any more; {@link Instant#MAX} if it always does
 * @param joined     why it belongs to this case, in words
 */
public record Contact(long mention, Instant at, Instant seen, boolean asks, String account, String channel,
                      boolean isPublic, Mood mood, Set<String> urgencies, long reach, String language,
                      Instant replyUntil, String title, String joined) {
  public Contact {
    urgencies = Set.copyOf(urgencies);
    at = at.isAfter(seen) ? seen : at;
  }

  boolean hasWindow() {
    return !replyUntil.equals(Instant.MAX);
  }

  Contact titled(String words) {
    return new Contact(mention, at, seen, asks, account, channel, isPublic, mood, urgencies, reach, language, replyUntil,
      words, joined);
  }

  Contact joined(String why) {
    return new Contact(mention, at, seen, asks, account, channel, isPublic, mood, urgencies, reach, language, replyUntil,
      title, why);
  }

  /** As the rules of routing see it. */
  Routing.Arrival arrival(String brand) {
    return new Routing.Arrival(brand, account, channel, language, mood.word(), urgencies, isPublic, reach);
  }
}
