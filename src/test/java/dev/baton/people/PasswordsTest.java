package dev.baton.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class PasswordsTest {

  private final Passwords passwords;

  PasswordsTest(Vertx vertx) {
    passwords = new Passwords(vertx);
  }

  @Test
  void a_hash_matches_its_password_only() {
    var hash = passwords.hash("correct horse ü").await();

    assertTrue(Passwords.isHash(hash), hash);
    assertTrue(passwords.matches("correct horse ü", hash).await());
    assertFalse(passwords.matches("correct horse u", hash).await());
    assertFalse(passwords.matchesNobody("correct horse ü").await());
    assertNotEquals(hash, passwords.hash("correct horse ü").await());
  }

  @Test
  void what_is_no_hash_matches_nothing() throws Exception {
    for (var line : new String[] {"", "letmein", "pbkdf2-sha512$1000$AAAA$AAAA", "pbkdf2-sha512$9999999$"
      + "AAAAAAAAAAAAAAAAAAAAAA==$" + "A".repeat(43) + "="}) {
      assertFalse(Passwords.isHash(line), line);
      assertFalse(Passwords.matchesNow("letmein", line), line);
    }
  }

  @Test
  void a_crowd_is_told_to_come_again_instead_of_waiting_in_memory() {
    var slow = IntStream.range(0, 8).mapToObj(i -> passwords.hash("takes its time")).toList();
    var tries = IntStream.range(0, 70).mapToObj(i -> passwords.matches("x", "no hash")).toList();

    Future.join(slow).await();
    assertTrue(tries.stream().anyMatch(t -> t.failed() && t.cause() instanceof Passwords.Busy));
    Future.join(tries.stream().filter(t -> !t.failed()).toList()).await();
    assertFalse(passwords.matches("x", "no hash").await());
  }

  @Test
  void the_command_prints_a_line_that_the_configuration_takes() throws Exception {
    var out = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream("a long password\n".getBytes(StandardCharsets.UTF_8));

    var err = new ByteArrayOutputStream();

    assertEquals(0, new HashPassword(null, in, new PrintStream(out), new PrintStream(err)).run());
    assertTrue(err.toString(StandardCharsets.UTF_8).startsWith("Password (shown as it is typed): "), "it is asked for");

    var hash = out.toString(StandardCharsets.UTF_8).strip().replaceAll("password-hash: '(.*)'", "$1");
    assertTrue(Passwords.matchesNow("a long password", hash), hash);
  }

  @Test
  void the_command_refuses_a_short_password() throws Exception {
    var err = new ByteArrayOutputStream();
    var in = new ByteArrayInputStream("short\n".getBytes(StandardCharsets.UTF_8));

    assertEquals(1, new HashPassword(null, in, System.out, new PrintStream(err)).run());
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("12"));
  }
}
