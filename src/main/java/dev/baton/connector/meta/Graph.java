package dev.baton.connector.meta;

import dev.baton.config.Secret;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome.Quota;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Asks the API. Every call proves that it is the app's by {@code appsecret_proof}; what an answer means is told by its
 * error code, whatever its status says.
 */
public final class Graph {

  private static final int FORBIDDEN = 403;
  private static final int UNDERSTOOD_AND_REFUSED = 400;

  private final Wire wire;
  private final MetaConfig config;
  private final RateLimits limits;
  private final Supplier<Future<Secret>> token;

  public Graph(Tools tools, MetaConfig config) {
    this(tools, config, () -> Future.succeededFuture(config.token()));
  }

  /** @param token the one to be shown now, where it is renewed from time to time */
  public Graph(Tools tools, MetaConfig config, Supplier<Future<Secret>> token) {
    this.token = token;
    this.wire = new Wire(tools.vertx(), config.server(), tools.limits());
    this.config = config;
    this.limits = tools.rateLimits();
  }

  /** @param path without the version and without a slash in front, such as {@code me} */
  public Future<Heard> get(String path, Map<String, String> query) {
    return token.get().compose(now -> get(path, query, now));
  }

  /** On behalf of the app itself, where its id is known. */
  Future<Heard> getAsApp(String path, Map<String, String> query) {
    return config.appId().isEmpty() ? get(path, query)
      : get(path, query, new Secret(config.appId() + "|" + config.appSecrets().getFirst().value()));
  }

  private Future<Heard> get(String path, Map<String, String> query, Secret token) {
    return wire.get(address(path, query, token), headers(token)).compose(this::heard);
  }

  /** A failed future that says that bytes left is of unknown outcome. */
  public Future<Heard> post(String path, JsonObject body) {
    return token.get().compose(now -> wire.post(address(path, Map.of(), now),
      headers(now).set(HttpHeaders.CONTENT_TYPE, "application/json"), body.toBuffer())).compose(this::heard);
  }

  private String address(String path, Map<String, String> query, Secret token) {
    var all = new TreeMap<>(query);
    all.put("appsecret_proof",
      Signing.of(config.appSecrets().getFirst(), token.value().getBytes(StandardCharsets.UTF_8)));
    return "/" + config.version() + "/" + path + "?" + all.entrySet().stream()
      .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
      .collect(Collectors.joining("&"));
  }

  private static MultiMap headers(Secret token) {
    return MultiMap.caseInsensitiveMultiMap()
      .set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value())
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private Future<Heard> heard(Wire.Answer answer) {
    var error = GraphError.in(answer.body());
    if (error.isEmpty()) {
      return Heard.of(answer, wire.host(), wire.host() + " answered " + answer.status(), limits);
    }
    var said = error.get();
    if (said.isBusy() || answer.status() == 429) {
      return Future.succeededFuture(new Heard.Wait(pause(answer.headers()), said.words()));
    }
    if (said.isTokenDead() || answer.status() == 401) {
      return Future.succeededFuture(new Heard.Unwelcome(said.words()));
    }
    if (said.isTransient() || answer.status() >= 500) {
      return Future.failedFuture(SourceException.unanswered(wire.host() + " says " + said.words(), null));
    }
    return Future.succeededFuture(new Heard.TurnedDown(said.isPermission() ? FORBIDDEN : UNDERSTOOD_AND_REFUSED,
      said.words()));
  }

  /** As long as the usage headers say, else as any network would. */
  private Duration pause(MultiMap headers) {
    var regain = Usage.of(headers).regain();
    return limits.pause(regain.isZero() ? headers
      : MultiMap.caseInsensitiveMultiMap().set("Retry-After", String.valueOf(regain.toSeconds())));
  }

  /** What is left of the account's allowance. */
  public Quota quota(MultiMap headers) {
    var usage = Usage.of(headers).quota();
    return usage.equals(Quota.UNSAID) ? limits.quota(headers) : usage;
  }

  /** What the API says of the token itself. */
  Future<Heard> debugged() {
    return token.get().compose(now -> getAsApp("debug_token", Map.of("input_token", now.value())));
  }

  public String host() {
    return wire.host();
  }

  public Future<Void> close() {
    return wire.close();
  }
}
