package dev.baton.customer;

import dev.baton.mention.Author;

/**
 * Somebody spoke.
 *
 * @param region  where a phone number without a country's code belongs; empty if that is not known
 * @param knownAs   the customer whose case they named, or 0; links only a profile that is new
 */
public record Sighting(String channel, String region, Author author, long knownAs) {

  String key() {
    return Profile.key(channel, author.id());
  }
}
