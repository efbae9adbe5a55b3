package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Google's tokens: an access token ends after an hour, a refresh token when it is taken back. */
public final class GoogleTokens {

  private static final Duration LIFE = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Instant> access = new HashMap<>();
  private String refresh;
  private String scope = "https://www.googleapis.com/auth/youtube.force-ssl";
  private int renewals;

  GoogleTokens(InstantSource clock, String refresh) {
    this.clock = clock;
    this.refresh = refresh;
  }

  public synchronized int renewals() {
    return renewals;
  }

  public synchronized void scope(String words) {
    scope = words;
  }

  /** Ends every access token there is. */
  public synchronized void revokeAccess() {
    access.clear();
  }

  /** The only one that works from now on. */
  public synchronized void refresh(String token) {
    refresh = token;
  }

  synchronized boolean accepts(String token) {
    return access.getOrDefault(token, Instant.MIN).isAfter(clock.instant());
  }

  synchronized Answer renew(Call call) {
    var form = Arrays.stream(call.body().split("&")).map(pair -> pair.split("=", 2))
      .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    if (!"client".equals(form.get("client_id")) || !"secret".equals(form.get("client_secret"))) {
      return Answer.json(401, new JsonObject().put("error", "invalid_client")
        .put("error_description", "The OAuth client was not found."));
    }
    if (!refresh.equals(form.get("refresh_token"))) {
      return Answer.json(400, new JsonObject().put("error", "invalid_grant")
        .put("error_description", "Token has been expired or revoked."));
    }
    renewals++;
    access.put("ya29." + renewals, clock.instant().plus(LIFE));
    return Answer.json(200, new JsonObject().put("access_token", "ya29." + renewals).put("expires_in", LIFE.toSeconds())
      .put("scope", scope).put("token_type", "Bearer"));
  }
}
