package dev.baton.connector.youtube;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.RateLimits;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Gets access tokens from Google. Source: developers.google.com, identity/protocols/oauth2/web-server. */
final class GoogleToken {

  private static final String MEND = "check client-id and client-secret, let the channel's owner authorise Baton again, and"
    + " fill in the new refresh-token in config/accounts.yaml";

  private final Wire wire;
  private final YouTubeConfig.SignIn config;
  private final RateLimits limits;

  GoogleToken(Wire wire, YouTubeConfig.SignIn config, RateLimits limits) {
    this.wire = wire;
    this.config = config;
    this.limits = limits;
  }

  OAuthSession.SignIn signIn() {
    return new OAuthSession.SignIn(Secret.NONE, config.refresh(), this::renew, MEND);
  }

  Future<Void> close() {
    return wire.close();
  }

  private Future<Heard> renew(Secret refresh) {
    var headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.ACCEPT, "application/json")
      .set(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    var form = "grant_type=refresh_token&refresh_token=" + coded(refresh.value()) + "&client_id=" + coded(config.clientId())
      + "&client_secret=" + coded(config.clientSecret().value());
    return wire.post("/token", headers, Buffer.buffer(form))
      .compose(answer -> Heard.of(answer, wire.host(), words(answer), limits));
  }

  private String words(Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    return Stream.of(Fields.text(said, "error_description"), Fields.text(said, "error"))
      .filter(words -> !words.isBlank()).findFirst().orElse(wire.host() + " answered " + answer.status());
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
