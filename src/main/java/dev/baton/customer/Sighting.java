package dev.baton.customer;

import dev.baton.customer.linking.EmailAddresses;
import dev.baton.customer.linking.PhoneNumbers;
import dev.baton.mention.Author;

/**
 * Somebody spoke.
 *
 * @param author  their e-mail address and phone number in the one form that all spellings of them share
 * @param knownAs the customer whose case they named, or 0; links only a profile that is new
 * @param telling whether what they said holds a number, such as an order's, that could tell who they are
 */
public record Sighting(String channel, Author author, long knownAs, boolean telling) {

  /** @param region where a phone number without a country's code belongs; empty if that is not known */
  public static Sighting of(String channel, String region, Author author, long knownAs, boolean telling) {
    return new Sighting(channel, new Author(author.id(), author.handle(), author.name(), author.followers(),
      EmailAddresses.normal(author.email()), PhoneNumbers.normal(author.phone(), region)), knownAs, telling);
  }

  String key() {
    return Profile.key(channel, author.id());
  }

  /** All that several mentions of a batch tell of one author. */
  Sighting and(Sighting later) {
    return new Sighting(channel, new Author(author.id(), author.handle(), author.name(), author.followers(),
      either(author.email(), later.author.email()), either(author.phone(), later.author.phone())),
      knownAs != 0 ? knownAs : later.knownAs, telling || later.telling);
  }

  private static String either(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
