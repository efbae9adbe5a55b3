package dev.baton.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.demo.Fault;
import dev.baton.demo.Faults;
import dev.baton.demo.Person;
import dev.baton.demo.Said;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every connector keeps, whatever its network does; over real sockets, against the network's simulator. */
public abstract class ConnectorContract {

  protected static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "+44113496001");

  /** Small enough for a test to meet them. */
  protected static final Wire.Limits TIGHT = new Wire.Limits(Duration.ofSeconds(5), Duration.ofMillis(700), 1 << 20);

  /** More pages than any test needs. */
  private static final int ENDLESS = 60;

  protected final MovableClock clock = new MovableClock();
  protected Vertx vertx;
  protected Connector connector;

  /** Starts the simulator and gives its address. */
  protected abstract URI startNetwork();

  protected abstract Connector connect(URI server, String credential, Wire.Limits limits);

  protected abstract String goodCredential();

  protected abstract Faults faults();

  protected abstract List<Said> said();

  /** Someone mentions the brand; gives the external id. */
  protected abstract String mention(String text);

  protected abstract String lateMention(String text);

  /** One item that is no mention, but claims to be. */
  protected abstract void plantGarbage();

  protected abstract String readPath();

  protected abstract String writePath();

  /** The longest text that is certainly refused by the network. */
  protected abstract String tooLong();

  /** False where the network knows neither a repeated answer nor what was said: a person decides what is lost. */
  protected boolean knowsRepetitions() {
    return true;
  }

  /** What a mention by Ann brings beside its words. */
  protected void assertAllThatIsKnown(Mention mention) {
    assertEquals(37, mention.author().followers());
    assertEquals(Visibility.PUBLIC, mention.context().visibility());
    assertEquals(mention.externalId().value(), mention.context().thread());
  }

  /** What an agent reads where somebody wrote this. */
  protected String asRead(String text) {
    return text;
  }

  /** Ann's, as the network knows it. */
  protected String name() {
    return "Ann Archer";
  }

  /** Of Ann's mentions; empty where the network does not say. */
  protected String language() {
    return "en";
  }

  /** How many lists one run asks for. */
  protected int lists() {
    return 1;
  }

  private URI address;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    address = startNetwork();
    connector = connect(address, goodCredential(), Wire.Limits.USUAL);
  }

  @AfterEach
  void stop() {
    await(connector.close());
    await(vertx.close());
  }

  protected static <T> T await(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 seconds", e);
    }
  }

  protected record Read(List<Mention> mentions, List<ReadOutcome.Unreadable> unreadable, String cursor, int pages) {
    public List<String> ids() {
      return mentions.stream().map(m -> m.externalId().value()).toList();
    }
  }

  /** Reads on until there is no more, as the poller does. */
  protected Read readOn(String cursor) {
    var mentions = new ArrayList<Mention>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    int pages = 0;
    boolean more = true;
    while (more) {
      assertTrue(pages++ < ENDLESS, "paging does not end");
      var page = assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
      mentions.addAll(page.mentions());
      unreadable.addAll(page.unreadable());
      cursor = page.cursor();
      more = page.more();
    }
    return new Read(mentions, unreadable, cursor, pages);
  }

  /** As the poller does, which tries again after each failure. */
  protected Set<String> readInSpiteOfTheirSize(String cursor) {
    var ids = new HashSet<String>();
    boolean more = true;
    for (int tries = 0; more && tries < ENDLESS; tries++) {
      var page = await(connector.read(cursor).otherwise(e -> new ReadOutcome.Wait(Duration.ZERO, e.getMessage())));
      if (page instanceof ReadOutcome.Page read) {
        read.mentions().forEach(m -> ids.add(m.externalId().value()));
        cursor = read.cursor();
        more = read.more();
      }
    }
    return ids;
  }

  /** The cursor of an account that has just been connected. */
  protected String connected() {
    return readOn("").cursor();
  }

  protected List<String> mentions(int count) {
    return IntStream.range(0, count).mapToObj(i -> mention("@shop question " + i)).toList();
  }

  protected Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(clock.instant()), text, mention.externalId().value(),
      mention.context().answerRef(), mention.author().handle(), mention.context().visibility(), "en", clock.instant(),
      clock.instant());
  }

  protected URI address() {
    return address;
  }

  private Mention oneMention() {
    mention("@shop my parcel is late");
    return readOn("").mentions().getLast();
  }

  @Test
  void everything_is_read_once_in_spite_of_page_limits() {
    var cursor = connected();
    var expected = mentions(430);
    var read = readOn(cursor);
    assertEquals(expected.size(), read.mentions().size());
    assertEquals(new HashSet<>(expected), new HashSet<>(read.ids()));
  }

  @Test
  void polling_again_and_again_loses_nothing_between_polls() {
    var cursor = connected();
    var expected = new HashSet<String>();
    var found = new HashSet<String>();
    for (int size : new int[] {1, 0, 3, 79, 80, 81, 0, 1, 160, 2}) {
      expected.addAll(mentions(size));
      var read = readOn(cursor);
      found.addAll(read.ids());
      cursor = read.cursor();
      clock.advance(Duration.ofSeconds(15));
      assertEquals(expected, found);
    }
  }

  @Test
  void where_nothing_is_new_nothing_comes_and_nothing_is_asked_twice() {
    var read = readOn(connected());
    assertEquals(List.of(), read.mentions());
    assertEquals(lists(), read.pages());
  }

  @Test
  void a_mention_arrives_with_all_that_the_network_knows() {
    var id = mention("@shop my parcel is late");
    var mention = readOn("").mentions().getLast();
    assertEquals(id, mention.externalId().value());
    assertEquals(asRead("@shop my parcel is late"), mention.text());
    assertEquals(name(), mention.author().name());
    assertEquals(language(), mention.context().language());
    assertAllThatIsKnown(mention);
  }

  @Test
  void an_answer_to_our_answer_names_what_it_answers() {
    var mention = oneMention();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(mention, "On its way."))));
    assertEquals(mention.externalId().value(), said().getLast().inReplyTo());
    assertEquals(sent.externalId(), said().getLast().id());
  }

  @Test
  void wrong_credentials_need_a_person() {
    var stranger = connect(address, "wrong", Wire.Limits.USUAL);
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(stranger.read("")));
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, await(stranger.read("")));
    await(stranger.close());
  }

  static Stream<Arguments> resets() {
    return Stream.of(
      Arguments.of(Map.of("X-RateLimit-Reset", "2026-11-02T09:05:00.123456Z"), 300, 331),
      Arguments.of(Map.of("X-RateLimit-Reset", "1793610300"), 300, 331),
      Arguments.of(Map.of("RateLimit-Reset", "1793610300"), 300, 331),
      Arguments.of(Map.of("Retry-After", "120"), 120, 133),
      Arguments.of(Map.of("Retry-After", "Mon, 02 Nov 2026 09:02:00 GMT"), 120, 133),
      Arguments.of(Map.of("X-RateLimit-Reset", "2020-01-01T00:00:00Z"), 1, 2),
      Arguments.of(Map.of("X-RateLimit-Reset", "2027-11-02T09:00:00Z"), 3600, 3961),
      Arguments.of(Map.of("X-RateLimit-Reset", "-30"), 1, 2),
      Arguments.of(Map.of("X-RateLimit-Reset", "tomorrow"), 60, 67),
      Arguments.of(Map.of("X-RateLimit-Reset", "9".repeat(60)), 3600, 3961),
      Arguments.of(Map.of(), 60, 67));
  }

  @ParameterizedTest
  @MethodSource("resets")
  void when_the_network_is_busy_we_wait_as_long_as_it_says_within_reason(Map<String, String> headers, long least,
                                                                          long most) {
    var cursor = connected();
    faults().next(readPath(), Fault.busy(headers));
    var wait = assertInstanceOf(ReadOutcome.Wait.class, await(connector.read(cursor)));
    assertTrue(wait.pause().toSeconds() >= least && wait.pause().toSeconds() <= most, wait.pause().toString());
  }

  @Test
  void a_busy_network_takes_the_answer_later() {
    var draft = answerTo(oneMention(), "On its way.");
    faults().next(writePath(), Fault.busy(Map.of("Retry-After", "30")));
    assertInstanceOf(ReplyOutcome.TryLater.class, await(connector.reply(draft)));
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(draft)));
    assertEquals(1, said().size());
  }

  static Stream<Fault> badPages() {
    return Stream.of(Fault.html(500), Fault.html(503), Fault.html(200), Fault.truncated(),
      new Fault.Says(200, Map.of(), ""), new Fault.Says(200, Map.of(), "null"), new Fault.Says(200, Map.of(), "\"x\""),
      new Fault.Says(200, Map.of(), "[".repeat(100_000)), new Fault.Says(200, Map.of("Content-Encoding", "gzip"), "?"),
      new Fault.Says(400, Map.of(), "{\"error\":\"InvalidRequest\"}"), new Fault.HangsUpBefore(),
      new Fault.HangsUpDuring());
  }

  @ParameterizedTest
  @MethodSource("badPages")
  void a_page_that_cannot_be_read_fails_and_nothing_of_it_is_lost(Fault fault) {
    var cursor = connected();
    var expected = mentions(3);
    faults().next(readPath(), fault);
    assertThrows(SourceException.class, () -> await(connector.read(cursor)));
    assertEquals(new HashSet<>(expected), new HashSet<>(readOn(cursor).ids()));
  }

  @Test
  void one_item_that_cannot_be_read_does_not_spoil_the_page() {
    var cursor = connected();
    var expected = new HashSet<>(mentions(2));
    plantGarbage();
    expected.addAll(mentions(2));
    var read = readOn(cursor);
    assertEquals(expected, new HashSet<>(read.ids()));
    assertEquals(1, read.unreadable().size());
  }

  @Test
  void a_flood_is_refused_while_it_arrives() {
    var cursor = connected();
    connector = connect(address, goodCredential(),
      new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), 1 << 20));
    faults().next(readPath(), new Fault.Floods(300L << 20));
    var refused = assertThrows(SourceException.class, () -> await(connector.read(cursor)));
    assertTrue(refused.getMessage().contains("more than 1048576 bytes"), refused.getMessage());
  }

  @Test
  void an_answer_that_drips_ends_when_the_time_is_up() {
    var cursor = connected();
    connector = connect(address, goodCredential(), TIGHT);
    await(connector.read(cursor));
    faults().next(readPath(), new Fault.Trickles(Duration.ofMillis(50)));
    assertThrows(SourceException.class, () -> await(connector.read(cursor)));
    assertInstanceOf(ReadOutcome.Page.class, await(connector.read(cursor)));
  }

  @Test
  void a_network_that_repeats_a_page_for_ever_is_left_alone_and_nothing_is_lost() {
    var cursor = connected();
    var expected = mentions(250);
    var first = new AtomicReference<String>();
    faults().next(readPath(), new Fault.Spoils(body -> {
      first.set(body);
      return body;
    }));
    await(connector.read(cursor));
    faults().always(readPath(), new Fault.Says(200, Map.of(), first.get()));
    var stuck = readOn(cursor);
    faults().none();
    var found = new HashSet<>(stuck.ids());
    found.addAll(readOn(stuck.cursor()).ids());
    assertEquals(new HashSet<>(expected), found);
  }

  @Test
  void what_turns_up_late_with_an_older_id_is_not_lost() {
    var cursor = readOn(connected()).cursor();
    mentions(30);
    cursor = readOn(cursor).cursor();
    var late = lateMention("@shop this one took its time");
    assertTrue(readOn(cursor).ids().contains(late));
  }

  @Test
  void a_redirect_is_not_followed_with_our_credentials() {
    var caught = new AtomicInteger();
    var trap = await(vertx.createHttpServer().requestHandler(request -> {
      caught.incrementAndGet();
      request.response().end("[]");
    }).listen(0, "127.0.0.1"));
    var elsewhere = "http://127.0.0.1:" + trap.actualPort() + "/";
    var draft = answerTo(oneMention(), "On its way.");
    faults().next(readPath(), Fault.redirect(elsewhere));
    assertThrows(SourceException.class, () -> await(connector.read("")));
    faults().next(writePath(), Fault.redirect(elsewhere));
    assertInstanceOf(ReplyOutcome.Refused.class, await(connector.reply(draft)));
    assertEquals(0, caught.get());
  }

  @Test
  void without_a_connection_not_a_byte_has_left() {
    var draft = answerTo(oneMention(), "On its way.");
    var nobody = connect(URI.create("http://localhost:1"), goodCredential(), TIGHT);
    var failure = assertThrows(SourceException.class, () -> await(nobody.reply(draft)));
    assertFalse(failure.bytesLeft());
    assertThrows(SourceException.class, () -> await(nobody.read("")));
    await(nobody.close());
  }

  /** As Baton does it: given again where the network knows a repeated one, else only where it certainly was not said. */
  private ReplyOutcome again(Draft draft) {
    if (connector.repeatable(draft, clock.instant())) {
      return await(connector.reply(draft));
    }
    clock.advance(Duration.ofMinutes(5));
    var looked = await(connector.lookUp(draft));
    return looked instanceof ReplyOutcome.TryLater ? await(connector.reply(draft)) : looked;
  }

  @Test
  void a_repeated_answer_is_said_once() {
    assumeTrue(knowsRepetitions());
    var draft = answerTo(oneMention(), "On its way.");
    var first = await(connector.reply(draft));
    var second = again(draft);
    assertEquals(assertInstanceOf(ReplyOutcome.Sent.class, first).externalId(),
      assertInstanceOf(ReplyOutcome.Sent.class, second).externalId());
    assertEquals(1, said().size());
  }

  static Stream<Fault> lostAnswers() {
    return Stream.of(new Fault.HangsUpBefore(), new Fault.HangsUpDuring(), new Fault.HangsUpAfter(), Fault.html(502),
      Fault.truncated());
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void an_answer_whose_fate_is_unknown_is_said_once_in_the_end_or_left_to_a_person(Fault fault) {
    var draft = answerTo(oneMention(), "On its way.");
    faults().next(writePath(), fault);
    var first = await(connector.reply(draft));
    assertTrue(first instanceof ReplyOutcome.Unknown || (first instanceof ReplyOutcome.Sent && said().size() == 1),
      first.toString());
    if (knowsRepetitions()) {
      assertInstanceOf(ReplyOutcome.Sent.class, again(draft));
      assertEquals(1, said().size());
    } else {
      assertFalse(connector.repeatable(draft, clock.instant()));
      assertInstanceOf(ReplyOutcome.Unknown.class, await(connector.lookUp(draft)));
    }
  }

  @Test
  void a_refused_answer_comes_with_words_for_the_agent() {
    var outcome = await(connector.reply(answerTo(oneMention(), tooLong())));
    var refused = assertInstanceOf(ReplyOutcome.Refused.class, outcome);
    assertFalse(refused.reason().isBlank());
    assertEquals(0, said().size());
  }

  @Test
  void an_answer_within_the_rules_is_taken_whatever_letters_it_has() {
    var text = "Größe 👩‍👩‍👧‍👦 https://northwind.example/ü?x=1 ok";
    assertInstanceOf(ReplyOutcome.Sent.class, await(connector.reply(answerTo(oneMention(), text))));
    assertTrue(said().getLast().text().endsWith(text));
  }

  @Test
  void attempt_keys_differ() {
    var keys = new HashSet<String>();
    IntStream.range(0, 1_000).forEach(i -> keys.add(connector.newAttemptKey(Instant.EPOCH)));
    assertEquals(1_000, keys.size());
  }
}
