package dev.baton.customer;

import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Trait;
import dev.baton.mention.Author;

/**
 * An author on one channel and the customer behind them.
 *
 * @param author     its e-mail address and phone number in the one form that all their spellings share
 * @param ownId      the customer they are without any link
 * @param customerId the customer they are
 * @param evidence   how the two were linked, in words
 * @param revision   of the customer when this was read
 */
record Profile(String channel, Author author, long ownId, long customerId, String evidence, int revision) {

  String key() {
    return key(channel, author.id());
  }

  static String key(String channel, String authorId) {
    return channel + "\n" + authorId;
  }

  Profile linkedTo(long customer, String why) {
    return new Profile(channel, author, ownId, customer, why, revision);
  }

  Profile known(Author now) {
    return new Profile(channel, now, ownId, customerId, evidence, revision);
  }

  Portrait.Draft portrait() {
    return Portrait.draft(key(), channel, "").with(Trait.HANDLE, author.handle()).with(Trait.NAME, author.name())
      .with(Trait.EMAIL, author.email()).with(Trait.PHONE, author.phone());
  }
}
