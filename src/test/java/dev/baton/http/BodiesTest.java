package dev.baton.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What anybody may send costs a bounded amount of memory, however many they are. */
@ExtendWith(EventLoops.class)
class BodiesTest {

  private static final int LARGE = 1_000_000;

  private final Vertx vertx;
  private final AtomicInteger begun = new AtomicInteger();
  private HttpServer server;
  private NetClient client;

  BodiesTest(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void serve() {
    client = vertx.createNetClient();
    var router = Router.router(vertx);
    router.route().handler(context -> {
      begun.incrementAndGet();
      context.next();
    });
    new Bodies(Map.of("/hooks/api", 4 << 20)).mount(router);
    router.post("/hooks/:account").handler(context -> context.end(String.valueOf(context.body().length())));
    router.route().failureHandler(context -> context.response().setStatusCode(
      context.failure() instanceof HttpProblem known ? known.problem().status() : 500).end());
    server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  private final class Sender {

    private final StringBuffer heard = new StringBuffer();
    private final NetSocket socket = client.connect(server.actualPort(), "127.0.0.1").await();

    private Sender(String path, String length, int sent) {
      socket.handler(heard::append);
      socket.write("POST " + path + " HTTP/1.1\r\nHost: x\r\n" + length + "\r\n\r\n" + "x".repeat(sent));
    }

    private void isAnswered(String status) {
      Eventually.until("it is answered", () -> !heard.isEmpty());
      assertTrue(heard.toString().startsWith("HTTP/1.1 " + status), heard.toString());
    }
  }

  @Test
  void of_a_thousand_that_send_much_slowly_a_few_are_read_and_whoever_sends_little_has_their_turn() {
    var slow = new ArrayList<Sender>();
    for (var i = 0; i < Bodies.LARGE_AT_ONCE; i++) {
      slow.add(new Sender("/hooks/" + (i % 2 == 0 ? "api" : "nobody"),
        i % 3 == 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + LARGE, 0));
    }
    Eventually.until("all send", () -> begun.get() >= Bodies.LARGE_AT_ONCE);
    for (var length : List.of("Transfer-Encoding: chunked", "Content-Length: " + LARGE, "Content-Length: 99999999999")) {
      new Sender("/hooks/api", length, 0).isAnswered("503");
    }
    new Sender("/hooks/api", "Content-Length: 10", 10).isAnswered("200");

    slow.forEach(sender -> sender.socket.close().await());
    Eventually.until("their places are free", () -> {
      var next = new Sender("/hooks/api", "Content-Length: " + LARGE, LARGE);
      Eventually.until("it is answered", () -> !next.heard.isEmpty());
      return next.heard.toString().startsWith("HTTP/1.1 200");
    });
    for (var i = 0; i < 2 * Bodies.LARGE_AT_ONCE; i++) {
      new Sender("/hooks/api", "Content-Length: " + LARGE, LARGE).isAnswered("200");
    }
  }
}
