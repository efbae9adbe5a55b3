package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Draft;
import dev.baton.connector.mail.MailReader.Sorted;
import dev.baton.mention.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups whose mails people write, and Baton as one of the machines that others are not to answer. */
class MachinesTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final String GROUP = "Message-ID: <m@c.example>\nPrecedence: list\nMailing-list: list help@northwind.example;"
    + " contact help+owners@northwind.example\nList-ID: Help <Help.northwind.example>\nX-Google-Group-Id: 1\nList-Post:"
    + " <https://groups.google.com/>\nList-Unsubscribe: <mailto:x@northwind.example>";

  private final MailReader reader =
    new MailReader(Mails.trusting(new Trust("", Set.of("help.northwind.example"))), () -> NOW);

  private Sorted read(String raw) {
    var bytes = raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return reader.read(new RawMail(7, NOW, bytes.length, bytes, false), 3);
  }

  @Test
  void what_comes_over_a_group_that_was_named_is_a_customers() {
    var said = assertInstanceOf(Sorted.Said.class, read(Mails.with(GROUP, "Where is it?")));
    assertEquals("ann@customer.example", said.mention().author().id());
  }

  @Test
  void whom_the_group_lets_write_in_its_own_name_is_the_customer_that_it_names() {
    var said = assertInstanceOf(Sorted.Said.class, read("From: 'Ann' via Help <help@northwind.example>\nReply-To: Ann "
      + "<ann@customer.example>\n" + GROUP + "\n\nWhere is it?"));
    assertEquals("ann@customer.example", said.mention().author().id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"List-Id: <news.shop.example>", "Auto-Submitted: auto-replied", "Precedence: bulk"})
  void a_machine_is_one_over_the_group_as_well(String mark) {
    assertInstanceOf(Sorted.PassedOver.class, read(Mails.with(GROUP + "\n" + mark, "Buy")));
  }

  @Test
  void a_list_without_an_id_or_with_another_is_passed_over() {
    assertInstanceOf(Sorted.PassedOver.class, read(Mails.with("Message-ID: <m@c.example>\nList-Post: <x>", "Hi")));
    assertInstanceOf(Sorted.PassedOver.class, read(Mails.with("Message-ID: <m@c.example>\nList-Id: <x.y>", "Hi")));
  }

  private static String letter(boolean isAutomatic) {
    var ref = new AnswerRef("ann@customer.example", "Hi", "m@c.example", List.of()).text();
    return new String(Letter.of(new Draft("key", "Did you get it?", "m@c.example", ref, "", Visibility.PRIVATE, "en", NOW,
      NOW, isAutomatic), Mails.CONFIG).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void what_baton_writes_by_itself_says_so_and_another_baton_passes_it_over() {
    assertFalse(letter(false).contains("Auto-Submitted"));
    assertTrue(letter(true).contains("Auto-Submitted: auto-generated\r\n"));
    var elsewhere = letter(true).replace("baton-key@northwind.example", "baton-key@elsewhere.example")
      .replace("help@northwind.example", "help@elsewhere.example");
    assertInstanceOf(Sorted.PassedOver.class, read(elsewhere.replace("\r\n", "\n")));
  }
}
