package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.Draft;
import dev.baton.connector.mail.MailReader.Sorted;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails that lie, or are built to make us do something we should not. */
class HostileMailTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final String OURS = "baton-0f2b7c1e-0000-4000-8000-000000000001@northwind.example";

  private final MailReader reader = new MailReader(Mails.CONFIG, () -> NOW);

  private Sorted read(String raw) {
    var bytes = raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return reader.read(new RawMail(7, NOW, bytes.length, bytes, false), 3);
  }

  private Mention said(String raw) {
    return assertInstanceOf(Sorted.Said.class, read(raw)).mention();
  }

  private static String letterTo(Mention mention) {
    var draft = new Draft("key", "Hello", mention.externalId().value(), mention.context().answerRef(), "",
      Visibility.PRIVATE, "en", NOW, NOW);
    return new String(Letter.of(draft, Mails.CONFIG).bytes(), StandardCharsets.UTF_8);
  }

  /** What a program of the customer's reports about our answer. */
  private static String report(String kind, String part) {
    return "From: Ann <ann@customer.example>\nTo: help@northwind.example\nSubject: Report\nMIME-Version: 1.0\n"
      + "Content-Type: multipart/report; report-type=" + kind + "; boundary=\"r\"\nMessage-Id: <r@c.example>\n\n"
      + "--r\nContent-Type: text/plain\n\nAbout your mail.\n--r\n" + part
      + "\n--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: <" + OURS + ">\nSubject: Re: x\n--r--\n";
  }

  @Test
  void that_an_answer_was_read_or_called_spam_does_not_mean_that_it_came_back() {
    assertInstanceOf(Sorted.PassedOver.class, read(report("disposition-notification",
      "Content-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n")));
    assertInstanceOf(Sorted.PassedOver.class, read(report("feedback-report",
      "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nVersion: 1\n")));
  }

  @Test
  void a_report_in_letters_beyond_ascii_is_read_like_any_other() {
    var late = "Content-Type: message/global-delivery-status\n\nReporting-MTA: dns; mx.example\n\nAction: delayed\n";
    assertInstanceOf(Sorted.PassedOver.class, read(report("delivery-status", late)));
    assertInstanceOf(Sorted.Bounced.class, read(report("delivery-status", late.replace("delayed", "failed"))));
  }

  @Test
  void an_answer_goes_to_one_person_and_to_no_group_that_somebody_named() {
    var mention = said("From: Ann <ann@customer.example>\nReply-To: all: one@x.example, two@x.example;\nMessage-ID: "
      + "<m@c.example>\nSubject: Hi\n\nHello");
    assertEquals("ann@customer.example", mention.author().email());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\rBcc: x@evil.example\r\"@c.example", "=?utf-8?Q?=0D=0ABcc:_x@evil.example?= <a@c.example>",
    "\"x\\\r\n\\\nBcc: x@evil.example\" <a@c.example>"})
  void nobody_writes_a_header_into_our_answer(String from) {
    var sorted = assertInstanceOf(Sorted.Said.class, read("From: ann@c.example\nReply-To: " + from
      + "\nMessage-ID: <m@c.example>\nSubject: =?utf-8?Q?Hi=0D=0ABcc:_x@evil.example=00?=\n\nHello"));
    var head = letterTo(sorted.mention()).split("\r\n\r\n", 2)[0];
    assertFalse(head.lines().anyMatch(line -> line.toLowerCase().startsWith("bcc")), head);
    assertFalse(head.contains("\0"), head);
  }

  @Test
  void an_answer_finds_its_thread_however_long_the_ids_before_it_are() {
    var ids = IntStream.range(0, 12).mapToObj(i -> "<" + i + "x".repeat(880) + "@customer.example>")
      .collect(Collectors.joining("\n "));
    var mention = said(Mails.with("Message-ID: <m@c.example>\nSubject: Re: x\nReferences: " + ids, "Hello"));
    assertEquals("Ann@Customer.example", AnswerRef.parse(mention.context().answerRef()).to());
    assertTrue(letterTo(mention).contains("In-Reply-To: <m@c.example>"));
  }

  @Test
  void of_a_hundred_kilobytes_of_references_the_first_and_the_last_are_believed() {
    var ids = IntStream.range(0, 4_000).mapToObj(i -> "<m" + i + "@customer.example>").collect(Collectors.joining("\n "));
    var mention = said(Mails.with("Message-ID: <m@c.example>\nSubject: Re: x\nReferences: " + ids + "\n <" + OURS + ">",
      "Hello"));
    assertEquals("m0@customer.example", mention.context().thread());
    assertEquals(OURS, mention.context().inReplyTo());
  }

  @Test
  void parts_within_parts_a_thousand_deep_are_not_followed() {
    var mail = new StringBuilder("From: ann@customer.example\nMessage-ID: <m@c.example>\n");
    for (var i = 0; i < 1_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("\"\n\n--b").append(i).append('\n');
    }
    assertThrows(IllegalArgumentException.class, () -> read(mail.append("\nHello").toString()));
  }

  @Test
  void of_two_hundred_attachments_the_first_are_listed_and_the_rest_are_counted() {
    var parts = IntStream.range(0, 200).mapToObj(i -> "Content-Type: image/png; name=" + i + ".png\n\nx")
      .collect(Collectors.joining("\n--b\n"));
    var mention = said(Mails.with("Message-ID: <m@c.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b",
      "--b\nContent-Type: text/plain\n\nSee all\n--b\n" + parts + "\n--b--"));
    assertEquals(Extras.MOST, mention.extras().attachments().size());
    assertEquals("See all\n\n[180 more attachments are in the mailbox]", mention.text());
  }

  @Test
  void words_that_no_database_keeps_are_left_out_and_the_rest_is_read() {
    assertEquals("[empty mail]", said(Mails.with("Message-ID: <m@c.example>", "\0\0\0")).text());
    var utf16 = "From: ann@customer.example\nMessage-ID: <m@c.example>\nContent-Type: text/plain; charset=UTF-16BE\n"
      + "Content-Transfer-Encoding: base64\n\n2D0AQQAAAEI=";
    assertFalse(said(utf16).text().chars().anyMatch(c -> c == 0 || Character.isSurrogate((char) c)));
  }

  @Test
  void a_mark_of_a_machine_counts_wherever_it_stands() {
    assertInstanceOf(Sorted.PassedOver.class, read(Mails.with("Message-ID: <m@c.example>\nAuto-Submitted: no\n"
      + "Auto-Submitted: auto-replied", "I am away")));
    assertInstanceOf(Sorted.PassedOver.class, read(Mails.with("Message-ID: <m@c.example>\nPrecedence: normal\n"
      + "Precedence: bulk", "Buy")));
  }
}
