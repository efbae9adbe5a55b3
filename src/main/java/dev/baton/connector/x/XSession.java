package dev.baton.connector.x;

import dev.baton.connector.Heard;
import dev.baton.connector.TokenSession;
import dev.baton.connector.TokenSession.Entry;
import dev.baton.connector.TokenStore;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Has a token at hand: one that is renewed, or the one that was filled in. */
final class XSession {

  private final XConfig.Credentials credentials;
  private final TokenSession renewed;

  XSession(XWire wire, XConfig.Credentials credentials, TokenStore store, InstantSource clock) {
    this.credentials = credentials;
    this.renewed = new TokenSession(credentials.refreshToken(), store, clock, refresh -> wire.renew(credentials, refresh));
  }

  /** What the token allows; empty where the network did not say. */
  String scope() {
    return renewed.scope();
  }

  /** @param refused an access token that was just not accepted, or empty */
  Future<Entry> enter(String refused) {
    if (credentials.renews()) {
      return renewed.enter(refused);
    }
    return Future.succeededFuture(refused.isEmpty() ? new Entry.Open(credentials.token())
      : new Entry.Shut(new Heard.Unwelcome("The token is not accepted: fill in a new one in config/accounts.yaml")));
  }
}
