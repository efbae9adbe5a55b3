package dev.baton.connector.mail;

import dev.baton.config.Secret;
import java.util.Set;

/**
 * One mailbox and the way out of it.
 *
 * @param password empty where a token is given
 * @param token    an OAuth 2 access token, offered as XOAUTH2; else empty
 * @param from     the address that answers come from
 * @param name     shown beside it; may be empty
 * @param envelope where bounces go to; the same as {@code from} unless said otherwise
 * @param folder   that is read
 * @param sent     where the copies of what was sent lie; empty for what the server says
 * @param own      all addresses that are ours, in lower case; what they say is no customer's
 * @param filing   who puts a copy of an answer into Sent
 * @param trust    whom it believes
 */
record MailConfig(Door imap, Door smtp, String user, Secret password, Secret token, String from, String name,
                  String envelope, String folder, String sent, Set<String> own, Filing filing, Trust trust) {

  /** How a connection is kept from strangers. */
  enum Security { TLS, STARTTLS, OFF }

  /** A server's address. */
  record Door(String host, int port, Security security) {}

  /** Who files what was sent. */
  enum Filing { BATON, SERVER }

  /** Where nothing is said of whom to believe. */
  MailConfig(Door imap, Door smtp, String user, Secret password, Secret token, String from, String name,
             String envelope, String folder, String sent, Set<String> own, Filing filing) {
    this(imap, smtp, user, password, token, from, name, envelope, folder, sent, own, filing, Trust.NONE);
  }

  MailConfig {
    own = Set.copyOf(own);
  }

  /** What our Message-IDs end in. */
  String domain() {
    return from.substring(from.lastIndexOf('@') + 1);
  }

  String secret() {
    return token.value().isEmpty() ? password.value() : token.value();
  }
}
