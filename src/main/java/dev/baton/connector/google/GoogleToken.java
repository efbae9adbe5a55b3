package dev.baton.connector.google;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Tools;
import dev.baton.connector.Urlencoded;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.stream.Stream;

/** Gets access tokens from Google. Source: developers.google.com, identity/protocols/oauth2/web-server. */
public final class GoogleToken {

  private static final String MEND = "check client-id and client-secret, let the account's owner authorise Baton again, and"
    + " fill in the new refresh-token in config/accounts.yaml";

  private final Wire wire;
  private final GoogleClient client;
  private final RateLimits limits;

  public GoogleToken(GoogleClient client, Tools tools) {
    this.wire = new Wire(tools.vertx(), client.server(), tools.limits());
    this.client = client;
    this.limits = tools.rateLimits();
  }

  public OAuthSession.SignIn signIn() {
    return new OAuthSession.SignIn(Secret.NONE, client.refreshToken(), this::renew, MEND);
  }

  public Future<Void> close() {
    return wire.close();
  }

  private Future<Heard> renew(Secret refresh) {
    var headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.ACCEPT, "application/json")
      .set(HttpHeaders.CONTENT_TYPE, Urlencoded.TYPE);
    var form = Urlencoded.of("grant_type", "refresh_token", "refresh_token", refresh.value(), "client_id", client.id(),
      "client_secret", client.secret().value());
    return wire.post("/token", headers, Buffer.buffer(form))
      .compose(answer -> Heard.of(answer, wire.host(), words(answer), limits));
  }

  private String words(Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    return Stream.of(Fields.text(said, "error_description"), Fields.text(said, "error"))
      .filter(words -> !words.isBlank()).findFirst().orElse(wire.host() + " answered " + answer.status());
  }
}
