package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.ops.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers send who mean no good, or whose programs do not: the whole gateway answers in words, and goes on. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCallersIT {

  private static final String TOKEN = "a-token-for-programs";

  private final Gateway gateway;
  private final Metrics metrics = new Metrics();
  private final HttpClient http = HttpClient.newHttpClient();
  private long said;

  HostileCallersIT(Vertx vertx) {
    var environment = Map.of("BATON_DATABASE_URL", TestDatabase.fresh(), "BATON_DEMO", "false", "BATON_HTTP_PORT", "0",
      "BATON_MANAGEMENT_PORT", "0", "BATON_API_TOKEN", TOKEN, "BATON_PEOPLE_BEN_BRANDS", "elsewhere");
    var config = GatewayConfig.from(ConfigFolder.read(Path.of("config"), environment));
    gateway = new Gateway(vertx, config, () -> config, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)), metrics);
  }

  @BeforeAll
  void start() {
    gateway.start().await();
  }

  @AfterAll
  void stop() {
    gateway.stop().await();
    http.close();
    metrics.close();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.httpPort() + path))
      .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> post(String path, String body, String... headers) {
    var request = to(path).POST(HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private int get(String path) {
    return send(to(path).GET()).statusCode();
  }

  private JsonObject mention(String author, String text) {
    return new JsonObject().put("account", "api").put("externalId", "h" + ++said).put("text", text)
      .put("postedAt", "2026-03-02T09:00:00Z").put("author", new JsonObject().put("id", author));
  }

  private long caseOf(String author) {
    var answer = new JsonObject(post("/api/mentions", mention(author, "my router is down").encode()).body());
    return answer.getJsonArray("results").getJsonObject(0).getLong("caseId");
  }

  @Test
  void a_thousand_bodies_that_are_no_mentions_leave_the_door_open() {
    IntStream.range(0, 600).forEach(i -> assertEquals(400, post("/api/mentions", i % 2 == 0 ? "{" : "").statusCode()));
    assertEquals(200, post("/api/mentions", mention("rosa", "hello").encode()).statusCode());
  }

  @Test
  void an_etag_that_is_none_is_no_way_around_the_view() {
    var id = caseOf("eva");
    post("/api/cases/" + id + "/take", "");
    var reply = new JsonObject().put("text", "we are on it").encode();
    assertEquals(409, post("/api/cases/" + id + "/replies", reply, "If-Match", "\"0\"", "Idempotency-Key", "key-0001")
      .statusCode());
    assertEquals(400, post("/api/cases/" + id + "/replies", reply, "If-Match", "\"-1\"", "Idempotency-Key", "key-0002")
      .statusCode());
  }

  @Test
  void a_program_hands_a_case_to_nobody_who_cannot_see_it() {
    var path = "/api/cases/" + caseOf("nils") + "/take";
    assertEquals(403, post(path, "", "On-Behalf-Of", "ben").statusCode());
    assertEquals(400, post(path, "", "On-Behalf-Of", "nobody").statusCode());
    assertEquals(200, post(path, "", "On-Behalf-Of", "ana").statusCode());
  }

  @Test
  void a_key_used_for_another_person_is_another_wish() {
    var path = "/api/cases/" + caseOf("olga") + "/notes";
    var note = new JsonObject().put("text", "called back").encode();
    assertEquals(200, post(path, note, "On-Behalf-Of", "ana", "Idempotency-Key", "key-0003").statusCode());
    assertEquals(200, post(path, note, "On-Behalf-Of", "ana", "Idempotency-Key", "key-0003").statusCode());
    assertEquals(422, post(path, note, "On-Behalf-Of", "chloe", "Idempotency-Key", "key-0003").statusCode());
  }

  @Test
  void a_forged_page_is_refused_in_words() {
    for (var forged : new String[] {"+999999999-12-31T23:59:59Z 1", "-999999999-01-01T00:00:00Z 1",
      "+300000-01-01T00:00:00Z 1", "2026-03-02T09:00:00Z 99999999999999999999", " 1", "x"}) {
      var token = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));
      assertEquals(400, get("/api/inbox?after=" + token), forged);
      assertEquals(400, get("/api/inbox?view=resolved&after=" + token), forged);
    }
    assertEquals(400, get("/api/inbox?after=%00"));
    assertEquals(400, get("/api/inbox?limit=0"));
    assertEquals(400, get("/api/inbox?limit=999999999999"));
  }

  @Test
  void case_numbers_that_are_none_are_not_found() {
    for (var id : new String[] {"99999999999999999999", "-1", "0", "1e3", "%00", "9223372036854775807", "a'b"}) {
      assertEquals(404, get("/api/cases/" + id), id);
      assertEquals(404, post("/api/cases/" + id + "/take", "").statusCode(), id);
    }
  }

  @Test
  void a_sign_in_with_a_nul_is_merely_wrong() {
    var body = new JsonObject().put("login", "ana\0").put("password", "x\0").encode();
    assertEquals(401, post("/api/session", body).statusCode());
  }

  @Test
  void bodies_of_wrong_types_are_refused_in_words() {
    var id = caseOf("tom");
    for (var body : new String[] {"[]", "1", "null", "\"text\"", "{\"text\": 1}", "{\"text\": null}",
      "{\"text\": [\"a\"]}", "{\"text\": \"\\u0000\"}", "[".repeat(100_000), "{\"a\":".repeat(5_000)}) {
      assertEquals(400, post("/api/cases/" + id + "/notes", body).statusCode(), body.substring(0, Math.min(20,
        body.length())));
    }
  }

  @Test
  void a_bad_item_does_not_spoil_its_batch() {
    var batch = new JsonArray().add(mention("lena", "hello"))
      .add(mention("lena", "lone").put("externalId", "lone \ud800"))
      .add(mention("lena", "long").put("externalId", unsqueezable(1_000)))
      .add(mention("lena", "thread").put("thread", unsqueezable(1_000)).put("inReplyTo", unsqueezable(1_000)))
      .add(mention("lena", "nul").put("thread", "a\0b").put("language", "\0").put("url", "https://a/\0"))
      .add(mention("lena", "numbers").put("text", 7)).add(mention("lena", "author").put("author", new JsonArray()))
      .add(7).addNull().add("x").add(mention("lena", "last"));
    for (var time = 0; time < 2; time++) {
      var body = new String(batch.encode().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace("lone ?", "lone \\ud800");
      var answer = post("/api/mentions", body);
      assertEquals(200, answer.statusCode(), answer.body());
      var results = new JsonObject(answer.body()).getJsonArray("results");
      assertTrue(results.getJsonObject(0).containsKey("mentionId"));
      assertTrue(results.getJsonObject(1).containsKey("error"));
      assertTrue(results.getJsonObject(10).containsKey("mentionId"));
    }
  }

  @Test
  void followers_and_times_beyond_all_measure_are_kept_or_refused() {
    var author = new JsonObject("{\"id\": \"big\", \"followers\": 1e300}");
    assertEquals(200, post("/api/mentions", mention("big", "hello").put("author", author).encode()).statusCode());
    assertEquals(422, post("/api/mentions", mention("big", "hello").put("postedAt", "+999999999-01-01T00:00:00Z")
      .encode()).statusCode());
    assertEquals(200, post("/api/mentions", mention("big", "hello").put("postedAt", "2199-01-01T00:00:00Z").encode())
      .statusCode());
  }

  @Test
  void more_lines_than_allowed_are_counted_before_they_are_read() {
    var lines = Buffer.buffer("{}\n".repeat(2_000_000));
    assertEquals(413, post("/api/mentions", lines.toString(), "Content-Type", "application/x-ndjson").statusCode());
    assertEquals(413, post("/api/mentions", "[" + "{},".repeat(20_000) + "{}]").statusCode());
  }

  /** Letters that PostgreSQL cannot compress, three bytes each. */
  private static String unsqueezable(int length) {
    var text = new StringBuilder();
    new Random(length).ints(length, 0x4E00, 0x9FA5).forEach(text::appendCodePoint);
    return text.toString();
  }
}
