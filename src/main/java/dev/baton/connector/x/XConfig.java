package dev.baton.connector.x;

import dev.baton.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * One account on X.
 *
 * @param userId         where the token is an app's, which has no name of its own; else empty
 * @param search         a query of the recent search that is read as well; empty for none
 * @param dmsEvery       between looks at direct messages; {@link Duration#ZERO} where they are not read
 * @param noun           {@code tweet} or {@code post}: what the network's parameters are called
 * @param summonedOnly   whether the network lets this app answer only those who mentioned or quoted the account
 * @param maxLength      of a post, as the network weighs it
 * @param consumerSecret what webhooks are signed with; none where there are none
 * @param consumerBefore the one that is being replaced; none where none is
 */
record XConfig(URI server, Credentials credentials, String userId, String search, Duration dmsEvery, String noun,
               boolean summonedOnly, int maxLength, Prices prices, Secret consumerSecret,
               Secret consumerBefore) {

  /** All that the network may sign with now. */
  List<Secret> consumerSecrets() {
    return consumerBefore.isEmpty() ? List.of(consumerSecret) : List.of(consumerSecret, consumerBefore);
  }

  /** Either a token as it is, or what renews one. */
  record Credentials(Secret token, String clientId, Secret clientSecret, Secret refreshToken) {

    boolean renews() {
      return token.isEmpty();
    }
  }

  /**
   * In millionths of a US dollar.
   *
   * @param own    of something read from a timeline of the account's own
   * @param budget of a day; 0 for none
   */
  record Prices(long own, long post, long user, long message, long budget) {}

  boolean readsMessages() {
    return !dmsEvery.isZero();
  }
}
