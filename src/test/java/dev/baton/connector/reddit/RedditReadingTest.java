package dev.baton.connector.reddit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.mention.Change;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lies in the inbox, what becomes of it later, and what Reddit does on the way. */
class RedditReadingTest extends RedditFixture {

  private void become(Duration later) {
    clock.advance(later);
  }

  @Test
  void a_comment_is_public_and_says_where_it_stands() {
    var name = network.mention(ANN, "u/shop my parcel is late");
    var mention = read("").mentions().getFirst();
    assertEquals(name, mention.externalId().value());
    assertEquals("t2_ann", mention.author().id());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals("t3_bb24k7", mention.context().inReplyTo());
    assertTrue(mention.context().url().startsWith("https://www.reddit.com/r/shop/comments/bb24k7/"));
    assertEquals("Whose parcels are late?", mention.extras().parent().orElseThrow().text());
  }

  @Test
  void a_message_is_private_and_its_subject_is_read_with_it() {
    network.message(ANN, "Order 12345", "Where is it?");
    network.message(ANN, "[direct chat room]", "hi");
    var messages = read("").mentions();
    assertEquals(List.of("hi", "Order 12345\n\nWhere is it?"), messages.stream().map(m -> m.text()).toList());
    messages.forEach(message -> assertEquals(Visibility.PRIVATE, message.context().visibility()));
  }

  @Test
  void something_of_a_kind_nobody_knows_is_shown_to_a_person_instead_of_in_public() {
    network.plant("t9", new JsonObject().put("author", "ann").put("body", "psst").put("created_utc", 1793610000.0));
    var read = read("");
    assertEquals(List.of(), read.mentions());
    assertEquals(1, read.unreadable().size());
  }

  @Test
  void letters_are_as_they_were_typed_and_media_are_named() {
    network.mention(ANN, "AT&T <3 &#x200B; ![gif](giphy|abc) ![img](x1y2)");
    assertEquals(List.of("AT&T <3  [gif] [image]"), read("").texts());
  }

  @Test
  void who_deleted_the_account_is_nobody_else_who_did() {
    var one = network.mention(ANN, "still here");
    var other = network.mention(ANN, "here too");
    List.of(one, other).forEach(name -> network.thing(name).put("author", "[deleted]").putNull("author_fullname"));
    var mentions = read("").mentions();
    assertEquals("[deleted]", mentions.getFirst().author().shownName());
    assertNotEquals(mentions.getFirst().author().id(), mentions.getLast().author().id());
  }

  @Test
  void an_author_that_is_null_is_the_community_whose_moderators_wrote() {
    network.plant("t4", new JsonObject().putNull("author").putNull("author_fullname").put("subreddit", "Shop")
      .put("subject", "You are banned").put("body", "Do not.").put("created_utc", 1793610000.0)
      .put("distinguished", "moderator"));
    var mention = read("").mentions().getFirst();
    assertEquals("r/Shop", mention.author().shownName());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
  }

  @Test
  void neither_our_own_words_nor_words_that_are_gone_nor_newsletters_are_mentions() {
    var own = network.mention(ANN, "On its way.");
    network.thing(own).put("author", "Shop");
    network.buries(network.mention(ANN, "never mind"), "[deleted]");
    var news = network.message(ANN, "Awards", "Yours expire!");
    network.thing(news).put("distinguished", "admin");
    var read = read("");
    assertEquals(List.of(), read.mentions());
    assertEquals(List.of(), read.unreadable());
  }

  @Test
  void an_edit_and_a_deletion_are_changes_told_once() {
    var edited = network.mention(ANN, "late");
    var deleted = network.mention(ANN, "rude");
    var removed = network.mention(ANN, "ruder");
    var cursor = read("").cursor();
    become(Duration.ofMinutes(2));
    var at = clock.instant();
    network.thing(edited).put("body", "late, and wet").put("edited", at.getEpochSecond() + 0.0);
    network.buries(deleted, "[deleted]");
    network.buries(removed, "[removed]");
    become(Duration.ofMinutes(2));
    var read = read(cursor);
    assertEquals(List.of(), read.mentions());
    assertEquals(3, read.changes().size());
    var edit = read.changes().stream().filter(Change.Edited.class::isInstance).map(Change.Edited.class::cast).findFirst();
    assertEquals("late, and wet", edit.orElseThrow().text());
    assertEquals(at.getEpochSecond(), edit.orElseThrow().at().getEpochSecond());
    assertEquals(2, read.changes().stream().filter(Change.Deleted.class::isInstance).count());
    become(Duration.ofMinutes(2));
    assertEquals(List.of(), read(read.cursor()).changes());
  }

