package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers, over a real SMTP server and a line that breaks where it is told to. */
@ExtendWith(EventLoops.class)
class MailRepliesTest {

  private static final Instant AT = Instant.parse("2026-11-02T09:00:00Z");
  private static final Predicate<String> DOT = "."::equals;

  private final Vertx vertx;
  private final PostOffice office = new PostOffice();
  private MailConnector connector;

  MailRepliesTest(Vertx vertx) {
    this.vertx = vertx;
    connector = connect(office.config());
  }

  private MailConnector connect(MailConfig config) {
    return new MailConnector(vertx, "mail", new MailSessions(config, PostOffice.PATIENCE), InstantSource.system());
  }

  @AfterEach
  void close() {
    connector.close().await();
    office.close();
  }

  private Mention mention(String raw) {
    office.deliver(raw);
    return assertInstanceOf(ReadOutcome.Page.class, connector.read("").await()).mentions().getLast();
  }

  private Mention question() {
    return mention(Mails.plain("<q1@customer.example>", "Parcel", "Where is it?"));
  }

  private Draft answerTo(Mention mention, String text) {
    return new Draft(connector.newAttemptKey(AT), text, mention.externalId().value(), mention.context().answerRef(),
      mention.author().handle(), mention.context().visibility(), "en", AT, AT);
  }

