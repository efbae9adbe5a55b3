package dev.baton.connector.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.Secret;
import dev.baton.connector.Hook.Call;
import dev.baton.connector.Hook.Delivery;
import dev.baton.connector.Hook.Verdict;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Updates that Telegram sends by itself. */
class TelegramHookTest {

  private static final String SECRET = "agreed-on-by-both";
  private static final String UPDATE = """
    {"update_id":907,"message":{"message_id":12,"date":1785312004,"chat":{"id":5551,"type":"private"},
     "from":{"id":5551,"first_name":"Ann"},"text":"hello"}}""";

  private final TelegramHook hook =
    new TelegramHook(List.of(new Secret(SECRET), new Secret("the-one-before-it")),
      () -> Future.succeededFuture(new Bot(4_242, "northwind_bot")));

  private Verdict heard(String method, String secret, String body) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    if (!secret.isEmpty()) {
      headers.set("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    return hook.hear(new Call(method, "https://desk.example/hooks/telegram", MultiMap.caseInsensitiveMultiMap(), headers,
      Buffer.buffer(body)), Instant.EPOCH);
  }

  private static Delivery delivery(String body) {
    return new Delivery(Map.of(), Buffer.buffer(body), Instant.EPOCH);
  }

  @Test
  void with_the_secret_that_was_agreed_on_it_is_kept_once_and_answered_with_nothing() {
    var kept = assertInstanceOf(Verdict.Keep.class, heard("POST", SECRET, UPDATE));
    assertEquals(kept, heard("POST", SECRET, UPDATE));
    assertNotEquals(kept.key(), assertInstanceOf(Verdict.Keep.class, heard("POST", SECRET, UPDATE + " ")).key());
    assertEquals(new Verdict.Says(200, Map.of(), ""), kept.answer(), "a body would be carried out");
  }

  @Test
  void while_the_secret_is_changed_the_one_before_is_taken_too() {
    assertInstanceOf(Verdict.Keep.class, heard("POST", "the-one-before-it", UPDATE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "agreed-on-by-bot", "agreed-on-by-both ", "AGREED-ON-BY-BOTH"})
  void with_any_other_it_is_refused(String secret) {
    assertEquals(401, assertInstanceOf(Verdict.Refuse.class, heard("POST", secret, UPDATE)).status());
  }

  @Test
  void whoever_only_looks_is_sent_away() {
    assertEquals(405, assertInstanceOf(Verdict.Says.class, heard("GET", "", "")).status());
  }

  @Test
  void what_was_kept_is_read() {
    var mentions = hook.read(delivery(UPDATE)).result().mentions();
    assertEquals("5551/12", mentions.getFirst().externalId().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{\"update_id\":1,\"message\":{}}"})
  void what_cannot_be_understood_is_unreadable_for_good(String body) {
    assertInstanceOf(IllegalArgumentException.class, hook.read(delivery(body)).cause());
  }

  @Test
  void while_telegram_does_not_say_who_we_are_it_is_tried_again() {
    var early = new TelegramHook(List.of(new Secret(SECRET), new Secret("the-one-before-it")), () -> Future.failedFuture("unreachable"));
    assertTrue(early.read(delivery(UPDATE)).failed());
    assertEquals("unreachable", early.read(delivery(UPDATE)).cause().getMessage());
  }

  @Test
  void keys_that_cannot_be_right_are_said_and_not_repeated() {
    var settings = ConfigFolder.ofKeys("test", Map.of("token", "t0ken", "webhook-secret", "sh0rt"));
    new TelegramChannel().access(settings);
    var problems = String.join("; ", assertThrows(ConfigProblems.class, settings::finish).problems());
    assertTrue(problems.contains("token") && problems.contains("webhook-secret"), problems);
    assertTrue(!problems.contains("t0ken") && !problems.contains("sh0rt"), problems);
    var off = ConfigFolder.ofKeys("test", Map.of());
    assertEquals("Fill in token", new TelegramChannel().access(off).missing());
    off.finish();
  }
}
