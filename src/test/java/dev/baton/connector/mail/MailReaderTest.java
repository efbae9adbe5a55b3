package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.mail.MailReader.Sorted;
import dev.baton.mention.Attachment;
import dev.baton.mention.Mention;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail is, told from its bytes alone. */
class MailReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final String OURS = "baton-0f2b7c1e-0000-4000-8000-000000000001@northwind.example";

  private final MailReader reader = new MailReader(Mails.CONFIG, () -> NOW);

  private Sorted read(String raw) {
    return read(raw, StandardCharsets.UTF_8);
  }

  private Sorted read(String raw, Charset charset) {
    return read(raw.replace("\n", "\r\n").getBytes(charset), NOW);
  }

  private Sorted read(byte[] bytes, Instant at) {
    return reader.read(new RawMail(7, at, bytes.length, bytes, false), 3);
  }

  private Mention said(String raw) {
    return assertInstanceOf(Sorted.Said.class, read(raw)).mention();
  }

  private static String mixed(String headers, String... parts) {
    return Mails.with("Message-ID: <m@customer.example>\n" + headers
      + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"",
      "preamble\n--b\n" + String.join("\n--b\n", parts) + "\n--b--\n");
  }

  @Test
  void the_text_part_is_taken_before_the_html_and_what_is_attached_is_listed() {
    var mention = said(mixed("Subject: Broken\n",
      "Content-Type: multipart/alternative; boundary=\"c\"\n\n--c\nContent-Type: text/plain\n\n"
      + "It arrived broken.\n--c\nContent-Type: text/html\n\n<p>It <b>arrived</b> broken.</p>\n--c--",
      "Content-Type: image/jpeg; name=\"=?UTF-8?Q?gr=C3=BC=C3=9Fe.jpg?=\"\nContent-Transfer-Encoding: "
        + "base64\nContent-Disposition: attachment\n\nAAAA",
      "Content-Type: message/rfc822\n\nSubject: an older mail\n\nwith a text of its own"));
    assertEquals("Broken\n\nIt arrived broken.", mention.text());
    var attached = mention.extras().attachments();
    assertEquals(new Attachment(Attachment.Kind.IMAGE, "imap:3/7/2/base64/m%40customer.example", "image/jpeg", "grüße.jpg"), attached.get(0));
    assertEquals("message/rfc822", attached.get(1).type());
  }

  @Test
  void html_alone_becomes_text_and_nothing_in_it_is_run_or_fetched() {
    var mention = said(Mails.with("Message-ID: <m@customer.example>\nContent-Type: text/html; charset=utf-8",
      "<html><head><title>No</title><style>p{}</style></head><body><script>alert(1)</script><div "
        + "style='display:none'>pre</div>"
        + "<p>Größe <b>XL</b></p><img src='https://tracker.example/x.png'><a href='https://shop.example/1'>my "
          + "order</a></body></html>"));
    assertEquals("Größe XL\n\nmy order (https://shop.example/1)", mention.text());
  }

  @Test
  void a_mail_without_words_says_what_it_is() {
    assertEquals("[image]", said(mixed("", "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA"))
      .text());
    assertEquals("Only a subject", said(Mails.with("Subject: Only a subject", "")).text());
    assertEquals("[empty mail]", said(Mails.with("X-Nothing: 1", " \n")).text());
    assertEquals("[encrypted mail]",
      said(Mails.with("Message-ID: <m@c.example>\nContent-Type: multipart/encrypted; boundary=b",
      "--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--\n")).text());
  }

  static Stream<String> machines() {
    return Stream.of("Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x=1", "Precedence: bulk",
      "Precedence: List",
      "Precedence: junk", "Precedence: auto_reply", "List-Id: <news.shop.example>",
        "List-Unsubscribe: <https://x.example/>",
      "X-Autoreply: yes", "X-Autorespond: yes", "X-Loop: help@northwind.example");
  }

  @ParameterizedTest
  @MethodSource("machines")
  void what_a_machine_sent_is_no_mention(String header) {
    assertInstanceOf(Sorted.PassedOver.class, read(Mails.with("Message-ID: <m@c.example>\nSubject: Out of office\n"
      + header, "I am away.")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAILER-DAEMON@mx.example", "Postmaster@mx.example", "no-reply@shop.example",
    "noreply@shop.example",
    "do-not-reply@shop.example", "donotreply+77@shop.example"})
  void what_comes_from_an_address_that_nobody_reads_is_no_mention(String from) {
    assertInstanceOf(Sorted.PassedOver.class, read("From: " + from + "\nSubject: x\n\nHello"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Return-Path: <>\nFrom: ann@customer.example\n\nHello",
    "From: Help <HELP@northwind.example>\n\nHello",
    "From: sales@northwind.example\nReply-To: help@northwind.example\n\nHello",
    "From: somebody@else.example\nMessage-ID: <" + OURS + ">\n\nOur own answer, come back over a list"})
  void what_has_no_sender_or_is_ours_is_no_mention(String raw) {
    assertInstanceOf(Sorted.PassedOver.class, read(raw));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Auto-Submitted: no", "Precedence: normal", "X-Auto-Response-Suppress: All",
    "X-Mailer: Outlook"})
  void what_a_person_sent_is_one_whatever_else_its_header_says(String header) {
    assertInstanceOf(Sorted.Said.class, read(Mails.with("Message-ID: <m@c.example>\n" + header, "Hello")));
  }

  @Test
  void a_form_on_our_own_site_is_the_customer_who_filled_it_in() {
    var mention = said("From: Shop <help@northwind.example>\nReply-To: Ann <ann@customer.example>\nMessage-ID: "
      + "<f@northwind.example>\n"
      + "Subject: Contact form\n\nWhere is it?");
    assertEquals("ann@customer.example", mention.author().id());
    assertEquals("Ann", mention.author().name());
    assertEquals("ann@customer.example", AnswerRef.parse(mention.context().answerRef()).to());
  }

  private static String bounce(String action, String diagnostic, String original) {
    return "Return-Path: <>\nFrom: MAILER-DAEMON@mx.customer.example (Mail Delivery System)\nTo: "
      + "help@northwind.example\n"
      + "Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
      + "Content-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\nMessage-Id: "
        + "<b1@mx.customer.example>\n\n"
      + "--r\nContent-Type: text/plain\n\nThis is the mail system.\n"
      + "--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.customer.example\n\n"
      + "Final-Recipient: rfc822; ann@customer.example\nAction: " + action + "\nStatus: 5.1.1\nDiagnostic-Code: "
        + diagnostic + "\n"
      + "--r\nContent-Type: message/rfc822\n\n" + original + "\n--r--\n";
  }

  @Test
  void a_bounce_of_our_answer_says_that_it_did_not_arrive_and_why() {
    var receipt = assertInstanceOf(Sorted.Bounced.class, read(bounce("failed",
      "smtp; 550 5.1.1 <ann@customer.example>:\n"
      + "    User unknown", "References: <baton-another-one@northwind.example>\nMessage-ID: <" + OURS
        + ">\nSubject: Re: x\n\nHi"))).receipt();
    assertEquals(OURS, receipt.externalId());
    assertEquals("0f2b7c1e-0000-4000-8000-000000000001", receipt.attemptKey());
    assertEquals("550 5.1.1 <ann@customer.example>: User unknown", receipt.words());
    assertEquals(NOW, receipt.at());
    assertTrue(!receipt.arrived());
  }

  @Test
  void an_answer_that_is_only_late_and_somebody_elses_bounce_are_passed_over() {
    var ours = "Message-ID: <" + OURS + ">\n\nHi";
    assertInstanceOf(Sorted.PassedOver.class, read(bounce("delayed", "smtp; 451 later", ours)));
    assertInstanceOf(Sorted.PassedOver.class, read(bounce("failed", "smtp; 550 no",
      "Message-ID: <x@spammer.example>\n\nHi")));
  }

  @Test
  void a_bounce_that_keeps_no_standard_is_known_by_the_id_that_it_quotes() {
    var old = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nHi. This is the "
      + "qmail-send program.\n"
      + "I'm afraid I wasn't able to deliver your message.\n\n--- Below this line is a copy of the "
        + "message.\n\nMessage-ID: <" + OURS + ">\n";
    assertEquals(OURS, assertInstanceOf(Sorted.Bounced.class, read(old)).receipt().externalId());
  }

  @Test
  void an_absent_customers_automatic_answer_is_no_bounce() {
    assertInstanceOf(Sorted.PassedOver.class,
      read(Mails.with("Message-ID: <v@c.example>\nAuto-Submitted: auto-replied\nIn-Reply-To: <"
      + OURS + ">\nSubject: Away", "I am away.\n> Message-ID: <" + OURS + ">")));
  }

  @Test
  void a_thread_is_its_first_mail_and_an_answer_to_us_names_our_answer_first() {
    var mention = said(Mails.with("Message-ID: <m4@c.example>\nReferences: <m1@c.example> <" + OURS
      + "> <m3@c.example>\n"
      + "In-Reply-To: <m3@c.example>\nSubject: Re: x", "Still nothing"));
    assertEquals("m1@c.example", mention.context().thread());
    assertEquals(OURS, mention.context().inReplyTo());
    var only = said(Mails.with("Message-ID: <m5@c.example>\nIn-Reply-To: Your message <m3@c.example>\nSubject: Re: x",
      "Still nothing"));
    assertEquals("m3@c.example", only.context().inReplyTo());
    assertEquals("m3@c.example", only.context().thread());
  }

  @Test
  void a_thread_of_a_thousand_mails_is_answered_with_its_first_and_its_latest() {
    var ids = new StringBuilder();
    for (var i = 0; i < 1_000; i++) {
      ids.append(" <m").append(i).append("@customer.example>\n");
    }
    var mention = said(Mails.with("Message-ID: <last@c.example>\nSubject: Re: x\nReferences:" + ids.toString()
      .stripTrailing(), "Hello"));
    var references = AnswerRef.parse(mention.context().answerRef()).references();
    assertTrue(references.size() <= 12, references.toString());
    assertTrue(mention.context().thread().startsWith("m"), mention.context().thread());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Message-ID: <>\n", "Message-ID: <1>\n", "Message-ID: two words\n",
    "Message-ID: <a b@c.example>\n"})
  void a_mail_without_a_usable_id_gets_one_that_stays(String header) {
    var raw = Mails.with(header + "Subject: x", "Where is it?");
    var id = said(raw).externalId().value();
    assertTrue(id.startsWith("hash-"), id);
    assertEquals(id, said(raw).externalId().value());
    assertNotEquals(id, said(Mails.with(header + "Subject: x", "And now?")).externalId().value());
    assertEquals("", AnswerRef.parse(said(raw).context().answerRef()).id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Message-ID: <a@b@c.example>", "Message-ID: a@b@c.example", "Message-ID:\n <a@b@c.example>  ",
    "message-id: <a@b@c.example>"})
  void an_odd_id_is_an_id_in_brackets_or_not(String header) {
    assertEquals("a@b@c.example", said(Mails.with(header + "\nSubject: x", "Hi")).externalId().value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"utf-99", "\"\"", "x-unknown", "=?", "ISO-8859-1", "windows-1252"})
  void words_in_a_charset_that_nobody_knows_are_read_as_well_as_can_be(String charset) {
    var raw = Mails.with("Message-ID: <m@c.example>\nContent-Type: text/plain; charset=" + charset, "Größe");
    assertEquals("Größe", assertInstanceOf(Sorted.Said.class, read(raw, StandardCharsets.ISO_8859_1)).mention().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Transfer-Encoding: base64\n\n!!!!not base64!!!!",
    "Content-Transfer-Encoding: x-uuencode-ish\n\nHello",
    "Content-Type: multipart/mixed\n\nno boundary at all", "Content-Type: ;;;=\n\nHello",
      "Content-Type: text/plain; charset\n\nHello",
    "Content-Type: multipart/mixed; boundary=\"\"\n\nHello", "Subject: =?utf-8?B?????=\n\nHello",
      "Date: yesterday or so\n\nHello",
    "Subject: =?nonsense?Q?x?=\n\nHello", "Content-Type: multipart/mixed; boundary=b\n\n--b\nno header\n\nHello"})
  void what_is_written_wrong_is_read_all_the_same(String rest) {
    assertInstanceOf(Sorted.Said.class, read("From: ann@customer.example\nMessage-ID: <m@c.example>\n" + rest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "Subject: nobody wrote this\n\nHello", "From: \n\nHello",
    "From: undisclosed\n\nHello",
    "From: <@>\n\nHello"})
  void what_nobody_can_be_answered_for_is_unreadable(String raw) {
    assertThrows(IllegalArgumentException.class, () -> read(raw));
  }

  @Test
  void a_server_that_dates_a_mail_to_another_century_is_not_believed() {
    var raw = Mails.with("Message-ID: <m@c.example>", "Hello").getBytes(StandardCharsets.UTF_8);
    assertEquals(NOW, assertInstanceOf(Sorted.Said.class, read(raw, Instant.EPOCH)).mention().postedAt());
    assertEquals(NOW, assertInstanceOf(Sorted.Said.class, read(raw, NOW.plus(Duration.ofDays(400)))).mention()
      .postedAt());
  }

  private static String nested(int deep) {
    var mail = new StringBuilder("From: ann@customer.example\nMessage-ID: <m@c.example>\n");
    for (var i = 0; i < deep; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=\"b").append(i).append("\"\n\n--b").append(i).append('\n');
    }
    return mail.append("Content-Type: text/plain\n\nHello\n").toString();
  }

  static Stream<String> bombs() {
    return Stream.of(nested(400), mixed("", "Content-Type: text/plain\n\nx".repeat(1), "\n--b\n".repeat(20_000)),
      mixed("", Stream.generate(() -> "Content-Type: text/plain\n\nx").limit(10_000).toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void a_mail_built_to_hurt_is_unreadable_at_once(String raw) {
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThrows(IllegalArgumentException.class, () ->
      read(raw)));
  }

  static Stream<String> heavy() {
    return Stream.of(Mails.with("Message-ID: <m@c.example>\nX-Long: " + "x".repeat(4 << 20), "Hello"),
      Mails.with("Message-ID: <m@c.example>\nSubject: " + "=?utf-8?Q?x?= ".repeat(200_000), "Hello"),
      Mails.with("Message-ID: <m@c.example>\nReferences: " + "<a@b.example> ".repeat(300_000), "Hello"),
      Mails.with("Message-ID: <m@c.example>\n" + "X-Many: y\n".repeat(300_000) + "X-Last: z", "Hello"),
      Mails.with("Message-ID: <m@c.example>\nSubject: Re: x", "> ".repeat(2 << 20)),
      Mails.with("Message-ID: <m@c.example>\nSubject: Re: x", "On a b c\n".repeat(200_000) + "> q"),
      Mails.with("Message-ID: <m@c.example>\nContent-Type: text/html", "<blockquote>".repeat(100_000) + "x"),
      Mails.with("Message-ID: <m@c.example>\nContent-Type: text/html", "<blockquote>x</blockquote>".repeat(20_000)),
      Mails.with("Message-ID: <m@c.example>\nContent-Type: text/html", "<b>".repeat(100_000) + "x"
        + "&nbsp;".repeat(50_000)));
  }

  @ParameterizedTest
  @MethodSource("heavy")
  void a_mail_that_is_heavy_for_nothing_is_read_in_no_time(String raw) {
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(raw));
  }
}
