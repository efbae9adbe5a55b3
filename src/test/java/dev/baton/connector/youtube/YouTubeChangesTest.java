package dev.baton.connector.youtube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedYouTube;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of what was said, and of pages that are not as they should be. */
class YouTubeChangesTest extends YouTubeFixture {

  private static final Duration WIDE = Duration.ofMinutes(16);

  @Test
  void an_edit_is_told_by_its_time_and_once() {
    var id = network.comment(ANN, "My parsel");
    var cursor = read("").cursor();
    clock.advance(Duration.ofMinutes(1));
    network.edit(id, "My parcel");
    var read = read(cursor);
    assertEquals(List.of(new Change.Edited(new ExternalId(id), "My parcel", clock.instant())), read.changes());
    assertEquals(List.of(), read.mentions());
    assertEquals(List.of(), read(read.cursor()).changes());
  }

  @Test
  void an_edit_of_what_no_page_shows_any_more_is_seen_by_looking_back() {
    var thread = network.comment(BEN, "Who else?");
    IntStream.range(0, 20).forEach(i -> network.reply(ANN, thread, "me " + i));
    var cursor = read("").cursor();
    clock.advance(Duration.ofMinutes(2));
    network.edit(thread + ".r2", "me, first of all");
    assertEquals(List.of("me, first of all"), read(cursor).changes().stream()
      .map(change -> ((Change.Edited) change).text()).toList());
  }

  @Test
  void what_is_missing_twice_is_deleted() {
    var id = network.comment(ANN, "My parcel");
    network.comment(BEN, "Hello");
    var cursor = read("").cursor();
    network.delete(id);
    var changes = new ArrayList<Change>();
    for (int looks = 0; looks < 3; looks++) {
      clock.advance(Duration.ofMinutes(6));
      var read = read(cursor);
      cursor = read.cursor();
      changes.addAll(read.changes());
    }
    assertEquals(1, changes.size());
    assertEquals(new ExternalId(id), assertInstanceOf(Change.Deleted.class, changes.getFirst()).of());
  }

  @Test
  void an_answer_without_a_list_deletes_nothing() {
    network.comment(ANN, "My parcel");
    var cursor = read("").cursor();
    for (int looks = 0; looks < 3; looks++) {
      network.faults().next("/comments", new Fault.Says(200, Map.of(), "{}"));
      clock.advance(Duration.ofMinutes(6));
      var read = read(cursor);
      cursor = read.cursor();
      assertEquals(List.of(), read.changes());
    }
  }

  @Test
  void a_thread_that_vanishes_or_closes_while_it_is_read_costs_nothing_but_itself() {
    var first = network.comment(BEN, "Who else?");
    var second = network.comment(BEN, "Anybody?");
    var third = network.comment(BEN, "Hello?");
    List.of(first, second, third).forEach(thread ->
      IntStream.range(0, 20).forEach(i -> network.reply(ANN, thread, thread + " " + i)));
    var page = page("");
    network.delete(first);
    network.close(second);
    assertEquals(15, read(page.cursor()).texts().stream().filter(text -> text.startsWith(third)).count());
  }

  @Test
  void a_page_whose_name_has_ended_is_no_dead_end() {
    IntStream.range(0, 150).forEach(i -> network.comment(ANN, "question " + i));
    var page = page("");
    network.faults().next("/commentThreads", SimulatedYouTube.fault(400, "invalidPageToken"));
    var ended = read(page.cursor());
    var found = new HashSet<>(ended.ids());
    found.addAll(read(ended.cursor()).ids());
    assertEquals(50, found.size());
  }

  @Test
  void a_page_that_leads_to_itself_is_left() {
    var thread = network.comment(BEN, "Who else?");
    IntStream.range(0, 120).forEach(i -> network.comment(ANN, "question " + i));
    IntStream.range(0, 130).forEach(i -> network.reply(ANN, thread, "me " + i));
    network.repeatsPages(true);
    var stuck = read("");
    network.repeatsPages(false);
    clock.advance(WIDE);
    var found = new HashSet<>(stuck.ids());
    found.addAll(read(stuck.cursor()).ids());
    assertEquals(251, found.size());
  }

  @Test
  void a_picture_may_be_all_there_is_and_an_author_may_be_gone() {
    var id = network.comment(ANN, "");
    network.find(id).getJsonObject("snippet").put("imageUrl", "https://yt3.example/1.jpg").putNull("authorChannelId");
    var mention = read("").mentions().getFirst();
    assertEquals("[image]", mention.text());
    assertEquals("@ann", mention.author().id());
    assertEquals(List.of(new Attachment(Attachment.Kind.IMAGE, "https://yt3.example/1.jpg", "", "")),
      mention.extras().attachments());
  }

  @Test
  void one_reply_that_cannot_be_read_is_put_aside_once_and_spoils_nothing() {
    var thread = network.comment(BEN, "Who else?");
    network.reply(ANN, thread, "me");
    var broken = network.reply(ANN, thread, "me, too");
    network.find(broken).put("snippet", new JsonObject().put("publishedAt", "tomorrow"));
    var page = page("");
    assertEquals(List.of("Who else?", "me"), page.mentions().stream().map(Mention::text).toList());
    assertEquals(List.of(broken), page.unreadable().stream().map(ReadOutcome.Unreadable::externalId).toList());
    assertEquals(List.of(), page(page.cursor()).unreadable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"insufficientPermissions", "accessNotConfigured", "youtubeSignupRequired", "forbidden"})
  void what_only_a_person_can_mend_is_said_with_what_to_do(String reason) {
    var cursor = read("").cursor();
    network.faults().next("/commentThreads", SimulatedYouTube.fault(403, reason));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read(cursor)));
    assertTrue(outcome.why().startsWith("No: " + reason), outcome.why());
    assertEquals(!reason.equals("forbidden"), outcome.why().length() > ("No: " + reason).length());
  }

  @Test
  void a_passing_fault_of_theirs_is_told_by_its_reason() {
    var cursor = read("").cursor();
    network.faults().next("/commentThreads", SimulatedYouTube.fault(400, "processingFailure"));
    assertThrows(SourceException.class, () -> await(connector.read(cursor)));
  }
}
