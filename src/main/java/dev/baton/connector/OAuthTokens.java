package dev.baton.connector;

import dev.baton.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a network gave to sign in with, by OAuth 2.
 *
 * @param access  empty where there is none yet
 * @param refresh gets the next access token; with some networks it works once
 * @param until   when the access token ends
 * @param scope   what it allows, in the network's words; empty where it did not say
 * @param seed    of which configured token these came; another one configured means another sign-in
 */
public record OAuthTokens(Secret access, Secret refresh, Instant until, String scope, String seed) {

  /** A token that ends while a request is under way is as good as none. */
  private static final Duration SPARE = Duration.ofMinutes(1);
  /** Of an access token, where the network does not say. */
  private static final Duration USUAL_LIFE = Duration.ofHours(1);
  /** Whatever it says; a moment beyond all calendars is none. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(365);

  public static OAuthTokens configured(Secret refresh) {
    return new OAuthTokens(Secret.NONE, refresh, Instant.EPOCH, "", seedOf(refresh));
  }

  /** After a renewal. @param said the network's answer */
  public OAuthTokens renewed(JsonObject said, Instant now) {
    var next = Fields.text(said, "refresh_token");
    var life = Fields.number(said, "expires_in");
    return new OAuthTokens(new Secret(Fields.text(said, "access_token")), next.isEmpty() ? refresh : new Secret(next),
      now.plusSeconds(life > 0 ? Math.min(life, LONGEST_LIFE.toSeconds()) : USUAL_LIFE.toSeconds()),
      Fields.text(said, "scope"), seed);
  }

  public static OAuthTokens parse(String kept) {
    var json = Fields.objectOrEmpty(Buffer.buffer(kept));
    return new OAuthTokens(new Secret(Fields.text(json, "access")), new Secret(Fields.text(json, "refresh")),
      Fields.time(json, "until").orElse(Instant.EPOCH), Fields.text(json, "scope"), Fields.text(json, "seed"));
  }

  /** To be kept, sealed; holds the secrets in clear. */
  public String text() {
    return new JsonObject().put("access", access.value()).put("refresh", refresh.value()).put("until", until.toString())
      .put("scope", scope).put("seed", seed).encode();
  }

  /** @param refused an access token that the network did not accept */
  boolean isGood(String refused, Instant now) {
    return !access.isEmpty() && !access.value().equals(refused) && now.isBefore(until.minus(SPARE));
  }

  private static String seedOf(Secret refresh) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
        .digest(refresh.value().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
