package dev.baton.customer;

import dev.baton.mention.Author;

/**
 * Somebody spoke.
 *
 * @param knownAs   the customer whose case they named, or 0; links only a profile that is new
 */
public record Sighting(String channel, Author author, long knownAs) {

  String key() {
    return Profile.key(channel, author.id());
  }
}
