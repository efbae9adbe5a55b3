package dev.baton.customer;

import dev.baton.mention.Author;

/** An author on one channel and the customer behind them; {@code evidence} is how the two were linked. */
record Profile(String channel, Author author, long customerId, String evidence) {

  String key() {
    return key(channel, author.id());
  }

  static String key(String channel, String authorId) {
    return channel + "\n" + authorId;
  }

  Profile linkedTo(long customer, String why) {
    return new Profile(channel, author, customer, why);
  }
}
