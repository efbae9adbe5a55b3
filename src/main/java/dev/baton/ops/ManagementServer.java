package dev.baton.ops;

import dev.baton.config.StartProblem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}, apart from the agents' port; and actions for who
 * works on this machine, who needs no token here. A browser is refused: no page of anybody's can make one act.
 */
public final class ManagementServer extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
  private static final int IDLE_SECONDS = 30;
  private static final int STOP_SECONDS = 2;

  private final ManagementConfig config;
  private final Readiness readiness;
  private final Metrics metrics;
  private final Map<String, Supplier<Future<Answer>>> actions;
  private HttpServer server;
  private boolean wasReady = true;

  /** What became of an action. */
  public record Answer(int status, JsonObject body) {}

  /** @param actions what {@code POST} on a path does */
  public ManagementServer(ManagementConfig config, Readiness readiness, Metrics metrics,
                          Map<String, Supplier<Future<Answer>>> actions) {
    this.config = config;
    this.readiness = readiness;
    this.metrics = metrics;
    this.actions = Map.copyOf(actions);
  }

  @Override
  public Future<?> start() {
    return vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
      .requestHandler(this::answer)
      .listen(config.port(), config.host())
      .onSuccess(listening -> server = listening)
      .recover(e -> Future.failedFuture(new StartProblem("Port " + config.port() + " on " + config.host()
        + " cannot be had (" + e.getMessage() + "): stop what uses it or set BATON_MANAGEMENT_PORT", e)));
  }

  private void answer(HttpServerRequest request) {
    var action = actions.get(request.path());
    var wanted = action != null ? List.of(HttpMethod.POST) : List.of(HttpMethod.GET, HttpMethod.HEAD);
    if (!wanted.contains(request.method())) {
      var allowed = wanted.stream().map(HttpMethod::name).collect(Collectors.joining(", "));
      request.response().setStatusCode(405).putHeader(HttpHeaders.ALLOW, allowed).end();
      return;
    }
    if (action != null) {
      act(request, action);
      return;
    }
    switch (request.path()) {
      case "/health/live" -> json(request, 200, new JsonObject().put("status", "up"));
      case "/health/ready" -> readiness.look().onSuccess(found -> ready(request, found));
      case "/metrics" -> request.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.scrape());
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static void act(HttpServerRequest request, Supplier<Future<Answer>> action) {
    if (request.headers().contains(HttpHeaders.ORIGIN) || request.headers().contains("Sec-Fetch-Site")) {
      request.response().setStatusCode(403).end();
      return;
    }
    action.get()
      .onSuccess(answer -> json(request, answer.status(), answer.body()))
      .onFailure(e -> {
        log.error("action failed path={}", request.path(), e);
        request.response().setStatusCode(500).end();
      });
  }

  private void ready(HttpServerRequest request, List<Readiness.Found> found) {
    var isReady = found.stream().allMatch(Readiness.Found::ok);
    if (isReady != wasReady) {
      wasReady = isReady;
      log.info("readiness changed ready={} failing={}", isReady,
        found.stream().filter(f -> !f.ok()).map(Readiness.Found::name).toList());
    }
    var checks = new JsonArray();
    found.forEach(f -> checks.add(new JsonObject().put("name", f.name()).put("ok", f.ok()).put("words", f.words())));
    json(request, isReady ? 200 : 503, new JsonObject().put("status", isReady ? "up" : "down").put("checks", checks));
  }

  private static void json(HttpServerRequest request, int status, JsonObject body) {
    request.response()
      .setStatusCode(status)
      .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
      .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
      .end(body.toBuffer());
  }

  /** Where it listens, once started. */
  public int actualPort() {
    return server.actualPort();
  }

  @Override
  public Future<?> stop() {
    return server.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
