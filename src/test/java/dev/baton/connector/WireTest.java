package dev.baton.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {

  private static final int MAX_BODY = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong written = new AtomicLong();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  private Wire wireTo(int port) {
    return new Wire(vertx, URI.create("http://127.0.0.1:" + port), new Wire.Limits(Duration.ofSeconds(2),
      Duration.ofSeconds(10), MAX_BODY));
  }

  /** Writes for ever, as fast as it is read. */
  private void flood(HttpServerResponse response) {
    var chunk = Buffer.buffer(new byte[64 << 10]);
    response.write(chunk).onSuccess(v -> {
      written.addAndGet(chunk.length());
      flood(response);
    });
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(15, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 15 seconds", e);
    }
  }

  @Test
  void a_body_without_end_costs_little_more_than_the_limit() {
    var server = await(vertx.createHttpServer().requestHandler(request -> flood(request.response().setChunked(true)))
      .listen(0, "127.0.0.1"));
    var wire = wireTo(server.actualPort());
    assertThrows(SourceException.class, () -> await(wire.get("/", MultiMap.caseInsensitiveMultiMap())));
    // What sockets and the two sides hold between them is counted by the writer too.
    assertTrue(written.get() < 32L * MAX_BODY, written.get() + " bytes written");
  }

  @Test
  void a_port_that_speaks_no_tls_is_told_in_words() {
    var server = await(vertx.createHttpServer().requestHandler(request -> request.response().end()).listen(0, "127.0.0.1"));
    var wire = new Wire(vertx, URI.create("https://127.0.0.1:" + server.actualPort()), Wire.Limits.USUAL);
    var unreached = assertThrows(SourceException.class, () -> await(wire.get("/", MultiMap.caseInsensitiveMultiMap())));
    assertEquals("127.0.0.1 cannot be reached: this port does not begin with TLS", unreached.getMessage());
  }

  @Test
  void compression_is_neither_asked_for_nor_undone() {
    var bomb = Buffer.buffer(new byte[] {31, -117, 8, 0, 0, 0, 0, 0, 0, -1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    var asked = new AtomicReference<>("nothing asked yet");
    var server = await(vertx.createHttpServer().requestHandler(request -> {
      asked.set(request.getHeader("Accept-Encoding"));
      request.response().putHeader("Content-Encoding", "gzip").end(bomb);
    }).listen(0, "127.0.0.1"));
    var answer = await(wireTo(server.actualPort()).get("/", MultiMap.caseInsensitiveMultiMap()));
    assertEquals(bomb, answer.body());
    assertNull(asked.get());
  }

  @Test
  void whoever_listens_but_never_answers_is_left_after_the_total_time() {
    var server = await(vertx.createNetServer().connectHandler(socket -> socket.pause()).listen(0, "127.0.0.1"));
    var wire = new Wire(vertx, URI.create("http://127.0.0.1:" + server.actualPort()),
      new Wire.Limits(Duration.ofSeconds(2), Duration.ofMillis(200), MAX_BODY));
    var failure = assertThrows(SourceException.class,
      () -> await(wire.post("/", MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("said?"))));
    assertTrue(failure.bytesLeft());
  }

  @Test
  void a_server_that_hangs_up_after_each_answer_is_met_once_at_most() {
    var server = await(vertx.createNetServer().connectHandler(socket -> socket.handler(asked ->
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        .onSuccess(v -> vertx.setTimer(1, soon -> socket.close()))))
      .listen(0, "127.0.0.1"));
    var wire = wireTo(server.actualPort());
    var failures = IntStream.range(0, 30).filter(i -> fails(wire.get("/", MultiMap.caseInsensitiveMultiMap()))).count();
    assertTrue(failures <= 1, failures + " of 30 failed");
  }

  private static boolean fails(Future<Wire.Answer> asked) {
    return await(asked.map(false).otherwise(true));
  }

  @Test
  void a_request_goes_to_the_address_that_was_looked_at_under_the_name_that_was_asked_for() {
    var asked = new AtomicReference<String>();
    var server = await(vertx.createHttpServer().requestHandler(request -> {
      asked.set(request.authority().host());
      request.response().end();
    }).listen(0, "127.0.0.1"));
    var wire = new Wire(vertx, URI.create("http://shop.invalid"), new Wire.Limits(Duration.ofSeconds(2),
      Duration.ofSeconds(10), MAX_BODY), name -> Future.succeededFuture(Optional.of(server.actualPort())
        .map(port -> SocketAddress.inetSocketAddress(port, "127.0.0.1"))));
    assertEquals(200, await(wire.get("/", MultiMap.caseInsensitiveMultiMap())).status());
    assertEquals("shop.invalid", asked.get());
  }
}
