package dev.baton.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every hook keeps, whatever its network sends. */
public abstract class HookContract {

  protected static final String SECRET = "app-secret";
  /** Of before; both are good while the one takes the place of the other. */
  protected static final String SECRET_BEFORE = "the-one-before";

  protected final MovableClock clock = new MovableClock();
  protected Vertx vertx;
  protected Connector connector;

  /** Knows both secrets. */
  protected abstract Connector connect();

  /** As the network sends it: one thing said for each text, under ids that follow from it. */
  protected abstract Hook.Call sends(String secret, List<String> texts);

  /** Signed and all, but no delivery. */
  protected abstract Hook.Call sends(String secret, String body);

  /** A delivery of these, with something among them that is broken. */
  protected abstract Hook.Call sendsWithOneBroken(List<String> texts);

  /** About an account that is not ours; null where the network has an address for each. */
  protected abstract Hook.Call sendsAboutAnother(List<String> texts);

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    connector = connect();
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 seconds", e);
    }
  }

  protected Hook hook() {
    return connector.hook().orElseThrow();
  }

  protected Hook.Verdict.Keep kept(Hook.Call call) {
    return assertInstanceOf(Hook.Verdict.Keep.class, hook().hear(call, clock.instant()));
  }

  /** Heard, kept and read. */
  protected Brought brought(Hook.Call call) {
    return await(hook().read(new Hook.Delivery(kept(call).head(), call.body(), clock.instant())));
  }

  private static List<String> texts(Brought brought) {
    return brought.mentions().stream().map(m -> m.text()).toList();
  }

  @Test
  void what_is_genuine_is_kept_answered_and_brings_what_was_said() {
    var said = List.of("Is the blue one in stock?", "Größe 👩‍👩‍👧‍👦, \"bitte\" \\ äöå");
    var call = sends(SECRET, said);
    assertTrue(kept(call).answer().status() < 300);
    assertEquals(said, texts(brought(call)));
  }

  @Test
  void what_is_not_signed_with_our_secret_is_refused() {
    var call = sends("somebody-elses", List.of("hello"));
    assertInstanceOf(Hook.Verdict.Refuse.class, hook().hear(call, clock.instant()));
    var unsigned = new Hook.Call("POST", call.url(), call.query(), MultiMap.caseInsensitiveMultiMap(), call.body());
    assertInstanceOf(Hook.Verdict.Refuse.class, hook().hear(unsigned, clock.instant()));
  }

  @Test
  void a_body_of_which_a_byte_was_changed_is_refused() {
    var call = sends(SECRET, List.of("hello"));
    var body = call.body().copy();
    body.setByte(body.length() / 2, (byte) (body.getByte(body.length() / 2) ^ 1));
    var changed = new Hook.Call(call.method(), call.url(), call.query(), call.headers(), body);
    assertInstanceOf(Hook.Verdict.Refuse.class, hook().hear(changed, clock.instant()));
  }

  @Test
  void while_the_secret_is_changed_what_is_signed_with_either_is_taken() {
    assertEquals(List.of("old"), texts(brought(sends(SECRET_BEFORE, List.of("old")))));
    assertEquals(List.of("new"), texts(brought(sends(SECRET, List.of("new")))));
  }

  @Test
  void a_repeated_delivery_has_the_same_key_and_another_has_another() {
    assertEquals(kept(sends(SECRET, List.of("hello"))).key(), kept(sends(SECRET, List.of("hello"))).key());
    assertNotEquals(kept(sends(SECRET, List.of("hello"))).key(), kept(sends(SECRET, List.of("good bye"))).key());
  }

  @Test
  void a_delivery_that_is_read_again_brings_the_same() {
    var call = sends(SECRET, List.of("hello", "again"));
    assertEquals(brought(call).mentions().stream().map(m -> m.externalId()).toList(),
      brought(call).mentions().stream().map(m -> m.externalId()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "[]", "\"x\"", "{}", "{\"entry\":7}", "{broken", "<html></html>", "\u0000"})
  void garbage_cannot_be_read_now_or_ever(String body) {
    var call = sends(SECRET, body);
    assertThrows(IllegalArgumentException.class, () -> brought(call));
  }

  @Test
  void what_is_nested_without_end_cannot_be_read_now_or_ever() {
    assertThrows(IllegalArgumentException.class, () -> brought(sends(SECRET, "{\"entry\":" + "[".repeat(100_000))));
  }

  @Test
  void one_broken_thing_is_set_aside_and_spoils_no_other() {
    var brought = brought(sendsWithOneBroken(List.of("before", "after")));
    assertEquals(List.of("before", "after"), texts(brought));
    assertEquals(1, brought.unreadable().size());
  }

  @Test
  void what_is_about_another_account_is_passed_by() {
    var call = sendsAboutAnother(List.of("hello"));
    if (call != null) {
      assertEquals(Brought.NOTHING, brought(call));
    }
  }

  @Test
  void whatever_comes_it_is_heard_without_a_throw() {
    var random = new Random(7);
    var good = sends(SECRET, List.of("hello"));
    for (var method : List.of("GET", "POST", "PUT", "DELETE", "BREW", "")) {
      for (var i = 0; i < 50; i++) {
        var bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        var headers = MultiMap.caseInsensitiveMultiMap();
        good.headers().forEach(e -> headers.set(e.getKey(), new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)));
        var verdict = hook().hear(new Hook.Call(method, good.url(), MultiMap.caseInsensitiveMultiMap(), headers,
          Buffer.buffer(bytes)), clock.instant());
        assertInstanceOf(Hook.Verdict.Refuse.class, verdict);
      }
    }
  }
}
