package dev.baton.connector.mastodon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.Eventually;
import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.Faults;
import dev.baton.demo.Person;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedMastodon;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MastodonConnectorTest extends ConnectorContract {

  private SimulatedMastodon network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedMastodon(vertx, clock, "good", "shop");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var config = new MastodonConfig(server, new Secret(credential));
    return MastodonConnector.of(vertx, config, clock, new Random(1), limits);
  }

  @Override
  protected String goodCredential() {
    return "good";
  }

  @Override
  protected Faults faults() {
    return network.faults();
  }

  @Override
  protected List<Said> said() {
    return network.said();
  }

  @Override
  protected String mention(String text) {
    return network.mention(ANN, text, "", "public");
  }

  @Override
  protected String lateMention(String text) {
    return network.lateMention(ANN, text);
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("type", "mention").put("created_at", 7).putNull("status"));
  }

  @Override
  protected String readPath() {
    return "/api/v1/notifications";
  }

  @Override
  protected String writePath() {
    return "/api/v1/statuses";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(600);
  }

  @Test
  void of_the_time_before_the_account_was_connected_one_page_is_read() {
    mentions(200);
    var read = readOn("");
    assertEquals(80, read.mentions().size());
    assertEquals(List.of(), readOn(read.cursor()).mentions());
  }

  @Test
  void the_answer_names_the_person_and_is_as_private_as_the_question() {
    network.mention(ANN, "@shop my account number is 12345", "", "direct");
    var mention = readOn("").mentions().getLast();
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    await(connector.reply(answerTo(mention, "Thank you.")));
    assertEquals("direct", said().getLast().visibility());
    assertEquals("@ann Thank you.", said().getLast().text());
  }

  @Test
  void a_person_is_known_with_their_instance() {
    mention("@shop hello");
    network.mention(new Person("Z", "zsc@other.example", "en", "", 1, ""), "@shop hello", "", "unlisted");
    var authors = readOn("").mentions().stream().map(m -> m.author().id()).sorted().toList();
    assertEquals(List.of("ann@localhost", "zsc@other.example"), authors);
  }

  @Test
  void what_we_say_ourselves_is_not_a_mention() {
    var cursor = connected();
    network.mention(new Person("Northwind", "shop", "en", "", 1, ""), "@shop is what we are called", "", "public");
    assertEquals(List.of(), readOn(cursor).mentions());
  }

  @Test
  void an_answer_is_not_given_again_once_the_network_has_forgotten_its_key() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    assertTrue(connector.repeatable(draft, clock.instant().plus(Duration.ofMinutes(49))));
    assertFalse(connector.repeatable(draft, clock.instant().plus(Duration.ofMinutes(50))));
  }

  @Test
  void the_networks_own_paging_limit_makes_us_wait_until_its_window_ends() {
    var cursor = connected();
    network.pagingLimit(2);
    await(connector.read(cursor));
    var second = assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
    assertEquals(0, second.quota().remaining());
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
    clock.advance(wait.pause());
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  @Test
  void a_token_that_may_not_read_needs_a_person() {
    faults().next(readPath(),
      new Fault.Says(403, Map.of(), "{\"error\":\"This action is outside the authorized scopes\"}"));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read("")));
    assertEquals("This action is outside the authorized scopes", outcome.why());
  }

  @Test
  void an_answer_to_a_deleted_mention_is_refused() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    faults().next(writePath(), new Fault.Says(404, Map.of(), "{\"error\":\"Record not found\"}"));
    assertEquals(new ReplyOutcome.Refused("Record not found"), await(connector.reply(draft)));
  }

  private List<Change> changes(String cursor) {
    return assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor))).brought().changes();
  }

  private String cursorAfter(String cursor) {
    return readOn(cursor).cursor();
  }

  @Test
  void pictures_come_with_their_addresses_and_what_they_show() {
    var id = mention("@shop look");
    network.enrich(id, new JsonObject().put("media_attachments", new JsonArray()
      .add(new JsonObject().put("type", "image").put("url", "https://m.example/1.png").put("description", "a crack"))
      .add(new JsonObject().put("type", "gifv").putNull("url").put("remote_url", "https://o.example/2.mp4")
        .putNull("description"))));
    var mention = readOn("").mentions().getLast();
    assertEquals(List.of(new Attachment(Attachment.Kind.IMAGE, "https://m.example/1.png", "", "a crack"),
      new Attachment(Attachment.Kind.VIDEO, "https://o.example/2.mp4", "", "")), mention.extras().attachments());
    assertEquals("@shop look\n[image: a crack]\n[gifv]", mention.text());
  }

  @Test
  void what_a_mention_quotes_comes_with_it() {
    var id = mention("@shop is this true?");
    network.enrich(id, new JsonObject().put("quote", new JsonObject().put("state", "accepted").put("quoted_status",
      new JsonObject().put("content", "<p>They never answer</p>").put("url", "https://o.example/@tom/1")
        .put("account", new JsonObject().put("acct", "tom@o.example")))));
    assertEquals(Optional.of(new Quoted("@tom@o.example", "They never answer", "https://o.example/@tom/1")),
      readOn("").mentions().getLast().extras().quoted());
  }

  @Test
  void what_a_mention_answers_comes_with_it_unless_it_is_ours() {
    var parent = mention("@shop where are you?");
    network.mention(new Person("Tom", "tom", "en", "", 1, ""), "@shop same here", parent, "public");
    var read = readOn("").mentions();
    var tom = read.stream().filter(m -> m.context().inReplyTo().equals(parent)).findFirst().orElseThrow();
    assertEquals("@shop where are you?", tom.extras().parent().orElseThrow().text());
    assertEquals("@ann", tom.extras().parent().orElseThrow().author());
    await(connector.reply(answerTo(tom, "Here.")));
    network.mention(ANN, "@shop thanks", said().getLast().id(), "public");
    var thanks = readOn("").mentions().stream().filter(m -> m.text().endsWith("thanks")).findFirst().orElseThrow();
    assertEquals(Optional.empty(), thanks.extras().parent());
  }

  @Test
  void an_edit_of_one_of_the_newest_is_seen_at_the_next_read() {
    var id = mention("@shop my parcel is late");
    var cursor = cursorAfter(connected());
    network.edit(id, "@shop my parcel is lost");
    assertEquals(List.of(new Change.Edited(new ExternalId(id), "@shop my parcel is lost", clock.instant())),
      changes(cursor));
    assertEquals(List.of(), changes(cursor), "told once");
  }

  @Test
  void an_edit_that_another_node_may_have_missed_is_told_by_the_one_that_took_over() {
    var id = mention("@shop my parcel is late");
    var cursor = cursorAfter(connected());
    network.edit(id, "@shop my parcel is lost");
    connector = connect(address(), goodCredential(), Wire.Limits.USUAL);
    assertEquals(1, changes(cursor).size());
  }

  @Test
  void an_older_one_that_was_edited_is_seen_when_its_turn_comes() {
    var id = mention("@shop my parcel is late");
    mentions(25);
    var cursor = cursorAfter(connected());
    network.edit(id, "@shop found it");
    assertEquals(List.of(), changes(cursor));
    clock.advance(Duration.ofMinutes(1));
    var seen = new ArrayList<>(changes(cursor));
    clock.advance(Duration.ofMinutes(1));
    seen.addAll(changes(cursor));
    assertEquals(List.of(new ExternalId(id)), seen.stream().map(Change::of).toList());
  }

  @Test
  void what_is_missing_twice_in_a_row_was_deleted() {
    var id = mention("@shop I was wrong");
    mention("@shop I was right");
    var cursor = cursorAfter(connected());
    network.delete(id);
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(), changes(cursor), "a server may stumble");
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(new Change.Deleted(new ExternalId(id), clock.instant())), changes(cursor));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(), changes(cursor));
  }

  @Test
  void a_server_that_cannot_be_asked_for_several_is_asked_one_by_one() {
    var id = mention("@shop I was wrong");
    var cursor = cursorAfter(connected());
    network.delete(id);
    faults().always("/api/v1/statuses", new Fault.Says(404, Map.of(), "<h1>404</h1>"));
    var seen = new ArrayList<Change>();
    for (int look = 0; look < 2; look++) {
      clock.advance(Duration.ofMinutes(1));
      seen.addAll(changes(cursor));
    }
    assertEquals(List.of(new ExternalId(id)), seen.stream().map(Change::of).toList());
  }

  @Test
  void a_server_that_stumbles_deletes_nothing() {
    mention("@shop hello");
    var cursor = cursorAfter(connected());
    for (var fault : List.of(Fault.html(500), new Fault.Says(200, Map.of(), "[]"), Fault.truncated(),
      new Fault.Says(403, Map.of(), "{}"))) {
      faults().next("/api/v1/statuses", fault);
      clock.advance(Duration.ofMinutes(1));
      assertEquals(List.of(), changes(cursor));
    }
  }

  @Test
  void where_the_server_does_not_recognise_a_key_an_answer_is_looked_for_before_it_is_said_again() {
    network.version("4.0.0 (not true; really snac/2.75)");
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    faults().next(writePath(), new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertEquals(said().getLast().id(),
      assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft))).externalId());
    assertEquals(1, said().size());
  }

  @Test
  void there_it_is_not_said_again_while_the_server_may_still_be_at_work_on_it() {
    network.version("0.17.0+git");
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    faults().next(writePath(), new Fault.HangsUpBefore());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    assertEquals(0, said().size());
    clock.advance(Duration.ofMinutes(2));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    assertEquals(1, said().size());
  }

  @Test
  void an_answer_that_was_lost_is_found_among_what_was_said_however_much_came_after() {
    mention("@shop hello");
    var mention = readOn("").mentions().getLast();
    var draft = answerTo(mention, "See https://northwind.example/help?x=1 & tell us.\nThanks!");
    faults().next(writePath(), new Fault.HangsUpAfter());
    await(connector.reply(draft));
    var id = said().getLast().id();
    IntStream.range(0, 90).forEach(i -> await(connector.reply(answerTo(mention, "More " + i))));
    clock.advance(Duration.ofHours(2));
    assertEquals(id, assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft))).externalId());
  }

  @Test
  void an_answer_that_was_never_said_is_known_not_to_have_been() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    clock.advance(Duration.ofHours(2));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(draft)));
    await(connector.reply(answerTo(readOn("").mentions().getLast(), "Another answer.")));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)), "a server may have changed its text");
  }

  @Test
  void the_line_rings_when_somebody_mentions_us_and_ends_when_the_server_hangs_up() {
    connected();
    var rings = new AtomicInteger();
    var line = connector.stream().orElseThrow().listen(rings::incrementAndGet);
    Eventually.until("the line stands", () -> rings.get() == 1);
    mention("@shop hello");
    Eventually.until("it rings", () -> rings.get() == 2);
    network.hangUp();
    await(line);
  }

  @Test
  void a_line_that_is_let_go_ends() {
    var rings = new AtomicInteger();
    var line = connector.stream().orElseThrow().listen(rings::incrementAndGet);
    Eventually.until("the line stands", () -> rings.get() == 1);
    await(connector.stream().orElseThrow().close());
    await(line);
    Eventually.until("nobody listens", () -> network.listeners() == 0);
  }

  @Test
  void a_line_is_opened_neither_with_a_wrong_token_nor_where_there_is_none() {
    var stranger = connect(address(), "wrong", Wire.Limits.USUAL);
    assertThrows(SourceException.class, () -> await(stranger.stream().orElseThrow().listen(() -> {})));
    faults().always("/api/v2/instance", new Fault.Says(200, Map.of(),
      "{\"configuration\":{\"urls\":{\"streaming\":\"ws://localhost:1\"}}}"));
    assertThrows(SourceException.class, () -> await(connector.stream().orElseThrow().listen(() -> {})));
  }

  @Test
  void a_check_up_says_who_we_are_what_the_server_is_and_which_scopes_are_missing() {
    assertEquals(List.of("credentials true", "reading true", "account true", "server true", "scopes true"), checked());
    var words = await(connector.check()).stream().map(Checked::words).toList();
    assertTrue(words.contains("is @shop@localhost"), words.toString());
    assertTrue(words.contains("is version 4.5.0; takes answers of up to 500 characters; recognises a repeated answer"),
      words.toString());
    faults().always("/api/v1/apps", new Fault.Says(200, Map.of(), "{\"scopes\":[\"read\"]}"));
    assertEquals(List.of("credentials true", "reading true", "account true", "server true", "scopes false"), checked());
    connector = connect(address(), "wrong", Wire.Limits.USUAL);
    assertEquals(List.of("credentials false"), checked());
    connector = connect(URI.create("http://localhost:1"), "good", TIGHT);
    assertEquals(List.of("connection false"), checked());
  }

  private List<String> checked() {
    return await(connector.check()).stream().map(c -> c.what() + " " + c.isWell()).toList();
  }

  @Test
  void an_edit_that_claims_a_time_that_cannot_be_is_told_as_of_now_and_stops_nobody() {
    var id = mention("@shop my parcel is late");
    var cursor = cursorAfter(connected());
    for (var claimed : List.of("9999-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "2150-01-01T00:00:00Z")) {
      network.edit(id, "@shop edited " + claimed);
      network.enrich(id, new JsonObject().put("edited_at", claimed));
      assertEquals(List.of(new Change.Edited(new ExternalId(id), "@shop edited " + claimed, clock.instant())),
        changes(cursor));
    }
  }

  @Test
  void statuses_too_large_for_one_page_are_read_a_few_at_a_time() {
    var cursor = connected();
    var expected = mentions(20);
    expected.forEach(id -> network.enrich(id, new JsonObject().put("content", "<p>" + "long ".repeat(2_000) + "</p>")));
    connector = connect(address(), goodCredential(), new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), 64 << 10));
    assertEquals(new HashSet<>(expected), readInSpiteOfTheirSize(cursor));
  }

  @Test
  void a_megabyte_of_tags_is_read_as_far_as_a_post_may_go_and_stops_nobody() {
    var id = mention("@shop hello");
    network.enrich(id, new JsonObject().put("content", "<p>help</p>" + "<table><b>".repeat(100_000)));
    assertEquals("help", readOn("").mentions().getLast().text());
  }
}
