package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.demo.Fault;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Paging, the overlap, several timelines at their own pace, errors in all dialects. */
class XReadingTest extends XFixture {

  private List<String> mentions(int count) {
    return IntStream.range(0, count).mapToObj(i -> network.mention(ANN, "@shop question " + i)).toList();
  }

  private static List<String> ids(Read read) {
    return read.mentions().stream().map(m -> m.externalId().value()).toList();
  }

  @Test
  void the_floor_follows_the_newest_ten_minutes_behind_and_only_once_a_run_is_over() {
    var cursor = read("").cursor();
    var before = XCursor.parse(cursor, clock.instant()).run(XSource.MENTIONS).floor();
    clock.advance(Duration.ofHours(1));
    mentions(150);
    var half = page(cursor);
    assertEquals(before, XCursor.parse(half.cursor(), clock.instant()).run(XSource.MENTIONS).floor());
    var whole = page(half.cursor());
    assertEquals(clock.instant().minus(Duration.ofMinutes(10)),
      XCursor.parse(whole.cursor(), clock.instant()).run(XSource.MENTIONS).floor());
  }

  @Test
  void a_restart_in_the_middle_of_a_run_goes_on_where_it_was() {
    var cursor = read("").cursor();
    var all = new HashSet<>(mentions(250));
    var first = page(cursor);
    connect(Map.of("token", "good"));
    var rest = read(first.cursor());
    var found = new HashSet<>(ids(rest));
    first.mentions().forEach(m -> found.add(m.externalId().value()));
    assertEquals(all, found);
    assertEquals(250, first.mentions().size() + rest.mentions().size());
  }

  @Test
  void a_page_that_was_forgotten_by_the_network_begins_the_run_anew_and_nothing_is_lost() {
    var cursor = read("").cursor();
    var all = new HashSet<>(mentions(250));
    var first = page(cursor);
    network.faults().next("/mentions", new Fault.Says(400, Map.of(),
      "{\"errors\":[{\"message\":\"The `pagination_token` is not valid\"}],\"title\":\"Invalid Request\"}"));
    var found = new HashSet<>(ids(read(first.cursor())));
    first.mentions().forEach(m -> found.add(m.externalId().value()));
    assertEquals(all, found);
  }

  @Test
  void what_is_deleted_between_two_pages_takes_nothing_else_with_it() {
    var cursor = read("").cursor();
    var all = mentions(150);
    var first = page(cursor);
    network.forget(all.get(149));
    network.forget(all.get(10));
    assertEquals(49, read(first.cursor()).mentions().size());
  }

  @Test
  void an_empty_page_may_be_followed_by_a_full_one() {
    var cursor = read("").cursor();
    mentions(1);
    network.faults().next("/mentions", new Fault.Says(200, Map.of(),
      "{\"meta\":{\"result_count\":0,\"next_token\":\"below9223372036854775807\"}}"));
    assertEquals(List.of("@shop question 0"), read(cursor).texts());
  }

  @Test
  void errors_beside_the_data_cost_only_what_they_are_about() {
    network.errors(new JsonArray().add(new JsonObject().put("resource_id", "456").put("resource_type", "tweet")
      .put("title", "Not Found Error").put("type", "https://api.x.com/2/problems/resource-not-found")));
    var cursor = read("").cursor();
    mentions(2);
    assertEquals(2, read(cursor).mentions().size());
  }

  @Test
  void errors_and_nothing_else_are_no_empty_page() {
    network.faults().next("/mentions", new Fault.Says(200, Map.of(),
      "{\"errors\":[{\"detail\":\"Could not find user with id: [1].\"}]}"));
    var failure = assertThrows(SourceException.class, () -> await(connector.read("")));
    assertTrue(failure.getMessage().endsWith("Could not find user with id: [1]."), failure.getMessage());
  }

  @Test
  void the_networks_reasons_are_read_in_its_old_and_its_new_form() {
    for (var body : List.of("{\"errors\":[{\"code\":453,\"message\":\"Not enrolled\"}]}",
      "{\"title\":\"Forbidden\",\"detail\":\"Not enrolled\",\"status\":403}")) {
      network.faults().next("/mentions", new Fault.Says(403, Map.of(), body));
      assertEquals(new ReadOutcome.NeedsReconnect("Not enrolled"), await(connector.read("")));
    }
  }

  @Test
  void without_credits_a_person_has_to_buy_some() {
    network.faults().next("/mentions", new Fault.Says(402, Map.of(), "{\"title\":\"CreditsDepleted\"}"));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertTrue(outcome.why().contains("credits"), outcome.why());
  }

  @Test
  void the_networks_new_names_are_read_like_the_old_ones() {
    network.shape().speaks("post");
    connect(Map.of("token", "good", "fields", "post"));
    var cursor = read("").cursor();
    var other = network.userOf(ANN);
    network.knows(network.shape().post("77", other, "The weather is fine", "2026-11-02T08:00:00.000Z"));
    network.plant(network.shape().referring(network.shape().post(network.nextId(), other, "@shop and you?",
      "2026-11-02T09:00:00.000Z"), "quoted", "77"));
    assertEquals("The weather is fine", read(cursor).mentions().getFirst().extras().quoted().orElseThrow().text());
    assertEquals(2, asked("/mentions?[max_results=100, since_id"));
    assertTrue(network.asked().getLast().contains("post.fields=") || asked("post.fields=") > 0);
  }

