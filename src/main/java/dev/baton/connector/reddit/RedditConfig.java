package dev.baton.connector.reddit;

import dev.baton.config.Secret;
import java.net.URI;

/**
 * One account on Reddit.
 *
 * @param server     of the API
 * @param signIn     where tokens are renewed, which is another one
 * @param username   without {@code u/}; also who Reddit is told to turn to
 */
record RedditConfig(URI server, URI signIn, String username, Client client) {

  /**
   * What gets a token.
   *
   * @param secret       none for an installed app
   * @param refreshToken none where the password is used
   * @param password     of the account; for a script app, whose developer the account is
   */
  record Client(String id, Secret secret, Secret refreshToken, Secret password) {

    boolean usesPassword() {
      return refreshToken.isEmpty();
    }
  }

  /** Reddit asks its callers to say what they are and whom to turn to, and slows down who does not. */
  String userAgent() {
    return "server:dev.baton:v0.1 (by /u/" + username + ")";
  }

  boolean isUs(String name) {
    return username.equalsIgnoreCase(name);
  }
}
