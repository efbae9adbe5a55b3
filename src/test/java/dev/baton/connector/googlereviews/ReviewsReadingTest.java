package dev.baton.connector.googlereviews;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedReviews;
import dev.baton.mention.Change;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reviews as they are written, changed and taken back, of several locations, in spite of pages that lack some. */
class ReviewsReadingTest extends ReviewsFixture {

  private static final String OTHER = "accounts/1/locations/3";
  private static final String THIRD = "accounts/7/locations/4";

  private static Change.Edited edit(Read read) {
    assertEquals(1, read.changes().size(), read.changes().toString());
    return assertInstanceOf(Change.Edited.class, read.changes().getFirst());
  }

  @Test
  void stars_without_words_are_words_to_read() {
    network.review(ANN, "TWO", "");
    network.review(ANN, "FIVE", "Thanks!");
    network.review(ANN, "ONE", "");
    network.review(ANN, "STAR_RATING_UNSPECIFIED", "Hm.");
    assertEquals(List.of("[stars unknown] Hm.", "[1 star, no words]", "[5 stars] Thanks!", "[2 stars, no words]"),
      read("").texts());
  }

  @Test
  void who_writes_anonymously_and_who_has_the_same_name_are_all_somebody_of_their_own() {
    var name = network.review(ANN, "TWO", "late");
    network.review(name).put("reviewer", new JsonObject().put("isAnonymous", true));
    network.review(ANN, "TWO", "late too");
    network.review(ANN, "TWO", "late three");
    var authors = read("").mentions().stream().map(m -> m.author()).toList();
    assertEquals("A Google user", authors.getLast().shownName());
    assertEquals(authors.getFirst().shownName(), authors.get(1).shownName());
    assertNotEquals(authors.getFirst().id(), authors.get(1).id());
  }

  @Test
  void pictures_come_with_their_review_and_the_page_to_answer_it_on_google() {
    var name = network.review(ANN, "TWO", "wet");
    network.review(name).put("reviewReplyUrl", "https://business.google.com/reply/1").put("reviewMediaItems",
      new JsonArray().add(new JsonObject().put("thumbnailUrl", "https://lh3.example/1")).add(7));
    var mention = read("").mentions().getFirst();
    assertEquals("https://lh3.example/1", mention.extras().attachments().getFirst().url());
    assertEquals("https://business.google.com/reply/1", mention.context().url());
  }

  @Test
  void a_changed_text_and_a_changed_rating_are_changes_at_googles_time() {
    var name = network.review(ANN, "TWO", "late");
    var first = read("");
    clock.advance(Duration.ofHours(2));
    network.changes(name, "TWO", "late, and wet");
    var second = read(first.cursor());
    assertEquals("[2 stars] late, and wet", edit(second).text());
    assertEquals(clock.instant(), edit(second).at());
    clock.advance(Duration.ofHours(30));
    network.changes(name, "FIVE", "late, and wet");
    assertEquals("[5 stars] late, and wet", edit(read(second.cursor())).text());
  }

  @Test
  void a_change_back_to_what_it_was_is_a_change() {
    var name = network.review(ANN, "TWO", "late");
    var read = read("");
    for (var stars : List.of("FIVE", "TWO")) {
      clock.advance(Duration.ofMinutes(5));
      network.changes(name, stars, "late");
      read = read(read.cursor());
      assertTrue(edit(read).text().startsWith(stars.equals("TWO") ? "[2" : "[5"));
    }
  }

  @Test
  void an_answer_of_ours_that_moves_its_review_is_no_change_of_it() {
    network.answersMove(true);
    network.review(ANN, "TWO", "late");
    var first = read("");
    clock.advance(Duration.ofHours(30));
    await(connector.reply(answerTo(first.mentions().getFirst(), "Sorry!")));
    var second = read(first.cursor());
    assertEquals(List.of(), second.changes());
    clock.advance(Duration.ofMinutes(2));
    assertEquals(List.of(), read(second.cursor()).changes());
  }