  @Test
  void messages_are_private_and_read_at_a_slower_pace_of_their_own() {
    var cursor = read("").cursor();
    var ann = network.userOf(ANN);
    network.message(ann, "my number is 12345");
    cursor = read(cursor).cursor();
    assertEquals(1, asked("/2/dm_events"));
    clock.advance(Duration.ofSeconds(90));
    var read = read(cursor);
    var message = read.mentions().getFirst();
    assertEquals("my number is 12345", message.text());
    assertEquals(Visibility.PRIVATE, message.context().visibility());
    assertEquals("ann", message.author().handle());
    assertEquals("1111111111111111111-" + ann, message.context().thread());
    clock.advance(Duration.ofSeconds(90));
    assertEquals(List.of(), read(read.cursor()).mentions());
  }

  @Test
  void many_messages_are_read_in_pages_down_to_what_is_known() {
    var cursor = read("").cursor();
    clock.advance(Duration.ofHours(1));
    IntStream.range(0, 130).forEach(i -> network.message(network.userOf(ANN), "message " + i));
    assertEquals(130, read(cursor).mentions().size());
  }

  @Test
  void where_messages_must_wait_mentions_do_not() {
    var cursor = read("").cursor();
    clock.advance(Duration.ofSeconds(90));
    mentions(1);
    network.faults().next("/2/dm_events", Fault.busy(Map.of("x-rate-limit-reset",
      String.valueOf(clock.instant().plusSeconds(600).getEpochSecond()))));
    var read = read(cursor);
    assertEquals(1, read.mentions().size());
    var before = asked("/2/dm_events");
    clock.advance(Duration.ofMinutes(9));
    cursor = read(read.cursor()).cursor();
    assertEquals(before, asked("/2/dm_events"));
    clock.advance(Duration.ofMinutes(3));
    read(cursor);
    assertEquals(before + 1, asked("/2/dm_events"));
  }

  @Test
  void where_messages_fail_mentions_are_read_in_between() {
    var cursor = read("").cursor();
    clock.advance(Duration.ofSeconds(90));
    network.faults().always("/2/dm_events", Fault.html(503));
    var turn = page(cursor);
    assertTrue(turn.more());
    assertThrows(SourceException.class, () -> await(connector.read(turn.cursor())));
    mentions(1);
    var read = read(turn.cursor());
    assertEquals(1, read.mentions().size());
    network.faults().none();
    clock.advance(Duration.ofSeconds(60));
    read(read.cursor());
    assertEquals(2, asked("/2/dm_events"));
  }

  @Test
  void where_messages_are_refused_a_supervisor_hears_of_it_and_mentions_are_read() {
    network.faults().next("/2/dm_events", new Fault.Says(403, Map.of(), "{\"detail\":\"No dm.read\"}"));
    mentions(1);
    var read = read("");
    assertEquals(1, read.mentions().size());
    assertTrue(read.unreadable().getFirst().why().contains("dms: false"), read.unreadable().toString());
  }

  @Test
  void what_is_left_of_the_networks_patience_is_read_from_its_own_headers() {
    clock.advance(Duration.ofMinutes(1));
    var quota = page("").quota();
    assertEquals(299, quota.remaining());
    assertEquals(Duration.ofMinutes(15), quota.window());
  }

  @Test
  void messages_rest_once_their_window_is_used_up() {
    var cursor = read("").cursor();
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofSeconds(20));
      network.message(network.userOf(ANN), "message " + i);
      connect(Map.of("token", "good", "dms-every", "20s"));
      cursor = read(cursor).cursor();
    }
    assertEquals(15, asked("/2/dm_events"));
  }

  @Test
  void without_the_wish_for_messages_none_are_asked_for() {
    connect(Map.of("token", "good", "dms", "false"));
    read("");
    assertEquals(0, asked("/2/dm_events"));
  }

  @Test
  void a_search_is_read_as_well_and_never_further_back_than_the_network_allows() {
    connect(Map.of("token", "good", "search", "northwind -from:shop", "dms", "false"));
    var cursor = read("").cursor();
    clock.advance(Duration.ofDays(9));
    read(cursor);
    var search = network.asked().getLast();
    assertTrue(search.contains("/2/tweets/search/recent") && search.contains("query=northwind -from:shop"), search);
    var since = search.replaceAll(".*since_id=(\\d+).*", "$1");
    assertTrue(Snowflake.time(since).orElseThrow().isAfter(clock.instant().minus(Duration.ofDays(7))), search);
  }

  @Test
  void an_apps_own_token_reads_for_the_user_that_is_named() {
    connect(Map.of("token", "good", "user-id", "1111111111111111111", "dms", "false"));
    mentions(1);
    assertEquals(1, read("").mentions().size());
    assertEquals(0, asked("/2/users/me"));
  }

  @Test
  void an_id_of_forty_digits_does_no_harm() {
    var cursor = read("").cursor();
    network.plant(network.shape().post("9".repeat(40), network.userOf(ANN), "@shop hello", "2026-11-02T09:00:00.000Z"));
    var read = read(cursor);
    assertEquals(List.of("@shop hello"), read.texts());
    assertEquals(List.of(), read(read.cursor()).texts());
    assertEquals(List.of(), read.mentions().stream().map(Mention::extras).filter(e -> e.quoted().isPresent()).toList());
  }
}
