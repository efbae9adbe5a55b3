package dev.baton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vertx.core.json.JsonArray;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

  @Test
  void a_problem_says_what_to_do_and_lists_every_mistake() {
    var json = Problem.of(422, "Not stored", "Correct it").with(List.of("text is missing", "author.id is blank")).toJson();

    assertEquals("about:blank", json.getString("type"));
    assertEquals(422, json.getInteger("status"));
    assertEquals("Correct it", json.getString("detail"));
    assertEquals(new JsonArray(List.of("text is missing", "author.id is blank")), json.getJsonArray("problems"));
  }

  @Test
  void a_program_tells_a_problem_by_its_type_and_not_by_its_words() {
    assertEquals("urn:baton:forwarded-nowhere",
      Problem.of(409, "Not now", "Hand it off").known("forwarded-nowhere").toJson().getString("type"));
  }

  @Test
  void a_pause_is_rounded_up_to_whole_seconds() {
    assertEquals(Optional.of("2"), Problem.of(429, "a", "b").retryAfter(Duration.ofMillis(1_001)).retryAfterSeconds());
    assertEquals(Optional.of("1"), Problem.of(429, "a", "b").retryAfter(Duration.ZERO).retryAfterSeconds());
    assertEquals(Optional.empty(), Problem.of(429, "a", "b").retryAfterSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57P03", "53300", "53100", "08006", "57014", "55P03", "40001", "25006"})
  void a_database_that_is_away_or_full_is_worth_another_try(String state) {
    var problem = Problems.of(new PgException("words", "FATAL", state, "detail"));

    assertEquals(503, problem.status());
    assertEquals(Optional.of("5"), problem.retryAfterSeconds());
  }

  @Test
  void a_lost_connection_is_worth_another_try() {
    assertEquals(503, Problems.of(new ConnectException("refused")).status());
    assertEquals(503, Problems.of(new TimeoutException("late")).status());
    assertEquals(503, Problems.of(ClosedConnectionException.INSTANCE).status());
  }

  @Test
  void what_nobody_expected_is_our_bug() {
    assertNull(Problems.of(new IllegalStateException("boom")));
    assertNull(Problems.of(new PgException("duplicate", "ERROR", "23505", "detail")));
    assertNull(Problems.of(new PgException("syntax", "ERROR", "42601", "detail")));
  }
}