  @Test
  void an_old_review_that_is_changed_now_is_said_now_and_one_that_is_not_is_left() {
    var at = clock.instant().minus(Duration.ofDays(700));
    var old = network.review(SimulatedReviews.SHOP, ANN, "FIVE", "good", at);
    network.review(SimulatedReviews.SHOP, ANN, "FIVE", "good as well", at);
    var first = read("");
    assertEquals(List.of(), first.mentions());
    clock.advance(Duration.ofHours(1));
    network.changes(old, "ONE", "not any more");
    var mention = read(first.cursor()).mentions().getFirst();
    assertEquals("[1 star] not any more", mention.text());
    assertEquals(clock.instant(), mention.postedAt());
  }

  @Test
  void a_review_that_is_not_there_twice_in_a_row_is_gone() {
    var name = network.review(ANN, "ONE", "rude");
    var first = read("");
    network.deletes(name);
    clock.advance(Duration.ofMinutes(2));
    var second = read(first.cursor());
    assertEquals(List.of(), second.changes());
    clock.advance(Duration.ofMinutes(2));
    assertEquals(name, assertInstanceOf(Change.Deleted.class, read(second.cursor()).changes().getFirst()).of().value());
  }

  @Test
  void what_further_pages_lacked_turns_up_in_the_night() {
    var cursor = read("").cursor();
    var names = IntStream.range(0, 130).mapToObj(i -> network.review(ANN, "TWO", "late " + i)).toList();
    network.missesLater(names.get(10));
    var evening = read(cursor);
    assertEquals(129, evening.mentions().size());
    clock.advance(Duration.ofHours(2));
    network.review(ANN, "FIVE", "fine");
    var later = read(evening.cursor());
    assertEquals(List.of("[5 stars] fine"), later.texts());
    network.missesLater();
    clock.advance(Duration.ofHours(16));
    var night = read(later.cursor());
    assertTrue(night.texts().contains("[2 stars] late 10"), night.texts().toString());
  }

  /** Google says that a page may lack some, not that it always lacks the same. */
  @Test
  void what_the_first_nightly_pass_lacks_the_second_may_have() {
    var name = network.review(SimulatedReviews.SHOP, ANN, "TWO", "late", clock.instant().minus(Duration.ofHours(20)));
    IntStream.range(0, 60).forEach(i -> network.review(ANN, "FIVE", "fine " + i));
    network.missesLater(name);
    var cursor = read("").cursor();
    clock.advance(Duration.ofHours(18));
    var page = page(cursor);
    for (var pages = 0; pages < 3; pages++) {
      page = page(page.cursor());
      assertTrue(page.mentions().stream().noneMatch(m -> m.externalId().value().equals(name)));
    }
    network.missesLater();
    assertEquals(1, read(page.cursor()).mentions().stream().filter(m -> m.externalId().value().equals(name)).count());
  }

  @Test
  void the_nightly_look_goes_twice_through_all_pages_of_all_locations_while_first_pages_are_read_as_ever() {
    network.opens(OTHER);
    IntStream.range(0, 320).forEach(i -> network.review(SimulatedReviews.SHOP, ANN, "TWO", "late " + i,
      clock.instant().minus(Duration.ofDays(100))));
    network.review(OTHER, ANN, "TWO", "there", clock.instant().minus(Duration.ofDays(100)));
    var cursor = read("").cursor();
    assertEquals(2, asked("/reviews?"));
    clock.advance(Duration.ofHours(18));
    for (int round = 0; round < 3; round++) {
      cursor = read(cursor).cursor();
      clock.advance(Duration.ofMinutes(1));
    }
    assertEquals(2 + 2 * 3 + 2 * (7 + 1), asked("/reviews?"));
    read(cursor);
    assertEquals(2 + 2 * 4 + 2 * (7 + 1), asked("/reviews?"));
  }

