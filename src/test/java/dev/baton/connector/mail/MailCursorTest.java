package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How far a mailbox is read, and from where again. */
class MailCursorTest {

  private static final Instant FLOOR = Instant.parse("2026-11-01T09:00:00Z");
  private static final MailCursor BEGUN = new MailCursor(7, 10, FLOOR, FLOOR, 20);

  @Test
  void it_comes_back_from_its_text_as_it_was() {
    assertEquals(BEGUN, MailCursor.parse(BEGUN.text()));
  }

  @Test
  void it_holds_as_long_as_the_mailbox_knows_its_uids() {
    assertTrue(BEGUN.holdsFor(7, 11));
    assertTrue(BEGUN.holdsFor(7, -1), "a server that does not say what comes next");
    assertFalse(BEGUN.holdsFor(8, 11));
    assertFalse(BEGUN.holdsFor(7, 10), "a mailbox that counts anew and does not say so");
  }

  @Test
  void what_lay_there_is_wanted_by_date_and_what_comes_whatever_its_date() {
    assertFalse(BEGUN.wants(10, FLOOR.plusSeconds(1)));
    assertTrue(BEGUN.wants(11, FLOOR));
    assertFalse(BEGUN.wants(11, FLOOR.minusSeconds(1)));
    assertTrue(BEGUN.wants(20, FLOOR.minus(Duration.ofDays(900))));
  }

  @Test
  void looking_back_never_goes_behind_where_reading_began() {
    assertEquals(FLOOR, BEGUN.lookBackTo());
    var later = BEGUN.after(15, FLOOR.plus(Duration.ofDays(30)));
    assertEquals(FLOOR.plus(Duration.ofDays(27)), later.lookBackTo());
    assertEquals(15, later.uid());
    assertEquals(later, later.after(12, FLOOR), "nothing goes back");
  }
}
