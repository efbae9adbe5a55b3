package dev.baton.connector.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Draft;
import dev.baton.connector.MovableClock;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.demo.Fault;
import dev.baton.demo.SimulatedTwilio;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twilio gives up a webhook after a try or two; what it could not send stands in its list. */
class TwilioListTest {

  private final MovableClock clock = new MovableClock();
  private Vertx vertx;
  private SimulatedTwilio twilio;
  private URI address;
  private TwilioConnector connector;
  private String cursor = "";

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    twilio = new SimulatedTwilio(vertx, clock);
    address = twilio.start().await();
    connector = connect(SimulatedTwilio.TOKEN);
  }

  private TwilioConnector connect(String token) {
    return new TwilioConnector(new Tools(vertx, clock, new Random(1), Wire.Limits.USUAL, "twilio"),
      new TwilioConfig(address, SimulatedTwilio.SID, new Secret(token), Secret.NONE, "", false));
  }

  @AfterEach
  void stop() {
    connector.close().await();
    vertx.close().await();
  }

  /** To the end of a look, with what it brought. */
  private List<Mention> look() {
    var found = new ArrayList<Mention>();
    for (var more = true; more;) {
      var page = assertInstanceOf(ReadOutcome.Page.class, connector.read(cursor).await());
      found.addAll(page.mentions());
      cursor = page.cursor();
      more = page.more();
    }
    return found;
  }

  private static List<String> ids(List<Mention> mentions) {
    return mentions.stream().map(m -> m.externalId().value()).toList();
  }

  @Test
  void what_was_never_sent_is_found_and_reads_as_if_it_had_been() {
    twilio.received("SM-in-1", "+441134960001", "Where is it?");
    var found = look().getFirst();
    assertEquals("SM-in-1", found.externalId().value());
    assertEquals("Where is it?", found.text());
    assertEquals("+441134960001", found.author().phone());
    assertEquals("{\"to\":\"+441134960001\",\"from\":\"+18005551212\"}", found.context().answerRef());
  }

  @Test
  void what_we_said_ourselves_is_nobodys_word() {
    connector.reply(new Draft("key", "On its way", "SM1",
      "{\"to\":\"+441134960001\",\"from\":\"+18005551212\"}", "", Visibility.PRIVATE, "en",
      clock.instant(), clock.instant())).await();
    assertTrue(look().isEmpty());
  }

  @Test
  void a_burst_is_read_page_by_page_and_a_look_goes_back_to_where_the_last_began() {
    twilio.page(3);
    look();
    var sent = IntStream.range(0, 10).mapToObj(i -> {
      twilio.received("SM-in-" + i, "+44113496000" + i, "Question " + i);
      return "SM-in-" + i;
    }).toList();
    clock.advance(Duration.ofMinutes(5));
    assertEquals(sent.reversed(), ids(look()));
    clock.advance(Duration.ofMinutes(20));
    assertEquals(10, look().size(), "what was there when the look began may be listed late, so once more");
    clock.advance(Duration.ofMinutes(20));
    assertTrue(look().isEmpty());
  }

  @Test
  void it_is_looked_for_every_few_minutes_however_often_it_is_asked() {
    look();
    twilio.received("SM-in-1", "+441134960001", "Where is it?");
    assertTrue(look().isEmpty());
    clock.advance(Duration.ofMinutes(5));
    assertEquals(List.of("SM-in-1"), ids(look()));
  }

  @Test
  void after_a_week_away_no_more_than_three_days_are_caught_up_on() {
    look();
    twilio.received("SM-old", "+441134960001", "Old");
    clock.advance(Duration.ofDays(5));
    twilio.received("SM-new", "+441134960001", "New");
    clock.advance(Duration.ofDays(2));
    assertEquals(List.of("SM-new"), ids(look()));
  }

  @Test
  void what_twilio_says_to_it_is_heard() {
    twilio.faults().next("Messages", Fault.busy(Map.of("Retry-After", "7")));
    assertInstanceOf(ReadOutcome.Wait.class, connector.read("").await());
    twilio.faults().next("Messages", Fault.html(503));
    assertThrows(SourceException.class, () -> connector.read("").await());
    connector.close().await();
    connector = connect("another");
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, connector.read("").await());
  }
}
