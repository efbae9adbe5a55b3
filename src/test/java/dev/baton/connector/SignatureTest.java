package dev.baton.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Secret OLD = new Secret(KEY);
  private static final Secret NEW = new Secret("any text of at least 24 bytes");
  /** The standard's own example. */
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);
  private static final Buffer BODY = Buffer.buffer("{\"test\": 2432232314}");
  private static final String RIGHT = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static boolean fits(List<Secret> keys, String given) {
    return Signature.isOfOneOf(keys, ID, "1614265330", BODY, given);
  }

  @Test
  void the_signature_is_that_of_the_standards_own_example() {
    assertEquals(RIGHT, Signature.of(OLD, ID, AT, BODY));
  }

  @Test
  void a_key_is_long_enough_and_base_64_where_it_says_so() {
    assertTrue(Signature.isKey(KEY));
    assertTrue(Signature.isKey("any text of at least 24 bytes"));
    assertFalse(Signature.isKey("short"));
    assertFalse(Signature.isKey("whsec_c2hvcnQ="));
    assertFalse(Signature.isKey("whsec_not base 64 at all, however long it may be"));
  }

  @Test
  void while_a_key_is_replaced_either_side_may_know_both() {
    assertTrue(fits(List.of(OLD), RIGHT));
    assertTrue(fits(List.of(NEW, OLD), RIGHT));
    assertFalse(fits(List.of(NEW), RIGHT));
    var headers = MultiMap.caseInsensitiveMultiMap();
    Signature.put(headers, List.of(OLD, NEW), ID, AT, BODY);
    assertTrue(fits(List.of(NEW), headers.get("webhook-signature")));
    assertTrue(fits(List.of(OLD), headers.get("webhook-signature")));
  }

  @Test
  void signatures_of_other_versions_say_nothing() {
    assertTrue(fits(List.of(OLD), "v1a,abc v2,xyz  " + RIGHT));
    assertFalse(fits(List.of(OLD), RIGHT.replace("v1,", "v2,")));
    assertFalse(fits(List.of(OLD), "v1a,abc"));
    assertFalse(fits(List.of(OLD), ""));
    assertFalse(fits(List.of(), RIGHT));
  }

  @Test
  void whatever_was_changed_the_signature_no_longer_fits() {
    assertFalse(Signature.isOfOneOf(List.of(OLD), ID + "x", "1614265330", BODY, RIGHT));
    assertFalse(Signature.isOfOneOf(List.of(OLD), ID, "1614265331", BODY, RIGHT));
    assertFalse(Signature.isOfOneOf(List.of(OLD), ID, "1614265330", BODY.copy().appendString(" "), RIGHT));
  }
}
