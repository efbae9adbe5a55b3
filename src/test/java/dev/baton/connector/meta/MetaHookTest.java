package dev.baton.connector.meta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaHookTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final MetaConfig CONFIG = new MetaConfig(URI.create("https://graph.example"), "v25.0", "10293",
    new Secret("token"), List.of(new Secret("test-app-secret")), new Secret("my-verify-token"), "");

  private final List<Event> events = new ArrayList<>();
  private final MetaHook hook = MetaHook.named(CONFIG, (event, at) -> {
    events.add(event);
    return Future.succeededFuture(Brought.NOTHING);
  });

  private static Hook.Call call(String signature, String body) {
    return new Hook.Call("POST", "https://baton.example/hooks/meta", MultiMap.caseInsensitiveMultiMap(),
      MultiMap.caseInsensitiveMultiMap().set("X-Hub-Signature-256", signature), Buffer.buffer(body));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "{\"object\":\"page\",\"entry\":[]}|sha256=1a82db3abc2fa71a3fffecfedef579a8468a44850cd8a83a0c56974faff81689",
    "{\"message\":\"\\u00e4\\u00f6\\u00e5\"}|sha256=4cd7ba8088271729451c7e66bcefa96d1c5137dd3164691766f7ec3f2b2c18ff"})
  void the_known_signatures_are_ours(String body, String signature) {
    assertInstanceOf(Hook.Verdict.Keep.class, hook.hear(call(signature, body), NOW));
  }

  @Test
  void letters_that_were_unescaped_on_the_way_are_not_what_was_signed() {
    var signature = "sha256=4cd7ba8088271729451c7e66bcefa96d1c5137dd3164691766f7ec3f2b2c18ff";
    assertInstanceOf(Hook.Verdict.Refuse.class, hook.hear(call(signature, "{\"message\":\"äöå\"}"), NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "_"})
  void when_the_address_is_tried_the_challenge_is_given_back(String separator) {
    var says = assertInstanceOf(Hook.Verdict.Says.class,
      hook.hear(MetaCalls.tries("subscribe", "my-verify-token", "115820", separator), NOW));
    assertEquals("115820", says.body());
    assertEquals("text/plain; charset=utf-8", says.headers().get("Content-Type"));
  }

  @Test
  void whoever_does_not_know_the_verify_token_hears_nothing() {
    assertEquals(403, assertInstanceOf(Hook.Verdict.Refuse.class,
      hook.hear(MetaCalls.tries("subscribe", "guessed", "115820", "."), NOW)).status());
    assertEquals(403, assertInstanceOf(Hook.Verdict.Refuse.class,
      hook.hear(MetaCalls.tries("unsubscribe", "my-verify-token", "115820", "."), NOW)).status());
  }

  private void read(String body) {
    hook.read(new Hook.Delivery(java.util.Map.of(), Buffer.buffer(body), NOW)).await();
  }

  @Test
  void what_an_entry_holds_is_told_by_its_keys_whatever_the_object_says() {
    read("""
      {"object":"anything","entry":[
        {"id":"10293","time":1785312004,"changes":[{"field":"feed","value":{"n":1}}]},
        {"id":"10293","time":1785312004871,"messaging":[{"sender":{"id":"1"},"n":2}]},
        {"id":"10293","time":1785312004871,"standby":[{"sender":{"id":"1"},"n":3}]},
        {"id":"10293","time":1785312004,"field":"comments","value":{"n":4}},
        {"id":"10293","time":0,"changes":[{"field":"messages","value":{"sender":{"id":"1"},"recipient":{"id":"2"},"n":5}}]},
        {"id":"555","time":1785312004,"changes":[{"field":"feed","value":{"n":6}}]}]}""");
    assertEquals(List.of(1, 2, 3, 4, 5), events.stream().map(e -> e.raw().getInteger("n")).toList());
    assertEquals(List.of(true, false, false, true, false), events.stream().map(e -> e instanceof Event.Changed).toList());
    assertEquals(Instant.ofEpochSecond(1785312004), ((Event.Changed) events.get(3)).at());
  }

  @Test
  void a_thousand_updates_in_one_delivery_are_read() {
    var updates = IntStream.range(0, 1_000).mapToObj(i -> MetaCalls.change("feed", new io.vertx.core.json.JsonObject()))
      .toArray();
    read(MetaCalls.delivery("page", MetaCalls.entry("10293", 0, "changes", updates)).encode());
    assertEquals(1_000, events.size());
  }
}
