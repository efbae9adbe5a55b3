package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12:3456::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"})
  void what_is_not_of_the_internet_is_never_asked(String address) throws UnknownHostException {
    assertFalse(Guarded.isPublic(InetAddress.getByName(address)), address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.216.34", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"})
  void what_is_of_the_internet_may_be(String address) throws UnknownHostException {
    assertTrue(Guarded.isPublic(InetAddress.getByName(address)), address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/",
    "file:///etc/passwd", "ftp://example.org/", "gopher://x", "http:///x", "http://user:word@93.184.216.34/", "no address"})
  void hostile_addresses_are_refused_before_a_byte_leaves(String url) {
    var guarded = new Guarded(vertx, LIMITS, Guarded::isPublic);
    var e = assertThrows(RuntimeException.class, () -> guarded.get(url).await());
    assertTrue(e instanceof IllegalArgumentException || e instanceof SourceException known && !known.bytesLeft(),
      e.toString());
  }

  private HttpServer server(Consumer<HttpServerRequest> answer) {
    return vertx.createHttpServer().requestHandler(request -> {
      asked.add(request.path());
      answer.accept(request);
    }).listen(0, "127.0.0.1").await();
  }

  private String get(String url) {
    return new Guarded(vertx, LIMITS, at -> true).get(url).await().body().toString();
  }

  @Test
  void a_redirect_is_looked_at_like_the_first_address() {
    var server = server(request -> request.response().setStatusCode(302)
      .putHeader("Location", "http://169.254.169.254/latest/meta-data").end());
    var guarded = new Guarded(vertx, LIMITS, InetAddress::isLoopbackAddress);
    assertThrows(IllegalArgumentException.class,
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
    assertThrows(IllegalArgumentException.class, () -> get(at + "/-1"));
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
}
