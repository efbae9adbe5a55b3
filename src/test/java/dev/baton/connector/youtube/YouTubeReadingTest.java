package dev.baton.connector.youtube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads, their replies, and what becomes of them. */
class YouTubeReadingTest extends YouTubeFixture {

  private static final Duration WIDE = Duration.ofMinutes(16);

  /** Old enough that more than a page of threads lies above it. */
  private String buried() {
    var thread = network.comment(BEN, "v1", "an old question", clock.instant().minus(Duration.ofDays(5)));
    IntStream.range(0, 150).forEach(i ->
      network.comment(BEN, "v2", "filler " + i, clock.instant().minus(Duration.ofDays(2))));
    return thread;
  }

  @Test
  void what_was_said_more_than_a_day_before_is_left_as_it_is_for_ever() {
    network.comment(BEN, "v1", "long ago", clock.instant().minus(Duration.ofHours(25)));
    var read = read("");
    clock.advance(WIDE);
    assertEquals(List.of(), read.mentions());
    assertEquals(List.of(), read(read.cursor()).mentions());
  }

  @Test
  void all_videos_of_the_channel_are_asked_for_at_once() {
    read("");
    assertEquals(1, asked("allThreadsRelatedToChannelId=UC1"));
    assertEquals(1, asked("order=time"));
    assertEquals(1, asked("textFormat=plainText"));
  }

  @Test
  void a_reply_names_the_comment_it_stands_below_and_brings_its_words() {
    var thread = network.comment(BEN, "Where is my parcel?");
    var cursor = read("").cursor();
    network.reply(ANN, thread, "Mine is late, too");
    var mention = read(cursor).mentions().getFirst();
    assertEquals(thread, mention.context().inReplyTo());
    assertEquals(thread, mention.context().thread());
    assertEquals("Where is my parcel?", mention.extras().parent().orElseThrow().text());
    assertEquals("https://www.youtube.com/watch?v=v1&lc=" + mention.externalId(), mention.context().url());
  }

  @Test
  void the_same_page_again_brings_nothing_again() {
    network.comment(BEN, "Where is my parcel?");
    var read = read("");
    assertEquals(1, read.mentions().size());
    assertEquals(List.of(), read(read.cursor()).mentions());
  }

  @Test
  void what_was_given_but_never_stored_comes_again() {
    network.comment(BEN, "Where is my parcel?");
    var before = read("").cursor();
    network.comment(ANN, "And mine?");
    assertEquals(List.of("And mine?"), read(before).texts());
    assertTrue(read(before).texts().contains("And mine?"));
  }

  @Test
  void the_replies_that_a_thread_does_not_show_are_asked_for() {
    var thread = network.comment(BEN, "Who else?");
    var cursor = read("").cursor();
    var expected = IntStream.range(0, 60).mapToObj(i -> network.reply(ANN, thread, "me " + i)).collect(Collectors.toSet());
    var found = read(cursor);
    assertEquals(expected, new HashSet<>(found.ids()));
    assertEquals(60, found.mentions().size());
  }

  @Test
  void they_are_asked_for_once_while_nothing_new_is_there() {
    var thread = network.comment(BEN, "Who else?");
    IntStream.range(0, 20).forEach(i -> network.reply(ANN, thread, "me " + i));
    var cursor = read("").cursor();
    var before = asked("parentId=" + thread);
    cursor = read(read(cursor).cursor()).cursor();
    assertEquals(1, before);
    assertEquals(1, asked("parentId=" + thread));
    network.reply(ANN, thread, "me as well");
    assertEquals(List.of("me as well"), read(cursor).texts());
  }

  @Test
  void a_list_of_replies_that_was_never_stored_is_asked_for_again() {
    var thread = network.comment(BEN, "Who else?");
    IntStream.range(0, 20).forEach(i -> network.reply(ANN, thread, "me " + i));
    var list = page("").cursor();
    assertEquals(15, page(list).mentions().size());
    assertTrue(page(list).mentions().size() >= 15);
  }

  @Test
  void a_reply_that_went_and_another_that_came_do_not_hide_each_other() {
    var thread = network.comment(BEN, "Who else?");
    var gone = network.reply(ANN, thread, "me 0");
    IntStream.range(1, 20).forEach(i -> network.reply(ANN, thread, "me " + i));
    var cursor = read("").cursor();
    network.delete(gone);
    network.reply(BEN, thread, "one more");
    assertEquals(List.of("one more"), read(cursor).texts());
  }

  @Test
  void a_new_reply_far_down_the_list_is_found_within_a_quarter_of_an_hour() {
    var thread = buried();
    var cursor = read("").cursor();
    network.reply(ANN, thread, "still waiting");
    clock.advance(WIDE);
    assertEquals(List.of("still waiting"), read(cursor).texts());
  }

  @Test
  void and_so_is_one_among_more_than_a_page_of_replies() {
    var thread = buried();
    IntStream.range(0, 230).forEach(i ->
      network.reply(BEN, thread, "old " + i, clock.instant().minus(Duration.ofDays(4))));
    var cursor = read("").cursor();
    network.reply(ANN, thread, "still waiting");
    clock.advance(WIDE);
    assertEquals(List.of("still waiting"), read(cursor).texts());
  }

  @Test
  void between_those_rounds_only_the_newest_page_is_asked_for() {
    buried();
    var cursor = read("").cursor();
    clock.advance(WIDE);
    cursor = read(cursor).cursor();
    var before = asked("/commentThreads");
    clock.advance(Duration.ofMinutes(1));
    read(cursor);
    assertEquals(1, asked("/commentThreads") - before);
  }

  @Test
  void threads_older_than_replies_are_looked_for_in_are_not_gone_through() {
    IntStream.range(0, 150).forEach(i ->
      network.comment(BEN, "v2", "filler " + i, clock.instant().minus(Duration.ofDays(15))));
    var cursor = read("").cursor();
    clock.advance(WIDE);
    var before = asked("/commentThreads");
    read(cursor);
    assertEquals(1, asked("/commentThreads") - before);
  }

  @Test
  void a_comment_that_waited_for_review_comes_under_its_old_time() {
    var cursor = read("").cursor();
    var written = clock.instant();
    for (int hours = 0; hours < 5; hours++) {
      clock.advance(Duration.ofHours(1));
      cursor = read(cursor).cursor();
    }
    network.comment(ANN, "v1", "held for hours", written);
    clock.advance(WIDE);
    assertEquals(List.of("held for hours"), read(cursor).texts());
  }

  @Test
  void another_process_that_takes_over_loses_nothing() {
    var thread = buried();
    var cursor = read("").cursor();
    network.reply(ANN, thread, "still waiting");
    network.comment(ANN, "and here");
    connect(Map.of());
    clock.advance(WIDE);
    assertTrue(read(cursor).texts().containsAll(List.of("still waiting", "and here")));
  }

  @Test
  void days_without_baton_are_read_afterwards() {
    var cursor = read("").cursor();
    network.comment(ANN, "on the first day");
    clock.advance(Duration.ofDays(6));
    connect(Map.of());
    assertEquals(List.of("on the first day"), read(cursor).texts());
  }

  @Test
  void what_we_say_ourselves_is_no_mention_but_what_is_said_below_it_is() {
    var ours = network.comment(WE, "Our summer sale");
    network.reply(WE, ours, "until Friday");
    network.reply(ANN, ours, "which Friday?");
    var read = read("");
    assertEquals(List.of("which Friday?"), read.texts());
    assertTrue(read.mentions().getFirst().extras().parent().isEmpty());
  }
}
