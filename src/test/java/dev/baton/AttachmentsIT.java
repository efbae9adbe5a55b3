package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Connector;
import dev.baton.connector.Guarded;
import dev.baton.connector.PublicNames;
import dev.baton.connector.Wire;
import dev.baton.connector.spoken.SpokenConnector;
import dev.baton.media.Fetcher;
import dev.baton.mention.Attachment;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What came with a mention is fetched once, kept, and handed out so that it can do nothing. */
@ExtendWith(EventLoops.class)
class AttachmentsIT {

  private static final Buffer DOT = Buffer.buffer(Base64.getDecoder().decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));

  private final Vertx vertx;
  private final Map<String, Connector> connectors = Map.of("api", new SpokenConnector());
  private final ArrayDeque<Integer> answers = new ArrayDeque<>();
  private Line line;
  private Fetcher fetcher;
  private HttpServer cdn;
  private Buffer served = DOT;

  AttachmentsIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    line = new Line(vertx);
    fetcher = new Fetcher(vertx, line.database, () -> connectors, new Guarded(vertx, Fetcher.LIMITS, Optional.empty()), line.clock);
    cdn = vertx.createHttpServer().requestHandler(request -> request.response()
      .setStatusCode(answers.isEmpty() ? 200 : answers.poll()).end(served)).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    line.close();
  }

  private String url() {
    return "http://127.0.0.1:" + cdn.actualPort() + "/box.png";
  }

  private long arrives(String... urls) {
    var said = line.mention("rosa", "look");
    return line.receive("api", new Mention(said.externalId(), said.author(), said.text(), said.postedAt(), said.context(),
      Extras.of(Stream.of(urls).map(u -> new Attachment(Attachment.Kind.IMAGE, u, "image/png", "a wet box")).toList())));
  }

  private String state() {
    return line.rows("select state from attachment").getFirst().getString(0);
  }

  @Test
  void a_picture_is_kept_by_what_its_bytes_say() {
    arrives(url());
    assertEquals(1, fetcher.fetchDue().await());
    assertEquals(0, fetcher.fetchDue().await());
    assertEquals(DOT, line.rows("select body from attachment where type = 'image/png'").getFirst().getBuffer(0));
  }

  @Test
  void a_server_in_trouble_is_asked_again_later_and_one_that_says_no_is_not() {
    answers.add(503);
    answers.add(404);
    arrives(url());
    fetcher.fetchDue().await();
    assertEquals("wanted", state());
    assertEquals(0, fetcher.fetchDue().await());
    line.clock.advance(Duration.ofSeconds(10));
    fetcher.fetchDue().await();
    assertEquals("refused", state());
  }

  @Test
  void what_never_comes_is_given_up_after_ten_tries() {
    served = Buffer.buffer();
    cdn.close().await();
    arrives(url());
    for (var tries = 1; tries <= 10; tries++) {
      assertEquals("wanted", state());
      assertEquals(1, fetcher.fetchDue().await());
      line.clock.advance(Duration.ofHours(2));
    }
    assertEquals("refused", state());
  }

  @Test
  void a_private_address_is_refused_for_good_and_holds_up_nothing() {
    fetcher = new Fetcher(vertx, line.database, () -> connectors, new Guarded(vertx, Fetcher.LIMITS, Optional.of(new PublicNames(vertx))), line.clock);
    arrives("http://169.254.169.254/latest/meta-data", "file:///etc/passwd");
    assertEquals(2, fetcher.fetchDue().await());
    assertEquals(2, line.count("select count(*) from attachment where state = 'refused'"));
    assertEquals("169.254.169.254 leads to an address that is not on the public internet",
      line.rows("select cause from attachment order by place").getFirst().getString(0));
  }

  @Test
  void pictures_are_shown_and_everything_else_is_only_ever_saved() {
    try (var gateway = TestGateway.on(vertx).database(line.url).start()) {
      arrives(url());
      fetcher.fetchDue().await();
      served = Buffer.buffer("<html><script>alert(1)</script>");
      var page = arrives(url());
      fetcher.fetchDue().await();
      var ids = line.rows("select id from attachment order by id").stream().map(r -> r.getLong(0)).toList();
      var ana = gateway.person("ana");

      var picture = ana.get("/api/attachments/" + ids.getFirst()).expect(200);
      assertEquals("image/png", picture.header("Content-Type"));
      assertEquals("inline", picture.header("Content-Disposition"));

      var script = ana.get("/api/attachments/" + ids.getLast()).expect(200);
      assertEquals("application/octet-stream", script.header("Content-Type"));
      assertTrue(script.header("Content-Disposition").startsWith("attachment;"));
      for (var answer : List.of(picture, script)) {
        assertEquals("default-src 'none'; sandbox", answer.header("Content-Security-Policy"));
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
      }
      gateway.stranger().get("/api/attachments/" + ids.getFirst()).expect(401);
      gateway.person("tom").get("/api/attachments/" + ids.getFirst()).expect(404);

      var timeline = ana.look(page).json().getJsonArray("timeline").getJsonObject(0);
      assertEquals("kept", timeline.getJsonArray("attachments").getJsonObject(0).getString("state"));
      assertFalse(timeline.getJsonArray("attachments").getJsonObject(0).containsKey("body"));
    }
  }

  @Test
  void one_too_large_for_us_is_fetched_once_and_stays_on_its_network() {
    fetcher = new Fetcher(vertx, line.database, () -> connectors, new Guarded(vertx, new Wire.Limits(Duration.ofSeconds(10),
      Duration.ofSeconds(30), 10), Optional.empty()), line.clock);
    arrives(url());
    fetcher.fetchDue().await();
    assertEquals("refused", state());
  }
}
