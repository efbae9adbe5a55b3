package dev.baton.connector.asterisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of the manager interface, however they come. */
class AmiParserTest {

  private final AmiParser parser = new AmiParser();

  private List<AmiMessage> feed(String text) {
    return parser.feed(Buffer.buffer(text));
  }

  @Test
  void a_message_is_the_same_wherever_the_network_cuts_it() {
    var text = "Asterisk Call Manager/7.0.3\r\nEvent: Hangup\r\nCallerIDName: Zoë: at home\r\nCause: 16\r\n\r\n";
    var bytes = Buffer.buffer(text);
    for (var cut = 0; cut <= bytes.length(); cut++) {
      var all = new ArrayList<>(parser.feed(bytes.slice(0, cut)));
      all.addAll(parser.feed(bytes.slice(cut, bytes.length())));
      assertEquals(1, all.size(), "cut at " + cut);
      assertEquals("Hangup", all.getFirst().event());
      assertEquals("Zoë: at home", all.getFirst().get("calleridname"));
    }
  }

  @Test
  void names_are_the_same_in_any_case_and_may_come_repeatedly() {
    var message = feed("EVENT: VarSet\nvariable: a=1\nVariable: b=2\n\n").getFirst();
    assertEquals(List.of("a=1", "b=2"), message.fields().get("variable"));
    assertEquals("a=1", message.get("VARIABLE"));
    assertEquals("VarSet", message.event());
  }

  @Test
  void what_asterisk_does_not_know_is_empty() {
    assertEquals("", feed("CallerIDNum: <unknown>\n\n").getFirst().get("CallerIDNum"));
    assertEquals("", feed("Event: X\n\n").getFirst().get("CallerIDNum"));
  }

  @Test
  void garbage_is_passed_over_and_the_next_message_is_heard() {
    assertEquals(List.of(), feed("\u0000\u0001no colon here\r\n:no name\r\n\r\n\r\n\r\n"));
    assertEquals("Hangup", feed("\uFFFD\uFFFD\r\nEvent: Hangup\r\n\r\n").getFirst().event());
  }

  @Test
  void a_line_or_message_without_end_costs_no_memory_and_is_passed_over_whole() {
    var part = Buffer.buffer("x".repeat(1 << 16));
    parser.feed(Buffer.buffer("Event: Hangup\r\nCause: "));
    for (var i = 0; i < 100; i++) {
      assertEquals(List.of(), parser.feed(part));
    }
    assertEquals(List.of(), feed("\r\nLinkedid: 1\r\n\r\n"));
    assertEquals(1, parser.passedOver());
    assertEquals(List.of(), feed("Variable: x\r\n".repeat(AmiParser.MAX_FIELDS + 1) + "\r\n"));
    assertEquals(2, parser.passedOver());
    assertTrue(feed("Event: Hangup\r\n\r\n").getFirst().event().equals("Hangup"));
  }
}
