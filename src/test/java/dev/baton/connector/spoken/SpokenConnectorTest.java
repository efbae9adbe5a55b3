package dev.baton.connector.spoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.mention.Visibility;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpokenConnectorTest {

  private final SpokenConnector phone = new SpokenConnector();

  @Test
  void nothing_is_read_and_the_cursor_stays() {
    assertEquals(new ReadOutcome.Page(List.of(), List.of(), "here", false, ReadOutcome.Quota.UNSAID),
      phone.read("here").result());
  }

  @Test
  void what_the_agent_told_the_customer_is_said_the_moment_it_is_written_down() {
    var draft = new Draft("key", "Told her: Thursday.", "call-1", "", "", Visibility.PRIVATE, "en", Instant.EPOCH,
      Instant.EPOCH);
    assertEquals(new ReplyOutcome.Sent("said-key", ""), phone.reply(draft).result());
    assertFalse(phone.rules().saidByBaton());
  }
}
