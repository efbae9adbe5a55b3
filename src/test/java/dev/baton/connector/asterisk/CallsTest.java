package dev.baton.connector.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which calls become what somebody wanted of us. */
class CallsTest {

  private static final String CALLER = " CallerIDNum=+441134960001 CallerIDName=Ann";
  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final List<Call> over = new ArrayList<>();
  private Calls calls = new Calls(Set.of());
  private Instant now = START;

  /** Events, one a line, as {@code Name Field=value}; {@code +47} lets so many seconds pass. */
  private void hear(String script) {
    script.lines().map(String::strip).forEach(line -> {
      if (line.startsWith("+")) {
        now = now.plusSeconds(Long.parseLong(line.substring(1)));
      } else {
        var text = "Event: " + line.replace(" ", "\n").replace("=", ": ") + "\n\n";
        over.addAll(calls.hear(new AmiParser().feed(Buffer.buffer(text)).getFirst(), now));
      }
    });
  }

  private String words() {
    return over.stream().map(CallMentions::words).reduce((a, b) -> a + " | " + b).orElse("");
  }

  @Test
  void who_hangs_up_in_a_queue_called_it_and_nobody_answered() {
    hear("Newchannel Uniqueid=1.1 Linkedid=1.1 Exten=5550100" + CALLER + """

      QueueCallerJoin Uniqueid=1.1 Linkedid=1.1 Queue=care
      DialEnd Uniqueid=1.1 Linkedid=1.1 DestUniqueid=1.2 DialStatus=BUSY
      +47
      QueueCallerAbandon Uniqueid=1.1 Linkedid=1.1 Queue=care HoldTime=47
      DialEnd Uniqueid=1.1 Linkedid=1.1 DestUniqueid=1.3 DialStatus=CANCEL
      Hangup Uniqueid=1.2 Linkedid=1.1 Cause=26
      Hangup Uniqueid=1.1 Linkedid=1.1 Cause=16""");
    assertEquals("Called the queue care and hung up after 47 seconds, nobody answered", words());
    assertEquals(new Call("1.1", "+441134960001", "Ann", "5550100", "care", Call.Outcome.ABANDONED, "",
      Duration.ofSeconds(47), START), over.getFirst());
    assertEquals(over.getFirst(), Call.of(new JsonObject(over.getFirst().toJson().toBuffer())), "as it is kept");
  }

  @Test
  void an_extension_that_does_not_answer_is_a_missed_call_and_says_why() {
    for (var end : List.of("NOANSWER", "CANCEL", "BUSY", "CHANUNAVAIL")) {
      hear("Newchannel Uniqueid=1.1 Linkedid=1.1 Exten=200" + CALLER + "\n+61\nDialEnd Linkedid=1.1 DialStatus=" + end
        + "\nHangup Uniqueid=1.1 Linkedid=1.1");
    }
    assertEquals("Called 200 for 1 minute 1 second, nobody answered"
      + " | Called 200 and hung up after 1 minute 1 second, nobody answered"
      + " | Called 200, the line was busy | Called 200, nobody could be reached there", words());
  }

  @Test
  void a_call_that_leaves_its_queue_and_is_answered_elsewhere_was_answered() {
    hear("Newchannel Uniqueid=1.1 Linkedid=1.1 Exten=200" + CALLER + """

      QueueCallerJoin Uniqueid=1.1 Linkedid=1.1 Queue=care
      QueueCallerAbandon Uniqueid=1.1 Linkedid=1.1 Queue=care HoldTime=30
      AgentConnect Uniqueid=1.1 Linkedid=1.1 Queue=overflow MemberName=Ben
      +185
      Hangup Uniqueid=1.1 Linkedid=1.1""");
    assertEquals("Called the queue care and talked for 3 minutes 5 seconds with Ben", words());
  }

  @Test
  void calls_of_the_house_are_nobodys_word() {
    hear("""
      Newchannel Uniqueid=1.1 Linkedid=1.1 Exten=01134960001 CallerIDNum=1001
      DialEnd Linkedid=1.1 DialStatus=NOANSWER
      Hangup Uniqueid=1.1 Linkedid=1.1
      Newchannel Uniqueid=2.1 Linkedid=2.1 CallerIDNum=<unknown>
      Hangup Uniqueid=2.1 Linkedid=2.1""");
    assertEquals("", words());
  }

