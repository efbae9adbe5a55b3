package dev.baton.connector.youtube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.Checked;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.demo.SimulatedYouTube;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a day may use up, and who lets Baton in. The clock begins at 09:00 UTC, which is 01:00 Pacific time. */
class YouTubeQuotaTest extends YouTubeFixture {

  private static final Duration UNTIL_MIDNIGHT = Duration.ofHours(23);

  @Test
  void every_request_is_counted_and_what_is_left_is_said() {
    var read = read("");
    assertEquals(new ReadOutcome.Quota(network.units(), UNTIL_MIDNIGHT), read.quota());
    assertEquals(9_998, read.quota().remaining(), "who we are, and a page");
    assertEquals(9_997, read(read.cursor()).quota().remaining());
  }

  @Test
  void an_answer_costs_fifty() {
    network.comment(ANN, "Where is my parcel?");
    var read = read("");
    await(connector.reply(answerTo(read.mentions().getFirst(), "On its way.")));
    assertEquals(read.quota().remaining() - 51, read(read.cursor()).quota().remaining());
  }

  @Test
  void what_a_page_cost_that_was_never_stored_is_not_forgotten() {
    var read = read("");
    read(read.cursor());
    assertEquals(network.units() - 1, read(read.cursor()).quota().remaining());
  }

  @Test
  void the_count_outlives_the_process_and_begins_anew_at_midnight_in_california() {
    var read = read("");
    connect(Map.of());
    assertEquals(9_996, read(read.cursor()).quota().remaining(), "who we are is asked again");
    clock.advance(UNTIL_MIDNIGHT.minusSeconds(1));
    assertTrue(read(read.cursor()).quota().remaining() < 9_998);
    clock.advance(Duration.ofSeconds(1));
    var next = read(read.cursor()).quota();
    assertEquals(9_999, next.remaining());
    assertEquals(Duration.ofHours(24), next.window());
  }

  @Test
  void what_the_check_up_reads_is_counted_as_well() {
    var read = read("");
    await(connector.check());
    assertEquals(network.units() - 1, read(read.cursor()).quota().remaining());
  }

  @Test
  void when_the_day_is_spent_everything_waits_for_midnight_but_no_longer_than_an_hour_at_a_time() {
    network.comment(ANN, "Where is my parcel?");
    var read = read("");
    var draft = answerTo(read.mentions().getFirst(), "On its way.");
    network.units(0);
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(read.cursor())));
    assertEquals(Duration.ofHours(1), wait.pause());
    assertTrue(wait.why().contains("midnight Pacific"), wait.why());
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.reply(draft)));
    clock.advance(UNTIL_MIDNIGHT.minusMinutes(10));
    wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(read.cursor())));
    assertEquals(Duration.ofMinutes(10), wait.pause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rateLimitExceeded", "userRateLimitExceeded"})
  void being_too_fast_is_no_spent_day(String reason) {
    var cursor = read("").cursor();
    network.faults().next("/commentThreads", SimulatedYouTube.fault(403, reason));
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
    assertTrue(wait.pause().toSeconds() >= 60 && wait.pause().toSeconds() < 67, wait.pause().toString());
  }

  @Test
  void with_little_left_only_the_newest_page_is_read_and_nothing_is_lost_by_that() {
    connect(Map.of("units-per-day", "10"));
    var thread = network.comment(BEN, "Who else?");
    var cursor = read("").cursor();
    IntStream.range(0, 6).forEach(i -> network.comment(BEN, "question " + i));
    for (int i = 0; i < 6; i++) {
      cursor = read(cursor).cursor();
    }
    IntStream.range(0, 20).forEach(i -> network.reply(ANN, thread, "me " + i));
    clock.advance(Duration.ofMinutes(16));
    var poor = read(cursor);
    assertEquals(5, poor.mentions().size());
    assertEquals(0, asked("parentId="));
    clock.advance(UNTIL_MIDNIGHT);
    assertEquals(15, read(poor.cursor()).mentions().size());
  }

  @Test
  void a_token_is_renewed_when_it_ends_and_when_it_is_taken_back() {
    var cursor = read("").cursor();
    clock.advance(Duration.ofHours(2));
    cursor = read(cursor).cursor();
    assertEquals(2, network.tokens().renewals());
    network.tokens().revokeAccess();
    read(cursor);
    assertEquals(3, network.tokens().renewals());
  }

  @Test
  void a_consent_that_was_taken_back_needs_a_person() {
    var cursor = read("").cursor();
    network.tokens().refresh("another");
    clock.advance(Duration.ofHours(2));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read(cursor)));
    assertTrue(outcome.why().contains("Token has been expired or revoked.") && outcome.why().contains("authorise"),
      outcome.why());
  }

  @Test
  void the_check_up_says_who_we_are_and_what_is_missing() {
    var found = await(connector.check()).stream().collect(Collectors.toMap(Checked::what, c -> c));
    assertTrue(found.values().stream().allMatch(Checked::isWell), found.toString());
    assertEquals("is the channel Northwind", found.get("account").words());
    network.tokens().scope("https://www.googleapis.com/auth/youtube.readonly");
    network.tokens().revokeAccess();
    assertTrue(await(connector.check()).stream().anyMatch(c -> c.what().equals("scopes") && !c.isWell()));
  }

  @Test
  void half_an_account_is_a_mistake_and_an_empty_one_is_off() {
    var half = ConfigFolder.ofKeys("accounts.yaml", Map.of("client-id", "client"));
    new YouTubeChannel().access(half);
    assertThrows(ConfigProblems.class, half::finish);
    var empty = ConfigFolder.ofKeys("accounts.yaml", Map.of());
    assertEquals("Fill in client-id and client-secret and refresh-token",
      new YouTubeChannel().access(empty).missing());
    empty.finish();
  }
}
