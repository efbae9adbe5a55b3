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

/** Gives and takes tokens: an access token ends after two hours, a refresh token with its first use. */
public final class XTokenDesk {

  private static final Duration LIFE = Duration.ofHours(2);

  private final InstantSource clock;
  private final String everlasting;
  private final Map<String, Instant> access = new HashMap<>();
  private String refresh = "refresh-0";
  private String scope = "tweet.read users.read tweet.write dm.read dm.write offline.access";
  private int renewals;

  XTokenDesk(InstantSource clock, String everlasting) {
    this.clock = clock;
    this.everlasting = everlasting;
  }

  /** The only refresh token that works now. */
  public synchronized String refresh() {
    return refresh;
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
    return token.equals(everlasting) || access.getOrDefault(token, Instant.MIN).isAfter(clock.instant());
  }

  synchronized Answer renew(Call call) {
    var form = Arrays.stream(call.body().split("&")).map(pair -> pair.split("=", 2))
      .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    boolean known = "client".equals(form.get("client_id"))
      || "Basic Y2xpZW50OnNlY3JldA==".equals(call.headers().get("Authorization"));
    if (!known) {
      return Answer.json(401, new JsonObject().put("error", "unauthorized_client")
        .put("error_description", "Missing valid authorization header"));
    }
    if (!refresh.equals(form.get("refresh_token"))) {
      return Answer.json(400, new JsonObject().put("error", "invalid_request")
        .put("error_description", "Value passed for the token was invalid."));
    }
    renewals++;
    refresh = "refresh-" + renewals;
    access.put("access-" + renewals, clock.instant().plus(LIFE));
    return Answer.json(200, new JsonObject().put("token_type", "bearer").put("expires_in", LIFE.toSeconds())
      .put("access_token", "access-" + renewals).put("refresh_token", refresh).put("scope", scope));
  }
}
