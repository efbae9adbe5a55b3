package dev.baton.connector.facebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.ConnectorContract;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.demo.Fault;
import dev.baton.demo.Faults;
import dev.baton.demo.Person;
import dev.baton.demo.Said;
import dev.baton.demo.SimulatedGraph;
import dev.baton.mention.Attachment;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacebookConnectorTest extends ConnectorContract {

  private static final Person BEN = new Person("Ben Brook", "8001", "en", "", 0, "");

  private SimulatedGraph network;

  @Override
  protected URI startNetwork() {
    network = new SimulatedGraph(vertx, clock, "good", "app-secret");
    return await(network.start(0));
  }

  @Override
  protected Connector connect(URI server, String credential, Wire.Limits limits) {
    var config = new MetaConfig(server, "v25.0", SimulatedGraph.PAGE, new Secret(credential),
      List.of(new Secret("app-secret")), new Secret("verify"), "77");
    return new FacebookConnector(new Tools(vertx, clock, new Random(1), limits, "page"), config,
      new FacebookConnector.Terms(Duration.ofDays(14), 8_000));
  }

  @Override
  protected String language() {
    return "";
  }

  @Override
  protected int lists() {
    return 2;
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
    return network.posts().post(ANN, text);
  }

  @Override
  protected String lateMention(String text) {
    return network.posts().late(ANN, text);
  }

  @Override
  protected void plantGarbage() {
    network.posts().plant(new JsonObject().put("id", "10293_1").put("created_time", 7).put("message", new JsonObject())
      .put("created_time", "2026-13-45T99:00:00+0000"));
  }

  @Override
  protected String readPath() {
    return "/feed";
  }

  @Override
  protected String writePath() {
    return "/comments";
  }

  @Override
  protected String tooLong() {
    return "x".repeat(8_001);
  }

  /** Followers and languages this network keeps to itself. */
  @Override
  protected void assertAllThatIsKnown(Mention mention) {
    assertEquals("ann", mention.author().id());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals(mention.externalId().value(), mention.context().thread());
  }

  @Test
  void a_post_arrives_with_its_time_and_its_picture() {
    var id = mention("@shop my parcel is late");
    network.posts().withPicture(id, "https://cdn.example/1.jpg");
    var mention = readOn("").mentions().getLast();
    assertEquals(id, mention.externalId().value());
    assertEquals(clock.instant(), mention.postedAt());
    assertEquals(List.of(new Attachment(Attachment.Kind.IMAGE, "https://cdn.example/1.jpg", "", "")),
      mention.extras().attachments());
  }

  @Test
  void comments_under_any_post_of_the_last_weeks_are_read() {
    var post = network.posts().ours("Summer sale");
    clock.advance(Duration.ofDays(10));
    var cursor = connected();
    var first = network.posts().comment(ANN, post, "", "Still no parcel");
    var second = network.posts().comment(BEN, post, first, "Me neither");
    var read = readOn(cursor).mentions().stream().collect(Collectors.toMap(m -> m.externalId().value(), m -> m));
    assertEquals(Set.of(first, second), read.keySet());
    assertEquals(post, read.get(first).context().inReplyTo());
    assertEquals(first, read.get(second).context().inReplyTo());
    assertEquals(post, read.get(second).context().thread());
  }

  @Test
  void more_comments_than_fit_beside_their_post_are_read_as_well() {
    var post = network.posts().ours("Summer sale");
    var cursor = connected();
    var expected = IntStream.range(0, 250).mapToObj(i -> network.posts().comment(ANN, post, "", "no " + i))
      .collect(Collectors.toSet());
    assertEquals(expected, new HashSet<>(readOn(cursor).ids()));
  }

  @Test
  void an_empty_page_that_leads_on_is_not_the_end() {
    var cursor = connected();
    var expected = new HashSet<>(mentions(120));
    network.posts().emptyPages();
    assertEquals(expected, new HashSet<>(readOn(cursor).ids()));
  }

  @Test
  void a_post_that_vanishes_while_its_comments_are_read_costs_nothing_but_itself() {
    var post = network.posts().ours("Summer sale");
    var cursor = connected();
    IntStream.range(0, 150).forEach(i -> network.posts().comment(ANN, post, "", "no " + i));
    var tagged = network.posts().tagged(BEN, "Look at @Northwind");
    var first = assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
    network.posts().remove(post);
    assertTrue(readOn(first.cursor()).ids().contains(tagged));
  }

  @Test
  void what_was_said_during_a_long_run_on_a_page_that_was_read_before_is_not_lost() {
    var cursor = connected();
    var first = assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
    var missed = mention("between the pages");
    clock.advance(Duration.ofHours(1));
    network.posts().tagged(BEN, "an hour later, while we were asked to wait");
    var ended = readOn(first.cursor());
    assertTrue(readOn(ended.cursor()).ids().contains(missed));
  }

  @Test
  void what_the_page_says_itself_is_no_mention() {
    var post = network.posts().ours("Summer sale");
    network.posts().comment(new Person("Northwind", SimulatedGraph.PAGE, "en", "", 0, ""), post, "", "Ours too");
    assertEquals(List.of(), readOn("").mentions());
  }

  @Test
  void a_comment_that_is_answered_twice_gets_both_answers() {
    mention("hello");
    var mention = readOn("").mentions().getLast();
    await(connector.reply(answerTo(mention, "Hi.")));
    await(connector.reply(answerTo(mention, "And again.")));
    assertEquals(List.of("Hi.", "And again."), said().stream().map(Said::text).toList());
  }

  @Test
  void that_a_lost_answer_is_not_there_means_nothing_before_it_can_be_seen() {
    mention("hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    faults().next(writePath(), new Fault.HangsUpAfter());
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
    network.posts().hidesOurs(true);
    assertThrows(SourceException.class, () -> await(connector.lookUp(draft)));
    network.posts().hidesOurs(false);
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.lookUp(draft)));
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 17, 32, 613, 80001, 80002, 80006})
  void the_code_of_an_error_says_that_it_is_busy_and_the_headers_for_how_long(long code) {
    var cursor = connected();
    var usage = Map.of("X-Business-Use-Case-Usage", "{\"10293\":[{\"type\":\"pages\",\"call_count\":100,"
      + "\"total_cputime\":3,\"total_time\":4,\"estimated_time_to_regain_access\":7}]}");
    faults().next(readPath(), SimulatedGraph.fault(403, code, 0, "too many calls", usage));
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
    assertTrue(wait.pause().toSeconds() >= 420 && wait.pause().toSeconds() <= 462, wait.pause().toString());
  }

  @Test
  void an_allowance_that_is_nearly_used_up_slows_us_down() {
    network.usage(Map.of("X-App-Usage", "{\"call_count\":28,\"total_time\":90,\"total_cputime\":25}"));
    var page = assertInstanceOf(ReadOutcome.Page.class, await(connector.read("")));
    assertEquals(new ReadOutcome.Quota(10, Duration.ofHours(1)), page.quota());
    network.usage(Map.of("X-App-Usage", "{\"call_count\":28,\"total_time\":25,\"total_cputime\":25}"));
    page = assertInstanceOf(ReadOutcome.Page.class, await(connector.read("")));
    assertEquals(ReadOutcome.Quota.UNSAID, page.quota());
  }

  @ParameterizedTest
  @ValueSource(longs = {190, 10, 200, 283})
  void a_token_that_has_ended_or_lacks_a_permission_needs_a_person(long code) {
    var cursor = connected();
    faults().next(readPath(), SimulatedGraph.fault(code == 190 ? 401 : 403, code, 0, "no", Map.of()));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(connector.read(cursor)));
    assertTrue(outcome.why().startsWith("(#" + code + ") no: "), outcome.why());
  }

  @Test
  void a_passing_fault_of_theirs_is_told_by_its_code_as_well() {
    mention("hello");
    var draft = answerTo(readOn("").mentions().getLast(), "Hi.");
    faults().next(readPath(), SimulatedGraph.fault(500, 2, 0, "Service temporarily unavailable", Map.of()));
    assertThrows(SourceException.class, () -> await(connector.read("")));
    faults().next(writePath(), SimulatedGraph.fault(400, 1, 0, "An unknown error occurred", Map.of()));
    assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.reply(draft)));
  }

  @Test
  void the_check_up_says_what_is_there_and_what_is_missing() {
    assertTrue(await(connector.check()).stream().allMatch(Checked::isWell), () -> await(connector.check()).toString());
    network.scopes("pages_read_engagement");
    network.subscribed("messages");
    network.callback("https://elsewhere.example/");
    network.tokenEnds(clock.instant().plus(Duration.ofDays(3)).getEpochSecond());
    var found = await(connector.check()).stream().collect(Collectors.toMap(Checked::what, c -> c));
    assertEquals("missing: pages_read_user_content, pages_manage_engagement, pages_manage_metadata; make a token that has them",
      found.get("scopes").words());
    assertTrue(found.get("subscription").words().startsWith("Meta does not send feed, mention:"));
    assertTrue(found.get("credentials").words().endsWith("make a new token soon"));
    assertTrue(found.get("webhook").words().startsWith("leads to https://elsewhere.example/. In the app's dashboard"));
    assertTrue(found.get("webhook").words().contains("/hooks/page"));
    assertEquals(5, found.values().stream().filter(c -> !c.isWell()).count() + 1);
    assertEquals("is Northwind", found.get("account").words());
  }
}
