package dev.baton.demo;

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

/** Gives access tokens for a refresh token that lasts. */
public final class OAuthDesk {

  private final InstantSource clock;
  private final String refresh;
  private final Duration life;
  private final Map<String, Instant> access = new HashMap<>();
  private String scope;
  private int renewals;

  OAuthDesk(InstantSource clock, String refresh, Duration life, String scope) {
    this.clock = clock;
    this.refresh = refresh;
    this.life = life;
    this.scope = scope;
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

  synchronized boolean accepts(String token) {
    return access.getOrDefault(token, Instant.MIN).isAfter(clock.instant());
  }

  boolean knows(String token) {
    return refresh.equals(token);
  }

  synchronized JsonObject give() {
    renewals++;
    access.put("access-" + renewals, clock.instant().plus(life));
    return new JsonObject().put("access_token", "access-" + renewals).put("token_type", "bearer")
      .put("expires_in", life.toSeconds()).put("scope", scope);
  }

  static Map<String, String> form(Call call) {
    return Arrays.stream(call.body().split("&")).filter(pair -> pair.contains("=")).map(pair -> pair.split("=", 2))
      .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
