package dev.baton.live;

import dev.baton.http.Guard;
import dev.baton.http.HttpConfig;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.people.Brands;
import dev.baton.people.Caller;
import dev.baton.people.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The WebSocket. It only speaks outward; commands go over HTTP. */
public final class LiveApi implements Part {

  /** After a reload sockets are closed within this; after a session's end within this and the time it is remembered. */
  private static final Duration LOOK_AT_SESSIONS = Duration.ofSeconds(5);
  private static final int SESSION_ENDED = 4401;
  private static final int RIGHTS_CHANGED = 4403;

  private final Vertx vertx;
  private final LiveHub hub;
  private final Brands brands;
  private final SignIn signIn;
  private final HttpConfig config;

  public LiveApi(Vertx vertx, LiveHub hub, Brands brands, SignIn signIn, HttpConfig config) {
    this.vertx = vertx;
    this.hub = hub;
    this.brands = brands;
    this.signIn = signIn;
    this.config = config;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/live").handler(this::open);
    lookAtSessions();
  }

  private void open(RoutingContext context) {
    var caller = Guard.caller(context);
    var after = after(context);
    var upgrade = context.request().getHeader(HttpHeaders.UPGRADE);
    if (!"websocket".equalsIgnoreCase(upgrade)) {
      throw HttpProblem.of(400, "Not a WebSocket", "Open /api/live as a WebSocket");
    }
    var byProgram = context.request().getHeader(HttpHeaders.AUTHORIZATION) != null;
    var token = byProgram ? "" : Guard.sessionToken(context, config).orElse("");
    context.request().toWebSocket()
      .onSuccess(webSocket -> {
        var socket = new LiveSocket(webSocket, brands.casesOf(caller), token);
        webSocket.closeHandler(v -> hub.leave(socket));
        webSocket.exceptionHandler(e -> hub.leave(socket));
        hub.join(socket, after);
      })
      .onFailure(context::fail);
  }

  private static long after(RoutingContext context) {
    var raw = context.queryParams().get("after");
    try {
      return raw == null || raw.isEmpty() ? -1 : Math.max(-1, Long.parseLong(raw));
    } catch (NumberFormatException e) {
      throw HttpProblem.of(400, "Not a number", "after is the seq of the last frame you had");
    }
  }

  private void lookAtSessions() {
    vertx.setTimer(LOOK_AT_SESSIONS.toMillis(), t -> Future.join(hub.sockets().stream()
        .filter(socket -> !socket.token().isEmpty())
        .map(socket -> signIn.who(socket.token()).onSuccess(who -> look(socket, who))).toList())
      .onComplete(done -> lookAtSessions()));
  }

  /** A reload may have changed what they see: what they have already is no longer theirs, so they begin anew. */
  private void look(LiveSocket socket, Optional<Caller> who) {
    if (who.isEmpty()) {
      socket.close(SESSION_ENDED, "signed out");
    } else if (!socket.group().equals(List.of(brands.casesOf(who.get())))) {
      socket.close(RIGHTS_CHANGED, "what you may see has changed, begin anew");
    }
  }
}
