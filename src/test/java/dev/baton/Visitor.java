package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Somebody who talks to a gateway over its public interface: a program, a person or a stranger. */
final class Visitor implements AutoCloseable {

  /** A snapshot of 100 cases in one frame. */
  private static final int MAX_FRAME = 4 * 1024 * 1024;

  private final WebClient client;
  private final WebSocketClient sockets;
  private final URI address;
  private final Map<String, String> headers = new TreeMap<>();

  private Visitor(Vertx vertx, URI address) {
    this.address = address;
    this.client = WebClient.create(vertx, new WebClientOptions().setDefaultHost(address.getHost())
      .setDefaultPort(address.getPort()).setFollowRedirects(false), new PoolOptions().setHttp1MaxSize(50));
    this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000)
      .setMaxFrameSize(MAX_FRAME).setMaxMessageSize(MAX_FRAME).setReceiveBufferSize(16 * 1024));
  }

  static Visitor stranger(Vertx vertx, URI address) {
    return new Visitor(vertx, address);
  }

  static Visitor program(Vertx vertx, URI address, String token) {
    return new Visitor(vertx, address).saying("Authorization", "Bearer " + token);
  }

  /** With this header on everything. */
  Visitor saying(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Visitor signIn(String login, String password) {
    var answer = post("/api/session", new JsonObject().put("login", login).put("password", password)).expect(200);
    return saying("Cookie", answer.header("Set-Cookie").split(";")[0]);
  }

  /** What came back. */
  record Answer(HttpResponse<Buffer> response) {

    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.getHeader(name);
    }

    String text() {
      return response.bodyAsString();
    }

    Object value() {
      return Json.decodeValue(response.body());
    }

    JsonObject json() {
      return response.bodyAsJsonObject();
    }

    /** The same, once it is sure that its status is this. */
    Answer expect(int status) {
      assertEquals(status, response.statusCode(), this::text);
      return this;
    }
  }

  Answer get(String path, String... more) {
    return send(HttpMethod.GET, path, null, more).await();
  }

  /** @param body JSON, a text, or null for none */
  Answer post(String path, Object body, String... more) {
    return send(HttpMethod.POST, path, body, more).await();
  }

  /** @param more header, value, header, value … */
  Future<Answer> send(HttpMethod method, String path, Object body, String... more) {
    var request = client.request(method, path);
    headers.forEach(request::putHeader);
    if (body != null && !(body instanceof String)) {
      request.putHeader("Content-Type", "application/json");
    }
    for (var i = 0; i < more.length; i += 2) {
      request.putHeader(more[i], more[i + 1]);
    }
    var sent = body == null ? request.send()
      : request.sendBuffer(body instanceof String text ? Buffer.buffer(text) : Json.encodeToBuffer(body));
    return sent.map(Answer::new);
  }

  /** Hands in one mention. @return its case */
  long mention(JsonObject mention) {
    return post("/api/mentions", mention).expect(200).json().getJsonArray("results").getJsonObject(0).getLong("caseId");
  }

  Answer look(long caseId) {
    return get("/api/cases/" + caseId).expect(200);
  }

  Answer take(long caseId) {
    return post("/api/cases/" + caseId + "/take", null);
  }

  /** An answer to the customer, on the view of this moment. */
  Answer reply(long caseId, String text) {
    return reply(caseId, text, look(caseId).header("ETag"));
  }

  Answer reply(long caseId, String text, String view) {
    return post("/api/cases/" + caseId + "/replies", new JsonObject().put("text", text),
      "Idempotency-Key", UUID.randomUUID().toString(), "If-Match", view);
  }

  /** The live feed, from its beginning or after a number. */
  Frames live(String query) {
    return connect(query).await();
  }

  Future<Frames> connect(String query, String... more) {
    var options = new WebSocketConnectOptions().setHost(address.getHost()).setPort(address.getPort())
      .setURI("/api/live" + query);
    headers.forEach(options::addHeader);
    if (!headers.containsKey("Authorization")) {
      options.addHeader("Origin", address.toString());
    }
    for (var i = 0; i < more.length; i += 2) {
      options.putHeader(more[i], more[i + 1]);
    }
    var socket = sockets.webSocket();
    var frames = new Frames(socket);
    return socket.connect(options).map(v -> frames);
  }

  @Override
  public void close() {
    client.close();
    sockets.close().await();
  }
}
