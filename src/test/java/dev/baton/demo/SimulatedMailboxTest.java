package dev.baton.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.EventLoops;
import dev.baton.MovedClock;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.ext.web.client.WebClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's mail server, as real mail programs talk to it, and its page. */
@ExtendWith(EventLoops.class)
class SimulatedMailboxTest {

  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

  private final Vertx vertx;
  private SimulatedMailbox mailbox;
  private SimulatedMailbox.Addresses addresses;
  private MailClient client;

  SimulatedMailboxTest(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    mailbox = new SimulatedMailbox(vertx, new MovedClock(START));
    addresses = mailbox.start(0).await();
    client = MailClient.create(vertx, new MailConfig("127.0.0.1", addresses.smtpPort())
      .setStarttls(StartTLSOptions.DISABLED));
  }

  @AfterEach
  void close() {
    client.close().await();
    mailbox.stop().await();
  }

  private ReceivedMail sent(MailMessage message) {
    client.sendMail(message).await();
    return mailbox.mails().getFirst();
  }

  private static MailMessage mail(String subject, String text) {
    return new MailMessage("baton@desk.example", "maria@northwind.example", subject, text);
  }

  private String page() {
    var web = WebClient.create(vertx);
    try {
      return web.getAbs(addresses.page().toString()).send().await().bodyAsString();
    } finally {
      web.close();
    }
  }

  @Test
  void a_mail_of_the_client_that_baton_uses_arrives_as_it_was_written() {
    var text = "Grüße\n.\n..two dots\n=3D is no code\n" + "long ".repeat(500) + "\nEnd";
    var mail = sent(mail("Über alles: 100 %", text).setHtml("<p>Grüße</p>").addHeader("X-Kept", "yes"));
    assertEquals("baton@desk.example", mail.from());
    assertEquals("maria@northwind.example", mail.to());
    assertEquals("Über alles: 100 %", mail.subject());
    assertEquals(text, mail.text().stripTrailing());
    assertEquals("yes", mail.header("x-kept"));
    assertEquals(START, mail.at());
  }

  @Test
  void plain_ascii_of_the_same_client_arrives_too_and_a_connection_takes_several_mails() {
    for (var i = 0; i < 3; i++) {
      assertEquals("text " + i, sent(mail("subject " + i, "text " + i)).text().strip());
    }
    assertEquals(List.of("subject 2", "subject 1", "subject 0"),
      mailbox.mails().stream().map(ReceivedMail::subject).toList());
  }

  @Test
  void a_mail_of_jakartas_client_arrives_too() {
    GreenMailUtil.sendTextEmail("maria@northwind.example", "desk@baton.example", "Schöne Grüße",
      "Zeile 1\r\n.\r\nZeile ü",
      new ServerSetup(addresses.smtpPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    var mail = mailbox.mails().getFirst();
    assertEquals("Schöne Grüße", mail.subject());
    assertEquals("Zeile 1\n.\nZeile ü", mail.text().strip());
    assertEquals("desk@baton.example", mail.from());
  }

  @Test
  void only_the_latest_are_kept() {
    var talk = new SmtpTalk(envelope -> { });
    assertTrue(talk.answer("EHLO me").startsWith("250"));
    for (var i = 0; i < SimulatedMailbox.KEPT + 3; i++) {
      sent(mail("mail " + i, "text"));
    }
    assertEquals(SimulatedMailbox.KEPT, mailbox.mails().size());
    assertEquals("mail " + (SimulatedMailbox.KEPT + 2), mailbox.mails().getFirst().subject());
  }

  @Test
  void the_page_shows_mails_as_text_with_links_that_can_be_clicked() {
    assertTrue(page().contains("Nothing yet"));
    sent(mail("<script>alert(1)</script>", "Open it: http://localhost:8080/leg#eyJ.a_b-c\n<img src=x onerror=alert(1)>"
      + "\nhttp://x.example/\"onmouseover=\"alert(1)\njavascript:alert(1)"));
    var page = page();
    assertTrue(page.contains("<a href=\"http://localhost:8080/leg#eyJ.a_b-c\">"), page);
    assertTrue(page.contains("&lt;script&gt;"), page);
    assertFalse(page.contains("<script") || page.contains("<img") || page.contains("\"onmouseover"), page);
    assertFalse(page.contains("href=\"javascript"), page);
  }

  /** Says one line after the other and returns what came back to each; the first is the greeting. */
  private List<String> dialogue(String... lines) throws IOException {
    try (var socket = new Socket("127.0.0.1", addresses.smtpPort())) {
      socket.setSoTimeout(5_000);
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      var answers = new ArrayList<>(List.of(in.readLine()));
      for (var line : lines) {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (var answer = in.readLine(); answer != null; answer = in.readLine()) {
          if (answer.charAt(3) == ' ') {
            answers.add(answer.substring(0, 3));
            break;
          }
        }
      }
      return answers.stream().map(a -> a.substring(0, 3)).toList();
    }
  }

  @Test
  void commands_in_a_wrong_order_or_of_a_wrong_kind_are_told_so() throws IOException {
    assertEquals(List.of("220", "503", "250", "503", "503", "501", "501", "250"), dialogue("MAIL FROM:<a@x>", "HELO me",
      "RCPT TO:<b@x>", "DATA", "MAIL a@x", "MAIL FROM:<" + "a".repeat(300) + "@x>", "MAIL FROM:<a@x>"));
    assertEquals(List.of("220", "250", "250", "503", "501", "250", "250", "250", "503", "500", "252", "221"),
      dialogue("HELO me", "MAIL FROM:<a@x>", "MAIL FROM:<a@x>", "RCPT TO:<>", "RCPT TO:<b@x>", "NOOP", "RSET",
        "RCPT TO:<b@x>", "AUTH LOGIN", "VRFY b", "QUIT"));
    assertEquals(List.of(), mailbox.mails());
  }

  @Test
  void a_mail_ends_at_a_lonely_dot_and_a_bounce_has_no_sender() throws IOException {
    assertEquals(List.of("220", "250", "250", "250", "354", "250", "221"),
      dialogue("EHLO me", "MAIL FROM:<> BODY=8BITMIME SIZE=20", "RCPT TO:<b@x>", "DATA",
        "Subject: dots\r\n\r\n..one\r\n...two\r\nbare\n.\nno end\r\n.", "QUIT"));
    assertEquals("", mailbox.mails().getFirst().from());
    assertEquals(".one\n..two\nbare\n.\nno end", mailbox.mails().getFirst().text().strip());
  }

  @Test
  void what_is_too_long_is_refused_and_the_talk_goes_on() throws IOException {
    var line = "x".repeat(1_000) + "\r\n";
    assertEquals(List.of("220", "250", "250", "250", "354", "552", "250", "221"),
      dialogue("EHLO me", "MAIL FROM:<a@x>", "RCPT TO:<b@x>", "DATA", line.repeat(300) + ".", "MAIL FROM:<a@x>",
        "QUIT"));
    assertEquals(List.of(), mailbox.mails());
    assertThrows(Exception.class, () -> client.sendMail(mail("large", "x".repeat(SmtpTalk.MAX_MAIL))).await());
  }
}