  @Test
  void a_comment_that_is_not_there_twice_in_a_row_is_gone() {
    var name = network.mention(ANN, "late");
    var cursor = read("").cursor();
    network.forgets(name);
    become(Duration.ofMinutes(2));
    var once = read(cursor);
    assertEquals(List.of(), once.changes());
    become(Duration.ofMinutes(2));
    assertInstanceOf(Change.Deleted.class, read(once.cursor()).changes().getFirst());
  }

  @Test
  void what_stands_on_both_lists_is_given_once_and_a_list_that_fails_does_not_starve_the_other() {
    network.mention(ANN, "one");
    var first = read("");
    assertEquals(1, first.mentions().size());
    network.faults().always("/message/mentions", Fault.html(500));
    network.mention(ANN, "two");
    var page = page(first.cursor());
    assertEquals(1, page.mentions().size());
    assertThrows(SourceException.class, () -> await(connector.read(page.cursor())));
    network.mention(ANN, "three");
    var next = read(page.cursor());
    assertEquals(List.of("three"), next.texts());
  }

  @Test
  void a_page_below_something_that_was_deleted_meanwhile_is_found_by_its_neighbour() {
    var cursor = read("").cursor();
    var expected = new HashSet<String>();
    IntStream.range(0, 250).forEach(i -> expected.add(network.mention(ANN, "question " + i)));
    var first = page(cursor);
    var last = first.mentions().getLast().externalId().value();
    network.forgets(last);
    var rest = read(first.cursor());
    var found = new HashSet<String>();
    first.mentions().forEach(m -> found.add(m.externalId().value()));
    rest.mentions().forEach(m -> found.add(m.externalId().value()));
    assertEquals(expected, found);
  }

  @Test
  void where_reddit_shows_no_more_a_person_reads_what_is_missing() {
    var cursor = read("").cursor();
    IntStream.range(0, 1_100).forEach(i -> network.mention(ANN, "question " + i));
    var read = read(cursor);
    assertEquals(1_000, read.mentions().size());
    assertTrue(read.unreadable().getFirst().why().contains("no more than about 1,000"), read.unreadable().toString());
  }

  @Test
  void what_was_said_before_the_account_was_connected_is_left_as_it_is() {
    network.mention(ANN, "long ago");
    become(Duration.ofDays(3));
    var read = read("");
    assertEquals(List.of(), read.mentions());
    assertEquals(List.of(), read(read.cursor()).mentions());
  }

  @Test
  void the_limits_are_decimals_and_seconds_until_then() {
    var quota = page("").quota();
    assertEquals(596, quota.remaining());
    assertEquals(Duration.ofSeconds(116), quota.window());
  }

  @Test
  void reading_marks_nothing_as_read_and_asks_for_letters_as_they_are() {
    read("");
    assertEquals(2, asked("/message/"));
    assertEquals(2, network.asked().stream().filter(line -> line.contains("mark=false") && line.contains("raw_json=1"))
      .count());
  }

  @Test
  void a_token_that_is_refused_before_its_time_is_renewed_once_and_the_page_is_read() {
    var cursor = read("").cursor();
    network.mention(ANN, "hello");
    network.tokens().revokeAccess();
    assertEquals(List.of("hello"), read(cursor).texts());
    assertEquals(2, network.tokens().renewals());
  }

  @Test
  void a_script_app_signs_in_with_the_password_and_a_wrong_one_is_refused_inside_a_200() {
    connect(Map.of("refresh-token", "", "password", "open sesame"));
    assertEquals(List.of(), read("").mentions());
    connect(Map.of("refresh-token", "", "password", "wrong"));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertTrue(outcome.why().contains("invalid_grant") && outcome.why().contains("username"), outcome.why());
  }
}
