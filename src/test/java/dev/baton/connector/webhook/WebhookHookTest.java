package dev.baton.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Hook.Call;
import dev.baton.connector.Hook.Verdict;
import dev.baton.connector.Signature;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed, and by what a repetition is known. */
class WebhookHookTest {

  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Secret NEXT = new Secret("the secret that comes after it");
  /** The time of the standard's own example. */
  private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);

  private final Vertx vertx = Vertx.vertx();
  private final WebhookHook hook = new WebhookHook(vertx, List.of(SECRET));

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private static Call call(MultiMap headers, String body) {
    return new Call("POST", "https://desk.example/hooks/shop", MultiMap.caseInsensitiveMultiMap(), headers,
      Buffer.buffer(body));
  }

  private static Call signed(String id, Instant at, String body, Map<String, String> more) {
    var headers = MultiMap.caseInsensitiveMultiMap().addAll(more);
    Signature.put(headers, List.of(SECRET), id, at, Buffer.buffer(body));
    return call(headers, body);
  }

  private String refusal(Call call) {
    var refused = assertInstanceOf(Verdict.Refuse.class, hook.hear(call, NOW));
    assertEquals(401, refused.status());
    return refused.why();
  }

  private Verdict.Keep kept(Call call) {
    return assertInstanceOf(Verdict.Keep.class, hook.hear(call, NOW));
  }

  @Test
  void the_standards_own_example_is_taken_under_its_own_id() {
    var headers = MultiMap.caseInsensitiveMultiMap().set("Webhook-Id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
      .set("Webhook-Timestamp", "1614265330")
      .set("Webhook-Signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    var kept = kept(call(headers, "{\"test\": 2432232314}"));
    assertEquals("msg_p5jXN8AQM9LWM0D4loKWxJek", kept.key());
    assertEquals(202, kept.answer().status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
  void what_is_not_signed_is_refused(String missing) {
    var call = signed("1", NOW, "{}", Map.of());
    call.headers().remove(missing);
    assertTrue(refusal(call).contains("not signed"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, -299, 0, 299, 300})
  void a_clock_may_be_five_minutes_wrong_either_way(long seconds) {
    kept(signed("1", NOW.plusSeconds(seconds), "{}", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(longs = {-86_400, -301, 301, 86_400})
  void a_recording_is_refused_and_so_is_what_comes_from_the_future(long seconds) {
    assertTrue(refusal(signed("1", NOW.plusSeconds(seconds), "{}", Map.of())).contains("5 minutes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1614265330.5", "-9223372036854775808", "9223372036854775807",
    "99999999999999999999999", "2021-02-25T15:02:10Z"})
  void a_time_that_is_none_is_refused(String time) {
    var call = signed("1", NOW, "{}", Map.of());
    call.headers().set("webhook-timestamp", time);
    assertTrue(refusal(call).contains("5 minutes"));
  }

  @Test
  void whatever_was_changed_on_the_way_is_refused() {
    var right = signed("1", NOW, "{}", Map.of()).headers();
    assertTrue(refusal(call(right, "{} ")).contains("none of the account's secrets"));
    assertTrue(refusal(call(MultiMap.caseInsensitiveMultiMap().addAll(right).set("webhook-id", "2"), "{}"))
      .contains("none of the account's secrets"));
    assertTrue(refusal(call(MultiMap.caseInsensitiveMultiMap().addAll(right)
      .set("webhook-timestamp", String.valueOf(NOW.getEpochSecond() + 1)), "{}")).contains("none of the account's secrets"));
    assertTrue(refusal(call(MultiMap.caseInsensitiveMultiMap().addAll(right).set("webhook-signature", "v1,"), "{}"))
      .contains("none of the account's secrets"));
  }

  @Test
  void an_id_is_there_and_not_endless() {
    assertTrue(refusal(signed(" ", NOW, "{}", Map.of())).contains("webhook-id"));
    assertTrue(refusal(signed("x".repeat(301), NOW, "{}", Map.of())).contains("webhook-id"));
    kept(signed("x".repeat(300), NOW, "{}", Map.of()));
  }

  @Test
  void while_a_secret_is_replaced_both_are_taken_and_afterwards_the_old_one_no_more() {
    var old = signed("1", NOW, "{}", Map.of());
    assertInstanceOf(Verdict.Keep.class, new WebhookHook(vertx, List.of(NEXT, SECRET)).hear(old, NOW));
    assertInstanceOf(Verdict.Refuse.class, new WebhookHook(vertx, List.of(NEXT)).hear(old, NOW));
  }

  @Test
  void bodies_of_any_kind_are_kept_if_they_are_signed() {
    for (var body : List.of("", "{", "[".repeat(100_000), "\u0000\uFFFD", "x".repeat(1 << 20))) {
      kept(signed("1", NOW, body, Map.of("Content-Type", "application/cloudevents+json")));
    }
  }

  @Test
  void a_cloud_event_is_known_by_its_source_and_id_however_often_it_is_signed() {
    var structured = Map.of("Content-Type", "application/cloudevents+json; charset=utf-8");
    var one = kept(signed("1", NOW, "{\"source\":\"/shop\",\"id\":\"7\"}", structured)).key();
    assertEquals(one, kept(signed("2", NOW, "{\"id\":\"7\", \"source\":\"/shop\"}", structured)).key());
    assertNotEquals(one, kept(signed("1", NOW, "{\"source\":\"/shop\",\"id\":\"8\"}", structured)).key());
    assertNotEquals(one, kept(signed("1", NOW, "{\"source\":\"/s\",\"id\":\"hop7\"}", structured)).key());
    assertEquals(one, kept(signed("3", NOW, "{}",
      Map.of("ce-specversion", "1.0", "ce-source", "/shop", "ce-id", "7"))).key());
    assertEquals("4", kept(signed("4", NOW, "{\"id\":\"7\"}", structured)).key());
    assertEquals("5", kept(signed("5", NOW, "[]", Map.of("Content-Type", "application/cloudevents-batch+json"))).key());
  }

  @Test
  void only_what_reading_needs_is_kept_of_the_headers() {
    var kept = kept(signed("1", NOW, "{}", Map.of("Content-Type", "application/json", "CE-Id", "7", "Cookie", "secret")));
    assertEquals(Map.of("content-type", "application/json", "ce-id", "7"), kept.head());
  }

  @Test
  void who_asks_first_whether_events_are_wanted_is_told_so() {
    var asked = new Call("OPTIONS", "", MultiMap.caseInsensitiveMultiMap(), MultiMap.caseInsensitiveMultiMap()
      .set("WebHook-Request-Origin", "events.example").set("WebHook-Request-Rate", "120"), Buffer.buffer());
    var says = assertInstanceOf(Verdict.Says.class, hook.hear(asked, NOW));
    assertEquals("events.example", says.headers().get("WebHook-Allowed-Origin"));
    assertEquals("*", says.headers().get("WebHook-Allowed-Rate"));
    assertEquals(200, says.status());
  }

  @Test
  void whoever_only_looks_is_told_what_is_done_here() {
    var says = assertInstanceOf(Verdict.Says.class, hook.hear(new Call("GET", "", MultiMap.caseInsensitiveMultiMap(),
      MultiMap.caseInsensitiveMultiMap(), Buffer.buffer()), NOW));
    assertEquals(405, says.status());
    assertEquals("POST, OPTIONS", says.headers().get("Allow"));
  }
}
