package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(EventLoops.class)
class GuardedTest {

  private static final Wire.Limits LIMITS = new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(2), 1_000);

  private final Vertx vertx;
  private final List<String> asked = new ArrayList<>();

  GuardedTest(Vertx vertx) {
    this.vertx = vertx;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
    "file:///etc/passwd", "ftp://example.org/", "gopher://x", "http:///x", "http://user:word@93.184.216.34/", "no address"})
  void hostile_addresses_are_refused_before_a_byte_leaves(String url) {
    var guarded = new Guarded(vertx, LIMITS, Optional.of(new PublicNames(vertx)));
    var e = assertThrows(RuntimeException.class, () -> guarded.get(url).await());
    assertTrue(e instanceof OffLimits || e instanceof SourceException known && !known.bytesLeft(),
      e.toString());
  }

  private HttpServer server(Consumer<HttpServerRequest> answer) {
    return vertx.createHttpServer().requestHandler(request -> {
      asked.add(request.path());
      answer.accept(request);
    }).listen(0, "127.0.0.1").await();
  }

  private String get(String url) {
    return new Guarded(vertx, LIMITS, Optional.empty()).get(url).await().body().toString();
  }

  @Test
  void a_redirect_is_looked_at_like_the_first_address() {
    var server = server(request -> request.response().setStatusCode(302)
      .putHeader("Location", "http://169.254.169.254/latest/meta-data").end());
    var guarded = new Guarded(vertx, LIMITS, target -> target.getHost().equals("127.0.0.1")
      ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(new OffLimits("not there")));
    assertThrows(OffLimits.class,
      () -> guarded.get("http://127.0.0.1:" + server.actualPort() + "/picture.png").await());
    assertEquals(List.of("/picture.png"), asked);
  }

  @Test
  void redirects_are_followed_a_few_times() {
    var server = server(request -> {
      var hop = Integer.parseInt(request.path().substring(1));
      if (hop == 3) {
        request.response().end("picture");
      } else {
        request.response().setStatusCode(301).putHeader("Location", "/" + (hop + 1)).end();
      }
    });
    var at = "http://127.0.0.1:" + server.actualPort();
    assertEquals("picture", get(at + "/0"));
    assertThrows(OffLimits.class, () -> get(at + "/-1"));
  }

  @Test
  void a_file_that_does_not_end_and_one_that_drips_are_given_up() {
    var endless = server(request -> {
      request.response().setChunked(true);
      more(request, "x".repeat(600), 10);
    });
    assertThrows(SourceException.class, () -> get("http://127.0.0.1:" + endless.actualPort() + "/"));
    var silent = server(request -> { });
    assertThrows(SourceException.class, () -> get("http://127.0.0.1:" + silent.actualPort() + "/"));
  }

  private static Future<Void> more(HttpServerRequest request, String chunk, int times) {
    return times == 0 ? request.response().end()
      : request.response().write(chunk).compose(v -> more(request, chunk, times - 1));
  }

  @Test
  void names_whose_servers_say_nothing_hold_up_nobody_who_waits_for_a_worker() {
    var answered = new CountDownLatch(1);
    var names = new PublicNames(vertx, host -> {
      try {
        answered.await();
      } catch (InterruptedException e) {
        throw new UnknownHostException(host);
      }
      return new InetAddress[0];
    });
    for (var i = 0; i < 100; i++) {
      names.look(URI.create("https://" + i + ".example")).onFailure(e -> { });
    }
    assertEquals("done", vertx.executeBlocking(() -> "done", false).timeout(5, TimeUnit.SECONDS).await());
    answered.countDown();
  }
}
