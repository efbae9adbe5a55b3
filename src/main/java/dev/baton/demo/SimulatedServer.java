package dev.baton.demo;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The HTTP side of a simulated network: one function from call to answer, and all that can happen on the way. */
final class SimulatedServer {

  /** Bodies are posts, not films. */
  private static final int MAX_BODY = 1 << 20;

  /** How much of a flood is written at a time. */
  private static final int CHUNK = 64 << 10;

  record Call(HttpMethod method, String path, MultiMap query, MultiMap headers, String body) {

    JsonObject json() {
      return body.isBlank() ? new JsonObject() : new JsonObject(body);
    }

    String bearer() {
      var header = headers.get("Authorization");
      return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }
  }

  record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, Object body) {
      return new Answer(status, Map.of(), body.toString());
    }

    Answer with(Map<String, String> more) {
      var all = new LinkedHashMap<>(headers);
      all.putAll(more);
      return new Answer(status, all, body);
    }
  }

  private final Vertx vertx;
  private final Faults faults;
  private final Function<Call, Answer> network;
  private final SimulatedLines lines = new SimulatedLines();
  private final HttpServer server;

  SimulatedServer(Vertx vertx, Faults faults, Function<Call, Answer> network) {
    this.vertx = vertx;
    this.faults = faults;
    this.network = network;
    this.server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(120)).requestHandler(this::receive)
      .webSocketHandshakeHandler(lines::knock);
  }

  SimulatedLines lines() {
    return lines;
  }

  /** @param port 0 for any that is free */
  Future<URI> listen(int port) {
    return server.listen(port, "127.0.0.1").map(up -> URI.create("http://localhost:" + up.actualPort()));
  }

  Future<Void> close() {
    return server.close();
  }

  private void receive(HttpServerRequest request) {
    request.body()
      .onSuccess(body -> answer(request, body))
      .onFailure(e -> request.connection().close());
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (body.length() > MAX_BODY) {
      send(request.response(), Answer.json(413, "{\"error\":\"too large\"}"));
      return;
    }
    var call = new Call(request.method(), request.path(), request.params(), request.headers(), body.toString());
    var fault = faults.take(request.path());
    if (fault.isEmpty()) {
      send(request.response(), ask(call));
    } else {
      fail(request, call, fault.get());
    }
  }

  private Answer ask(Call call) {
    try {
      return network.apply(call);
    } catch (RuntimeException e) {
      return Answer.json(400,
        new JsonObject().put("error", "InvalidRequest").put("message", String.valueOf(e.getMessage())));
    }
  }

  private void fail(HttpServerRequest request, Call call, Fault fault) {
    var response = request.response();
    switch (fault) {
      case Fault.Says(var status, var headers, var body) -> send(response, new Answer(status, headers, body));
      case Fault.Spoils(var change) -> {
        var answer = ask(call);
        send(response, new Answer(answer.status(), answer.headers(), change.apply(answer.body())));
      }
      case Fault.Floods(var bytes) -> flood(response.setChunked(true), bytes);
      case Fault.Trickles(var between) -> trickle(response.setChunked(true), between);
      case Fault.Silent() -> { }
      case Fault.HangsUpBefore() -> request.connection().close();
      case Fault.HangsUpDuring() -> {
        var answer = ask(call);
        response.putHeader("Content-Length", String.valueOf(answer.body().length() + 100));
        response.setStatusCode(answer.status()).write(answer.body().substring(0, answer.body().length() / 2))
          .onComplete(done -> request.connection().close());
      }
      case Fault.HangsUpAfter() -> {
        ask(call);
        request.connection().close();
      }
    }
  }

  private static void send(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status()).putHeader("Content-Type", "application/json; charset=utf-8");
    answer.headers().forEach(response::putHeader);
    response.end(answer.body());
  }

  /** No faster than the caller reads, so that the flood costs this side nothing. */
  private static void flood(HttpServerResponse response, long left) {
    response.write(Buffer.buffer(" ".repeat((int) Math.min(CHUNK, left)))).onSuccess(v -> {
      if (left > CHUNK) {
        flood(response, left - CHUNK);
      } else {
        response.end();
      }
    });
  }

  private void trickle(HttpServerResponse response, Duration between) {
    response.write(" ").onSuccess(v -> vertx.setTimer(between.toMillis(), t -> trickle(response, between)));
  }
}