  @Test
  void where_calls_from_outside_begin_is_better_known_than_guessed() {
    calls = new Calls(Set.of("from-trunk"));
    hear("Newchannel Uniqueid=1.1 Linkedid=1.1 Context=from-internal Exten=200" + CALLER + """

      Hangup Uniqueid=1.1 Linkedid=1.1
      Newchannel Uniqueid=2.1 Linkedid=2.1 Context=from-trunk Exten=200 CallerIDNum=anonymous
      Hangup Uniqueid=2.1 Linkedid=2.1""");
    assertEquals("Called 200 for 0 seconds, nobody answered", words());
  }

  @Test
  void what_ran_before_the_line_broke_and_is_gone_after_it_is_told_of() {
    hear("Newchannel Uniqueid=1.1 Linkedid=1.1 Exten=200" + CALLER + "\nNewchannel Uniqueid=2.1 Linkedid=2.1 Exten=201"
      + CALLER + "\nNewchannel Uniqueid=3.1 Linkedid=3.1 Exten=202" + CALLER + "\nDialEnd Linkedid=3.1 DialStatus=ANSWER");
    calls.begin();
    hear("Newchannel Uniqueid=9.1 Linkedid=9.1 Exten=203" + CALLER + """

      CoreShowChannel Uniqueid=2.1 Linkedid=2.1
      CoreShowChannelsComplete EventList=Complete""");
    assertEquals("Called 200; how the call ended was not heard, the line to the telephone system was down", words());
    hear("Hangup Uniqueid=2.1 Linkedid=2.1\nHangup Uniqueid=9.1 Linkedid=9.1");
    assertEquals(List.of("1.1", "2.1", "9.1"), over.stream().map(Call::linkedId).toList(), "each once");
  }

  @Test
  void what_runs_already_when_baton_first_listens_is_heard_to_its_end() {
    calls.begin();
    hear("CoreShowChannel Uniqueid=1.1 Linkedid=1.1 Exten=200 Duration=00:01:35 BridgeId=" + CALLER
      + "\nCoreShowChannel Uniqueid=2.1 Linkedid=2.1 BridgeId=b7" + CALLER + """

      CoreShowChannelsComplete EventList=Complete
      QueueEntry Queue=care Uniqueid=1.1
      +5
      QueueCallerAbandon Uniqueid=1.1 Linkedid=1.1 Queue=care HoldTime=90
      Hangup Uniqueid=1.1 Linkedid=1.1
      Hangup Uniqueid=2.1 Linkedid=2.1""");
    assertEquals("Called the queue care and hung up after 1 minute 30 seconds, nobody answered"
      + " | Called us and talked for 5 seconds", words());
    assertEquals(START.minusSeconds(95), over.getFirst().began());
  }

  @Test
  void whom_asterisk_tells_of_queues_only_hears_of_abandoned_calls_all_the_same() {
    hear("QueueCallerJoin Uniqueid=1.1 Linkedid=1.1 Queue=care" + CALLER
      + "\nQueueCallerAbandon Uniqueid=1.1 Linkedid=1.1 Queue=care HoldTime=1" + CALLER);
    assertEquals("Called the queue care and hung up after 1 second, nobody answered", words());
  }

  @Test
  void a_flood_of_calls_that_never_end_forgets_the_oldest() {
    IntStream.range(0, 10_001).forEach(i -> hear("Newchannel Uniqueid=" + i + " Linkedid=" + i + CALLER));
    hear("Hangup Uniqueid=0 Linkedid=0\nHangup Uniqueid=1 Linkedid=1");
    assertEquals(List.of("1"), over.stream().map(Call::linkedId).toList());
  }

  @Test
  void one_number_is_one_person_however_it_is_dialled() {
    var mentions = new CallMentions(new AsteriskConfig(URI.create("tcp://pbx"), "", Secret.NONE, "pbx", Set.of(), "44",
      false));
    for (var number : List.of("+441134960001", "00441134960001", "01134960001", "0113 496-0001")) {
      var mention = mentions.of(call(number));
      assertEquals("+441134960001", mention.author().phone());
      assertEquals("+441134960001", mention.author().id());
    }
    assertEquals("pbx/1.1", mentions.of(call("")).author().id());
    assertEquals("Number withheld", mentions.of(call("")).author().shownName());
  }

  private static Call call(String number) {
    return new Call("1.1", number, "", "200", "", Call.Outcome.MISSED, "", Duration.ofSeconds(3), START);
  }
}
