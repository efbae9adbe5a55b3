package dev.baton.connector.instagram;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.OAuthTokens;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Tools;
import dev.baton.connector.Urlencoded;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token of Instagram's own login: it lives for sixty days, and is renewed for sixty more while it lives, once it is a
 * day old. One that could not be renewed in weeks ends, and the account's check-up says so long before.
 * Source: the API's page of {@code refresh_access_token}.
 */
final class LongLived {

  private static final Logger log = LoggerFactory.getLogger(LongLived.class);

  /** Of sixty, so that a month of failures does no harm. */
  private static final Duration RENEWED_BEFORE = Duration.ofDays(45);
  /** Also until a token that is too young is tried again. */
  private static final Duration BETWEEN = Duration.ofDays(1);

  private final Wire wire;
  private final TokenStore store;
  private final InstantSource clock;
  private final String account;
  private final OAuthTokens configured;
  private OAuthTokens tokens;
  private Instant next = Instant.MIN;

  LongLived(Tools tools, URI server, Secret token) {
    this.wire = new Wire(tools.vertx(), server, tools.limits());
    this.store = tools.tokens();
    this.clock = tools.clock();
    this.account = tools.account();
    this.configured = OAuthTokens.configured(token);
    this.tokens = configured;
  }

  /** The one to be shown now. Never fails: the old one holds while another cannot be had. */
  Future<Secret> token() {
    var now = clock.instant();
    if (now.isBefore(next)) {
      return Future.succeededFuture(current());
    }
    next = now.plus(BETWEEN);
    return store.load().compose(kept -> {
      // Another node may have renewed it.
      tokens = kept.map(OAuthTokens::parse).filter(known -> known.seed().equals(configured.seed())).orElse(tokens);
      return tokens.until().isAfter(now.plus(RENEWED_BEFORE)) ? Future.<Void>succeededFuture() : renew(now);
    }).otherwise(e -> {
      log.warn("token could not be renewed account={} cause={}", account, e.getClass().getSimpleName());
      return null;
    }).map(v -> current());
  }

  private Secret current() {
    return tokens.access().isEmpty() ? tokens.refresh() : tokens.access();
  }

  private Future<Void> renew(Instant now) {
    return wire.get("/refresh_access_token?grant_type=ig_refresh_token&access_token="
      + Urlencoded.text(current().value()), MultiMap.caseInsensitiveMultiMap())
      .compose(answer -> {
        var said = Fields.objectOrEmpty(answer.body());
        var access = Fields.text(said, "access_token");
        if (answer.status() != 200 || access.isEmpty()) {
          log.info("token was not renewed account={} status={}", account, answer.status());
          return Future.succeededFuture();
        }
        var renewed = tokens.renewed(new JsonObject().put("access_token", access).put("refresh_token", access)
          .put("expires_in", Fields.number(said, "expires_in")), now);
        return store.save(renewed.text()).onSuccess(v -> tokens = renewed);
      });
  }

  Future<Void> close() {
    return wire.close();
  }
}
