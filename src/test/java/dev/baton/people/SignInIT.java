package dev.baton.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.MovedClock;
import dev.baton.TestDatabase;
import dev.baton.config.ConfigFolder;
import dev.baton.config.Secret;
import dev.baton.db.Database;
import dev.baton.people.SignIn.Outcome;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EventLoops.class)
class SignInIT {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-01T09:00:00Z"));
  private final Passwords passwords;
  private final Database database;
  private final SignIn signIn;

  SignInIT(Vertx vertx) throws Exception {
    passwords = new Passwords(vertx);
    database = Database.open(vertx, TestDatabase.fresh(), "test", 4);
    var maria = Passwords.hashNow("from the file", new SecureRandom());
    signIn = on(people("""
      people:
        ana: {name: Ana, roles: [agent], brands: [nordic]}
        maria: {name: Maria, roles: [lead], password-hash: '%s'}
      """.formatted(maria)));
    signIn.ensureDemoPassword("demo").await();
  }

  private SignIn on(People people) {
    return new SignIn(database, people, passwords, new Secret("api token"), clock);
  }

  private static People people(String yaml) {
    return People.from(ConfigFolder.of(Map.of("people.yaml", yaml), Map.of()));
  }

  @AfterEach
  void close() {
    database.close().await();
  }

  private String token(String login, String password) {
    return assertInstanceOf(Outcome.SignedIn.class, signIn.signIn(login, password, "10.0.0.1").await()).token();
  }

  @Test
  void the_right_password_opens_a_session_and_the_database_never_sees_its_token() {
    var token = token(" Ana ", "demo");

    var caller = signIn.who(token).await().orElseThrow();
    assertEquals(new Caller("ana", "Ana", Set.of(Role.AGENT), Set.of("nordic")), caller);
    var row = database.reader().query("select token_hash, person from session").execute().await().iterator().next();
    assertEquals(32, row.getBuffer(0).length());
    assertFalse(row.getBuffer(0).toString().contains(token));
    assertEquals(43, token.length());
  }

  @Test
  void the_password_of_the_configuration_wins() {
    assertInstanceOf(Outcome.SignedIn.class, signIn.signIn("maria", "from the file", "10.0.0.1").await());
    assertInstanceOf(Outcome.Refused.class, signIn.signIn("maria", "ignored", "10.0.0.1").await());
  }

  @Test
  void a_wrong_password_and_an_unknown_name_are_answered_alike() {
    assertEquals(new Outcome.Refused(), signIn.signIn("ana", "wrong", "10.0.0.1").await());
    assertEquals(new Outcome.Refused(), signIn.signIn("nobody", "demo", "10.0.0.1").await());
  }

  @Test
  void a_session_ends_after_twelve_hours() {
    var token = token("ana", "demo");

    clock.advance(Duration.ofHours(12).minusSeconds(1));
    assertTrue(signIn.who(token).await().isPresent());
    clock.advance(Duration.ofSeconds(1));
    assertTrue(signIn.who(token).await().isEmpty());
  }

  @Test
  void a_sign_out_ends_the_session_here_at_once_and_on_another_node_within_ten_seconds() {
    var other = on(people("people: {ana: {name: Ana, roles: [agent]}}"));
    var token = token("ana", "demo");
    assertTrue(other.who(token).await().isPresent());

    signIn.signOut(token).await();

    assertTrue(signIn.who(token).await().isEmpty());
    clock.advance(Duration.ofSeconds(10));
    assertTrue(other.who(token).await().isEmpty());
  }

  @Test
  void who_left_the_configuration_is_nobody_with_their_old_session_and_password() {
    var token = token("ana", "demo");
    var later = on(people("people: {omar: {name: Omar, roles: [agent]}}"));

    assertTrue(later.who(token).await().isEmpty());
    assertEquals(new Outcome.Refused(), later.signIn("ana", "demo", "10.0.0.1").await());
  }

  @Test
  void guessing_is_slowed_down_and_then_even_the_right_password_waits() {
    for (var i = 0; i < Throttle.FAILURES; i++) {
      assertEquals(new Outcome.Refused(), signIn.signIn("ana", "guess" + i, "10.0.0." + i).await());
    }
    var wait = assertInstanceOf(Outcome.TryLater.class, signIn.signIn("ana", "demo", "10.0.9.9").await());

    clock.advance(wait.pause());
    assertInstanceOf(Outcome.SignedIn.class, signIn.signIn("ana", "demo", "10.0.9.9").await());
  }

  @Test
  void a_demonstration_password_that_is_there_is_left_alone() {
    var before = hashOf("ana");
    signIn.ensureDemoPassword("another").await();
    assertEquals(before, hashOf("ana"));
  }

  @Test
  void without_the_demonstration_nobody_gets_in_with_its_password_nor_stays_in() {
    var token = token("ana", "demo");
    signIn.forgetDemoPasswords().await();
    assertInstanceOf(Outcome.Refused.class, signIn.signIn("ana", "demo", "10.0.0.1").await());
    assertEquals(0, database.reader().query("select from session").execute().await().size(), token);
  }

  @Test
  void the_api_token_is_a_program_and_an_empty_one_opens_nothing() {
    assertEquals(Optional.of(Caller.api()), signIn.program("api token"));
    assertTrue(signIn.program("api toke").isEmpty());
    var closed = new SignIn(database, people("people: {}"), passwords, Secret.NONE, clock);
    assertTrue(closed.program("").isEmpty());
  }

  @Test
  void what_is_no_token_is_nobody() {
    assertTrue(signIn.who("").await().isEmpty());
    assertTrue(signIn.who("ü".repeat(43)).await().isEmpty());
  }

  private String hashOf(String person) {
    return new Credentials().find(database.reader(), person).await().orElseThrow();
  }
}