  private static String text(MimeMessage mail) {
    try {
      return ((String) mail.getContent()).replace("\r\n", "\n").strip();
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String header(MimeMessage mail, String name) {
    try {
      return String.join(" ", mail.getHeader(name)).replaceAll("\\s+", " ");
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void an_answer_arrives_in_the_thread_it_belongs_to_and_a_copy_lies_in_sent() {
    var asked = mention(Mails.with("Message-ID: <q3@customer.example>\nIn-Reply-To: <q2@customer.example>\n"
      + "References: <q1@customer.example>\n <q2@customer.example>\nSubject: AW: =?UTF-8?Q?Paket_f=C3=BCr_mich?=",
        "Und?"));
    var draft = answerTo(asked, "Größe 👩‍👩‍👧‍👦 ok.\n.\n..\nhttps://northwind.example/ü?x=1\n\n" + "long ".repeat(400));
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, connector.reply(draft).await());
    var mail = office.received().getFirst();
    assertEquals("<" + sent.externalId() + ">", header(mail, "Message-ID"));
    assertEquals("baton-" + draft.attemptKey() + "@northwind.example", sent.externalId());
    assertEquals("<q3@customer.example>", header(mail, "In-Reply-To"));
    assertEquals("<q1@customer.example> <q2@customer.example> <q3@customer.example>", header(mail, "References"));
    assertEquals("AW: Paket für mich", Headers.decoded(header(mail, "Subject")));
    assertEquals("Northwind Help <help@northwind.example>", header(mail, "From"));
    assertTrue(office.smtp.heard("MAIL FROM").getFirst().startsWith("MAIL FROM:<bounces@northwind.example>"));
    assertEquals(draft.text().strip(), text(mail));
    assertEquals(List.of("<" + sent.externalId() + ">"), office.sent().stream().map(m -> header(m, "Message-ID"))
      .toList());
    assertEquals(draft.text().strip(), text(office.sent().getFirst()));
  }

  @Test
  void a_first_mail_is_answered_with_re_and_what_was_said_is_private() {
    var asked = question();
    assertEquals(Visibility.PRIVATE, asked.context().visibility());
    connector.reply(answerTo(asked, "On its way.")).await();
    assertEquals("Re: Parcel", header(office.received().getFirst(), "Subject"));
  }

  @Test
  void what_the_customer_answers_to_our_answer_names_it_and_our_copies_are_not_read_as_mails() {
    var asked = question();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, connector.reply(answerTo(asked, "On its way.")).await());
    var again = mention(Mails.with("Message-ID: <q5@customer.example>\nSubject: Re: Parcel\nIn-Reply-To: <"
      + sent.externalId()
      + ">\nReferences: <q1@customer.example> <" + sent.externalId() + ">",
        "Thanks!\n\nOn 2 Nov 2026, Help wrote:\n> On its way."));
    assertEquals(sent.externalId(), again.context().inReplyTo());
    assertEquals("q1@customer.example", again.context().thread());
    assertEquals("Thanks!", again.text());
  }

  @Test
  void an_answer_lost_after_the_final_dot_is_unknown_found_in_sent_and_was_sent_once() throws Exception {
    connector.close().await();
    connector = connect(office.config("right", Filing.SERVER));
    var draft = answerTo(question(), "On its way.");
    office.smtp.loseAnswerTo(DOT);
    assertInstanceOf(ReplyOutcome.Unknown.class, connector.reply(draft).await());
    assertFalse(connector.repeatable(draft, AT));
    assertInstanceOf(ReplyOutcome.Unknown.class, connector.lookUp(draft).await(), "the server has not filed it yet");
    dev.baton.Eventually.until("the mail is there", () -> office.received().size() == 1);
    office.fileByServer(office.received().getFirst());
    var found = assertInstanceOf(ReplyOutcome.Sent.class, connector.lookUp(draft).await());
    assertEquals("<" + found.externalId() + ">", header(office.received().getFirst(), "Message-ID"));
    assertEquals(1, office.received().size());
  }

  @Test
  void a_line_that_breaks_before_the_final_dot_has_sent_nothing_and_the_same_answer_goes_out_later() {
    var draft = answerTo(question(), "On its way.");
    office.smtp.hangUpAt(DOT);
    var later = connector.reply(draft).await();
    assertTrue(later instanceof ReplyOutcome.Unknown, "the dot may have arrived, for all we know: " + later);
    office.smtp.hangUpAt(line -> line.startsWith("RCPT"));
    assertInstanceOf(ReplyOutcome.TryLater.class, connector.reply(draft).await());
    assertEquals(List.of(), office.received());
    assertInstanceOf(ReplyOutcome.Sent.class, connector.reply(draft).await());
    assertEquals(1, office.received().size());
  }

  static Stream<Predicate<String>> steps() {
    return Stream.of(line -> line.startsWith("MAIL"), line -> line.startsWith("RCPT"), "DATA"::equals, DOT);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void four_hundreds_are_tried_later_and_five_hundreds_never_wherever_they_are_said(Predicate<String> step) {
    var asked = question();
    office.smtp.answerAndHangUp(step, "451 4.7.1 greylisted, come again");
    var later = connector.reply(answerTo(asked, "On its way.")).await();
    assertTrue(later instanceof ReplyOutcome.TryLater(var pause, var why) && why.contains("greylisted"),
      later.toString());
    office.smtp.answerAndHangUp(step, "550 5.7.1 we do not like you");
    var refused = connector.reply(answerTo(asked, "On its way.")).await();
    assertTrue(refused instanceof ReplyOutcome.Refused(var reason) && reason.contains("we do not like you"),
      refused.toString());
  }

  @Test
  void a_server_that_says_no_and_hangs_up_has_said_no() {
    var draft = answerTo(question(), "On its way.");
    office.smtp.answerAndHangUp(DOT, "421 4.3.2 going down");
    var later = connector.reply(draft).await();
    assertTrue(later instanceof ReplyOutcome.TryLater(var pause, var why) && why.contains("going down"),
      later.toString());
    assertInstanceOf(ReplyOutcome.Sent.class, connector.reply(draft).await());
  }

  @Test
  void a_password_that_is_wrong_leaves_the_answer_where_it_is_until_somebody_has_mended_it() {
    var asked = question();
    var stranger = connect(office.config("wrong", Filing.BATON));
    office.smtp.answer(line -> line.startsWith("AUTH"), "535 5.7.8 no");
    var outcome = stranger.reply(answerTo(asked, "On its way.")).await();
    assertTrue(outcome instanceof ReplyOutcome.TryLater(var pause, var why) && pause.toMinutes() == 5
      && !why.contains("wrong"),
      outcome.toString());
    stranger.close().await();
  }

  @Test
  void without_a_connection_not_a_byte_has_left() {
    var draft = answerTo(question(), "On its way.");
    office.smtp.close();
    var failure = assertThrows(SourceException.class, () -> connector.reply(draft).await());
    assertFalse(failure.bytesLeft());
  }

  @Test
  void an_answer_is_out_even_where_no_copy_of_it_can_be_kept() {
    var draft = answerTo(question(), "On its way.");
    office.imap.answer(line -> line.contains("APPEND"), "{tag} NO over quota");
    assertInstanceOf(ReplyOutcome.Sent.class, connector.reply(draft).await());
    assertEquals(1, office.received().size());
    assertEquals(List.of(), office.sent());
  }

  @Test
  void a_look_that_cannot_be_taken_is_taken_again() {
    var draft = answerTo(question(), "On its way.");
    office.imap.close();
    assertThrows(SourceException.class, () -> connector.lookUp(draft).await());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"to\":\"\"}", "{\"to\":\"nobody\"}",
    "{\"to\":\"a@b.example\\r\\nBcc: c@d.example\"}"})
  void an_answer_to_nobody_is_refused_before_anybody_is_asked(String answerRef) {
    var draft = new Draft("key", "Hello", "x", answerRef, "", Visibility.PRIVATE, "", AT, AT);
    assertInstanceOf(ReplyOutcome.Refused.class, connector.reply(draft).await());
    assertEquals(List.of(), office.smtp.heard("EHLO"));
  }

  @Test
  void the_same_draft_is_the_same_mail_to_the_byte_at_every_try() {
    var draft = answerTo(question(), "On its way.\nÜ");
    assertEquals(new String(Letter.of(draft, office.config()).bytes()), new String(Letter.of(draft, office.config())
      .bytes()));
  }

  @Test
  void a_subject_cannot_smuggle_in_a_header() {
    var asked = mention(Mails.with("Message-ID: <evil@customer.example>\nSubject: "
      + "=?UTF-8?B?SGkNCkJjYzogZXZpbEBldmlsLmV4YW1wbGU=?=",
      "x"));
    connector.reply(answerTo(asked, "On its way.")).await();
    assertEquals(1, office.received().size());
    assertEquals("Re: Hi Bcc: evil@evil.example", header(office.received().getFirst(), "Subject"));
  }

  @Test
  void where_the_customer_wants_the_answer_elsewhere_it_goes_there_and_so_does_their_identity() {
    var asked = mention(Mails.with("Message-ID: <r@customer.example>\nReply-To: Ann at home "
      + "<ANN@customer.example>\nSubject: x", "y"));
    assertEquals("ann@customer.example", asked.author().id());
    connector.reply(answerTo(asked, "Hi")).await();
    assertEquals("ANN@customer.example", header(office.received().getFirst(), "To"));
  }
}