  @Test
  void all_locations_that_the_account_manages_are_read_where_none_is_named() {
    network.opens(OTHER);
    network.opens(THIRD);
    network.review(OTHER, ANN, "TWO", "here", clock.instant());
    network.review(THIRD, ANN, "TWO", "there", clock.instant());
    assertEquals(List.of("[2 stars] here", "[2 stars] there"), read("").texts());
    connect(Map.of("locations", List.of(THIRD)));
    assertEquals(List.of("[2 stars] there"), read("").texts());
  }

  @Test
  void a_location_that_google_does_not_show_is_told_and_the_others_are_read() {
    network.opens(OTHER);
    network.shuts(SimulatedReviews.SHOP, 403, "The location is not verified.");
    network.review(OTHER, ANN, "TWO", "here", clock.instant());
    var read = read("");
    assertEquals(List.of("[2 stars] here"), read.texts());
    assertTrue(read.unreadable().getFirst().why().contains("not verified"), read.unreadable().toString());
    assertEquals(List.of(), read(read.cursor()).unreadable());
    connect(Map.of("locations", List.of(SimulatedReviews.SHOP)));
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
  }

  @Test
  void a_location_that_fails_does_not_starve_the_others() {
    network.opens(OTHER);
    network.faults().always("/locations/2/reviews", Fault.html(500));
    network.review(OTHER, ANN, "TWO", "here", clock.instant());
    assertThrows(SourceException.class, () -> await(connector.read("")));
    assertEquals(List.of("[2 stars] here"), read("").texts());
  }

  @Test
  void a_token_of_the_next_page_that_ended_costs_a_new_beginning_and_nothing_is_lost() {
    var cursor = read("").cursor();
    IntStream.range(0, 120).forEach(i -> network.review(ANN, "TWO", "late " + i));
    var first = page(cursor);
    network.faults().next("/reviews", new Fault.Says(400, Map.of(), "{\"error\":{\"message\":\"invalid token\"}}"));
    var found = new HashSet<String>();
    first.mentions().forEach(m -> found.add(m.externalId().value()));
    var rest = read(first.cursor());
    rest.mentions().forEach(m -> found.add(m.externalId().value()));
    read(rest.cursor()).mentions().forEach(m -> found.add(m.externalId().value()));
    assertEquals(120, found.size());
  }

  @Test
  void not_so_fast_is_waited_for_whichever_number_google_gives_it() {
    read("");
    network.faults().next("/reviews", new Fault.Says(403, Map.of(),
      "{\"error\":{\"code\":403,\"message\":\"Quota exceeded\",\"errors\":[{\"reason\":\"rateLimitExceeded\"}]}}"));
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read("")));
    assertEquals("Quota exceeded", wait.why());
    assertTrue(wait.pause().toSeconds() >= 60, wait.pause().toString());
  }

  @Test
  void a_token_that_is_revoked_needs_a_person_and_one_that_ended_is_renewed() {
    read("");
    network.tokens().revokeAccess();
    read("");
    assertEquals(2, network.tokens().renewals());
    clock.advance(Duration.ofMinutes(59).plusSeconds(30));
    read("");
    assertEquals(3, network.tokens().renewals());
    connect(Map.of("refresh-token", "revoked"));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertTrue(outcome.why().contains("expired or revoked") && outcome.why().contains("new refresh-token"), outcome.why());
  }

  @Test
  void mistakes_in_the_configuration_are_said() {
    var settings = ConfigFolder.ofKeys("accounts.yaml", Map.of("client-id", "client", "locations", List.of("my shop")));
    new GoogleReviewsChannel().access(settings);
    var problems = assertThrows(ConfigProblems.class, settings::finish).problems().toString();
    assertTrue(problems.contains("client-secret and refresh-token") && problems.contains("'my shop'"), problems);
  }
}
