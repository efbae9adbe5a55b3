package dev.baton.connector.x;

/** What is read of an account; in this order, one after the other. */
enum XSource {
  MENTIONS, SEARCH, MESSAGES
}
