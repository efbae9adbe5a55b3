package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in on the simulated data server. Access lasts two hours; a refresh token, once used, goes on for two
 * more hours and gives the same next token, so that a caller who died between two steps is not locked out.
 */
final class BlueskySessions {

  private static final Duration GRACE = Duration.ofHours(2);
  private static final Duration REFRESHABLE = Duration.ofDays(90);
  private static final Duration LOGIN_WINDOW = Duration.ofMinutes(5);
  private static final int LOGINS_PER_WINDOW = 30;
  /** More tokens than a day of logins and refreshes leaves. */
  private static final int REMEMBERED = 1_000;

  private record Refresh(Instant ends, String next) {}

  private final InstantSource clock;
  private final String identifier;
  private final String password;
  private final String did;
  private final Memory<String, Instant> access = new Memory<>(REMEMBERED);
  private final Memory<String, Refresh> refresh = new Memory<>(REMEMBERED);
  private Duration accessLasts = Duration.ofMinutes(120);
  private String accessScope = "com.atproto.appPass";
  private Instant windowEnds = Instant.MIN;
  private int inWindow;
  private int logins;
  private int refreshes;
  private long serial;

  BlueskySessions(InstantSource clock, String identifier, String password, String did) {
    this.clock = clock;
    this.identifier = identifier;
    this.password = password;
    this.did = did;
  }

  void accessLasts(Duration lasts) {
    accessLasts = lasts;
  }

  /** What new access tokens say that they may do. */
  void accessScope(String scope) {
    accessScope = scope;
  }

  int logins() {
    return logins;
  }

  int refreshes() {
    return refreshes;
  }

  /** Every access token stops working now, as if two hours had passed. */
  void expireAccess() {
    access.replaceAll((token, ends) -> Instant.MIN);
  }

  Answer create(Call call) {
    logins++;
    if (!clock.instant().isBefore(windowEnds)) {
      windowEnds = clock.instant().plus(LOGIN_WINDOW);
      inWindow = 0;
    }
    if (++inWindow > LOGINS_PER_WINDOW) {
      return error(429, "RateLimitExceeded", "Rate Limit Exceeded").with(Map.of(
        "RateLimit-Limit", String.valueOf(LOGINS_PER_WINDOW), "RateLimit-Remaining", "0",
        "RateLimit-Reset", String.valueOf(windowEnds.getEpochSecond()),
        "Retry-After", String.valueOf(Duration.between(clock.instant(), windowEnds).toSeconds())));
    }
    var asked = call.json();
    return identifier.equals(asked.getString("identifier")) && password.equals(asked.getString("password"))
      ? session(newToken("refresh"))
      : error(401, "AuthenticationRequired", "Invalid identifier or password");
  }

  Answer refresh(Call call) {
    refreshes++;
    var used = refresh.get(call.bearer());
    if (!call.body().isEmpty()) {
      return error(400, "InvalidRequest", "A request body was provided when none was expected");
    }
    if (used == null || !clock.instant().isBefore(used.ends())) {
      return error(400, "ExpiredToken", "Token has been revoked");
    }
    var next = used.next().isEmpty() ? newToken("refresh") : used.next();
    var grace = clock.instant().plus(GRACE);
    refresh.put(call.bearer(), new Refresh(used.ends().isBefore(grace) ? used.ends() : grace, next));
    return session(next);
  }

  /** What stands in the way of a call; empty if nothing does. */
  Optional<Answer> refuses(Call call) {
    var ends = access.get(call.bearer());
    if (ends == null) {
      return Optional.of(error(401, "AuthMissing", "Authentication Required"));
    }
    return clock.instant().isBefore(ends) ? Optional.empty()
      : Optional.of(error(400, "ExpiredToken", "Token has expired"));
  }

  private Answer session(String refreshToken) {
    var accessToken = newToken("access");
    access.put(accessToken, clock.instant().plus(accessLasts));
    refresh.putIfAbsent(refreshToken, new Refresh(clock.instant().plus(REFRESHABLE), ""));
    return Answer.json(200, new JsonObject().put("accessJwt", accessToken).put("refreshJwt", refreshToken)
      .put("did", did).put("handle", identifier).put("active", true));
  }

  /** Looks like a token, three parts and all; the memory above is what makes it valid. */
  private String newToken(String scope) {
    var claims = new JsonObject().put("scope", scope.equals("access") ? accessScope : "com.atproto." + scope).put("sub", did).put("jti", ++serial)
      .put("iat", clock.instant().getEpochSecond());
    return base64("{\"typ\":\"at+jwt\"}") + "." + base64(claims.encode()) + "." + base64("simulated");
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer error(int status, String name, String message) {
    return Answer.json(status, new JsonObject().put("error", name).put("message", message));
  }
}
