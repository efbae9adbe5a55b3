package dev.baton.connector.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.Eventually;
import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.Faults;
import dev.baton.demo.Person;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedBluesky;
import dev.baton.mention.Attachment;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlueskyConnectorTest extends ConnectorContract {

  private static final String BRAND = "shop.bsky.example";

  private SimulatedBluesky network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedBluesky(vertx, clock, BRAND, "good");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    return BlueskyConnector.of(vertx, new BlueskyConfig(server, BRAND, new Secret(credential)), clock, new Random(1),
      limits);
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
    return network.mention(ANN, text, "");
  }

  @Override
  protected String lateMention(String text) {
    return network.lateMention(ANN, text, clock.instant().minus(Duration.ofMinutes(5)));
  }

  @Override
  protected void plantGarbage() {
    network.plant(new JsonObject().put("uri", 7).put("author", "nobody").putNull("record"));
  }

  @Override
  protected String readPath() {
    return "listNotifications";
  }

  @Override
  protected String writePath() {
    return "createRecord";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(301);
  }

  @Test
  void an_expired_token_is_refreshed_once_however_many_wait() {
    var cursor = connected();
    network.expireAccess();
    var context = vertx.getOrCreateContext();
    var reads = Future.<ReadOutcome>future(p -> context.runOnContext(v ->
      Future.all(connector.read(cursor), connector.read(cursor), connector.read(cursor))
        .map(done -> (ReadOutcome) done.resultAt(2)).onComplete(p)));
    assertInstanceOf(ReadOutcome.Page.class, await(reads));
    assertEquals(1, network.refreshes());
    assertEquals(1, network.logins());
  }

  @Test
  void one_login_serves_many_polls() {
    var cursor = connected();
    IntStream.range(0, 20).forEach(i -> await(connector.read(cursor)));
    assertEquals(1, network.logins());
  }

  @Test
  void an_answer_with_an_expired_token_is_said_after_a_refresh() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    network.expireAccess();
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    assertEquals(1, said().size());
  }

  @Test
  void a_token_that_is_never_accepted_needs_a_person_and_makes_no_login_loop() {
    faults().always(readPath(), new Fault.Says(401, Map.of(), "{\"error\":\"AuthMissing\",\"message\":\"no\"}"));
    IntStream.range(0, 10).forEach(i ->
      assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read(""))));
    assertTrue(network.logins() <= 2, network.logins() + " logins");
    faults().none();
    clock.advance(BlueskySession.REFUSED_FOR);
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read("")));
  }

  @Test
  void a_refresh_token_that_is_gone_leads_to_one_more_login() {
    var cursor = connected();
    network.expireAccess();
    faults().next("refreshSession", new Fault.Says(400, Map.of(), "{\"error\":\"ExpiredToken\"}"));
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
    assertEquals(2, network.logins());
  }

  @Test
  void pages_made_empty_by_likes_are_read_through() {
    var cursor = connected();
    var first = mention("@shop before the likes");
    IntStream.range(0, 230).forEach(i -> network.like(ANN));
    var read = readOn(cursor);
    assertEquals(List.of(first), read.ids());
    assertEquals(3, read.pages());
  }

  @Test
  void of_the_time_before_the_account_was_connected_a_day_is_read() {
    mention("@shop long ago");
    clock.advance(Duration.ofHours(25));
    var recent = mention("@shop yesterday");
    clock.advance(Duration.ofHours(23));
    assertEquals(List.of(recent), readOn("").ids());
  }

  @Test
  void a_clock_that_lies_does_not_move_the_customers_clock() {
    network.mentionClaiming(ANN, "@shop from the future", clock.instant().plus(Duration.ofDays(3)));
    clock.advance(Duration.ofMinutes(1));
    network.mentionClaiming(ANN, "@shop from 1970", Instant.EPOCH);
    clock.advance(Duration.ofMinutes(1));
    network.mentionClaiming(ANN, "@shop from a minute ago", clock.instant().minusSeconds(60));
    var posted = readOn("").mentions().stream()
      .map(m -> Duration.between(m.postedAt(), clock.instant()).toSeconds()).toList();
    assertEquals(List.of(60L, 60L, 120L), posted);
  }

  @Test
  void what_we_say_ourselves_is_not_a_mention() {
    network.mention(new Person("Northwind", BRAND, "en", "", 1, ""), "as we said", mention("@shop hello"));
    assertEquals(1, readOn("").mentions().size());
  }

  @Test
  void a_thread_keeps_its_root_and_the_answer_points_to_it() {
    var root = mention("@shop hello");
    var second = network.mention(ANN, "anyone?", root);
    var mention = readOn("").mentions().stream()
      .filter(m -> m.externalId().value().equals(second)).findFirst().orElseThrow();
    assertEquals(root, mention.context().thread());
    assertEquals(root, mention.context().inReplyTo());
    await(connector.reply(answerTo(mention, "Here we are.")));
    assertEquals(second, said().getLast().inReplyTo());
  }

  @Test
  void without_profiles_the_page_is_read_all_the_same() {
    faults().always("getProfiles", Fault.html(500));
    mention("@shop hello");
    assertEquals(0, readOn("").mentions().getLast().author().followers());
  }

  @Test
  void the_networks_own_limit_makes_us_wait() {
    var cursor = connected();
    network.requestLimit(1);
    assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
  }

  private List<Change> changes(String cursor) {
    return assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor))).brought().changes();
  }

  private static JsonObject embed(String json) {
    return new JsonObject(json);
  }

  @Test
  void pictures_come_with_their_addresses_and_what_they_show() {
    network.mention(ANN, "@shop look", "", embed("""
      {"$type": "app.bsky.embed.images", "images": [{"alt": "a crack",
        "image": {"$type": "blob", "ref": {"$link": "bafkrei1"}, "mimeType": "image/jpeg", "size": 7}}]}"""));
    var mention = readOn("").mentions().getLast();
    var attachment = mention.extras().attachments().getFirst();
    assertEquals(new Attachment(Attachment.Kind.IMAGE, attachment.url(), "image/jpeg", "a crack"), attachment);
    assertTrue(attachment.url().startsWith("https://cdn.bsky.example/full/did:plc:"), attachment.url());
    assertEquals("@shop look\n[image: a crack]", mention.text());
  }

  @Test
  void a_picture_without_words_or_address_is_named() {
    network.mention(ANN, "", "", embed("""
      {"$type": "app.bsky.embed.video", "video": {"$type": "blob", "mimeType": "video/mp4"}}"""));
    faults().always("getPosts", Fault.html(500));
    var mention = readOn("").mentions().getLast();
    assertEquals("[video]", mention.text());
    assertEquals(List.of(new Attachment(Attachment.Kind.VIDEO, "", "video/mp4", "")), mention.extras().attachments());
  }

  @Test
  void what_a_post_quotes_and_answers_comes_with_it_unless_it_answers_us() {
    var root = mention("@shop where are you?");
    var other = network.mention(new Person("Tom", "tom.example", "en", "", 1, ""), "They never answer", "");
    var uri = network.mention(ANN, "look", root, embed("""
      {"$type": "app.bsky.embed.record", "record": {"uri": "%s", "cid": "bafyrei1"}}""".formatted(other)));
    var mention = find(uri);
    assertEquals("They never answer", mention.extras().quoted().orElseThrow().text());
    assertEquals("@tom.example", mention.extras().quoted().orElseThrow().author());
    assertEquals("@shop where are you?", mention.extras().parent().orElseThrow().text());
    await(connector.reply(answerTo(mention, "Here.")));
    var thanks = network.mention(ANN, "thanks", said().getLast().id());
    assertEquals(Optional.empty(), find(thanks).extras().parent());
  }

  private Mention find(String uri) {
    return readOn("").mentions().stream().filter(m -> m.externalId().value().equals(uri)).findFirst().orElseThrow();
  }

  @Test
  void what_is_missing_twice_in_a_row_was_deleted_even_where_another_node_read_it() {
    var uri = mention("@shop I was wrong");
    mention("@shop I was right");
    clock.advance(Duration.ofHours(1));
    var cursor = connected();
    connector = connect(address(), goodCredential(), Wire.Limits.USUAL);
    await(connector.read(cursor));
    network.delete(uri);
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(), changes(cursor), "a network may stumble");
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(new Change.Deleted(new ExternalId(uri), clock.instant())), changes(cursor));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(List.of(), changes(cursor));
  }

  @Test
  void a_network_that_stumbles_deletes_nothing() {
    mention("@shop hello");
    var cursor = connected();
    for (var fault : List.of(Fault.html(500), Fault.truncated(), new Fault.Says(400, Map.of(), "{}"),
      new Fault.Says(200, Map.of(), "{}"))) {
      faults().next("getPosts", fault);
      clock.advance(Duration.ofMinutes(1));
      assertEquals(List.of(), changes(cursor));
    }
  }

  @Test
  void a_lost_answer_is_looked_up_under_its_key() {
    mention("@shop hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.lookUp(draft)));
    await(connector.reply(draft));
    assertEquals(said().getLast().id(),
      assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft))).externalId());
    faults().next("getRecord", new Fault.Says(400, Map.of(), "{\"error\":\"InvalidRequest\",\"message\":\"no\"}"));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)));
  }

  @Test
  void the_networks_stream_rings_for_us_alone_and_a_little_later_than_it_speaks() {
    var config = new BlueskyConfig(address(), BRAND, new Secret("good"), address().toString().replace("http", "ws"));
    var listener = BlueskyConnector.of(vertx, config, clock, new Random(1));
    var rings = new AtomicInteger();
    var line = listener.stream().orElseThrow().listen(rings::incrementAndGet);
    Eventually.until("the line stands", () -> rings.get() == 1);
    network.stream("{\"kind\":\"commit\",\"did\":\"did:plc:nobody\",\"commit\":{\"record\":{\"text\":\"x\"}}}");
    network.stream("{\"commit\":{\"record\":{\"reply\":{\"parent\":{\"uri\":\"at://" + did() + "/x/1\"}}}}}");
    Eventually.until("it rings twice", () -> rings.get() == 3);
    network.hangUp();
    await(line);
    await(listener.close());
    assertEquals(Optional.empty(), connector.stream(), "only where an address is given");
  }

  private String did() {
    mention("@shop hello");
    await(connector.reply(answerTo(readOn("").mentions().getLast(), "Hi.")));
    return said().getLast().id().split("/")[2];
  }

  @Test
  void a_check_up_says_who_we_are_and_what_kind_of_password_it_is() {
    assertEquals(List.of("credentials true", "reading true", "account true", "password true"), checked());
    assertTrue(await(connector.check()).stream().anyMatch(c -> c.words().equals("is an app password")));
    network.signsInAs("com.atproto.access");
    connector = connect(address(), goodCredential(), Wire.Limits.USUAL);
    assertEquals(List.of("credentials true", "reading true", "account true", "password false"), checked());
    connector = connect(address(), "wrong", Wire.Limits.USUAL);
    assertEquals(List.of("credentials false"), checked());
  }

  private List<String> checked() {
    return await(connector.check()).stream().map(c -> c.what() + " " + c.isWell()).toList();
  }

  @Test
  void posts_too_large_for_one_page_are_read_a_few_at_a_time() {
    var cursor = connected();
    var expected = new HashSet<String>();
    var wordy = embed("{\"images\": [{\"alt\": \"" + "long ".repeat(2_000) + "\"}]}");
    IntStream.range(0, 20).forEach(i -> expected.add(network.mention(ANN, "@shop " + i, "", wordy)));
    connector = connect(address(), goodCredential(), new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), 64 << 10));
    assertEquals(expected, readInSpiteOfTheirSize(cursor));
  }

  @Test
  void an_id_that_is_none_does_not_stop_the_looking_back() {
    network.plant(new JsonObject().put("uri", "at://" + "x".repeat(1_200)).put("record", new JsonObject()));
    var uri = mention("@shop I was wrong");
    mention("@shop I was right");
    var cursor = connected();
    network.delete(uri);
    var gone = new ArrayList<Change>();
    for (int look = 0; look < 3; look++) {
      clock.advance(Duration.ofMinutes(1));
      gone.addAll(changes(cursor));
    }
    assertEquals(List.of(new ExternalId(uri)), gone.stream().map(Change::of).toList());
  }

  @Test
  void however_much_the_stream_says_one_ring_of_each_kind_waits_at_a_time() {
    var config = new BlueskyConfig(address(), BRAND, new Secret("good"), address().toString().replace("http", "ws"));
    var listener = BlueskyConnector.of(vertx, config, clock, new Random(1));
    var rings = new AtomicInteger();
    listener.stream().orElseThrow().listen(rings::incrementAndGet);
    Eventually.until("the line stands", () -> rings.get() == 1);
    var ours = "{\"text\":\"" + did() + "\"}";
    IntStream.range(0, 500).forEach(i -> network.stream(ours));
    Eventually.until("it rings, and once more for what came meanwhile", () -> rings.get() >= 3);
    assertTrue(rings.get() <= 5, rings.get() + " rings");
    await(listener.close());
  }
}
