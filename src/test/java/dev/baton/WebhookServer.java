package dev.baton;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where webhooks lead: remembers what it was sent, and answers as it is told. */
public final class WebhookServer implements AutoCloseable {

  /** What came. */
  public record Call(String path, MultiMap headers, Buffer body) {

    public JsonObject json() {
      return body.toJsonObject();
    }
  }

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;

  public WebhookServer(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
      calls.add(new Call(request.uri(), request.headers(), body));
      request.response().setStatusCode(status).putHeader("Location", "/elsewhere").end();
    }));
    server.listen(0, "127.0.0.1").await();
  }

  public String address(String path) {
    return "http://localhost:" + server.actualPort() + path;
  }

  public void answer(int with) {
    status = with;
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.close().await();
  }
}
