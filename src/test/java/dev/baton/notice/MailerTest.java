package dev.baton.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.EventLoops;
import dev.baton.MailServer;
import dev.baton.config.Secret;
import dev.baton.people.Person;
import io.vertx.core.Vertx;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Mails as a real server takes them and a real program reads them. */
@ExtendWith(EventLoops.class)
class MailerTest {

  /** Milliseconds; two are the usual seconds. */
  private static final long BUSY_MACHINE = 30_000;
  private static final ServerSetup PLAIN = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
  private static final ServerSetup TLS = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);

  private final Vertx vertx;
  private final Person maria = SomeLetters.maria(Map.of());
  private GreenMail server;

  MailerTest(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeEach
  void open() {
    ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.WARN);
    server = new GreenMail(Stream.of(PLAIN, TLS).map(ServerSetup::createCopy)
      .peek(setup -> setup.setServerStartupTimeout(BUSY_MACHINE)).toArray(ServerSetup[]::new));
    server.withConfiguration(GreenMailConfiguration.aConfig().withUser("desk@baton.example", "desk", "right"));
    server.start();
  }

  @AfterEach
  void close() {
    server.stop();
  }

  private Mailer mailer(int port, String security, String user, String password) {
    return new Mailer(vertx, new MailConfig("localhost", port, security, user, new Secret(password),
      "Bâton <desk@baton.example>"), 2);
  }

  private PostOutcome send(Letter letter, int port, String security, String user, String password) {
    var mailer = mailer(port, security, user, password);
    try {
      return mailer.send(letter).await();
    } finally {
      mailer.close().await();
    }
  }

  private MimeMessage sent(Letter letter) {
    assertInstanceOf(PostOutcome.Taken.class, send(letter, server.getSmtp().getPort(), "none", "", ""));
    return server.getReceivedMessages()[0];
  }

  private static String part(MimeMessage message, int index) throws Exception {
    BodyPart part = ((Multipart) message.getContent()).getBodyPart(index);
    return ((String) part.getContent()).replace("\r\n", "\n");
  }

  @Test
  void a_mail_reads_the_same_as_text_and_as_html_and_nothing_in_it_is_markup_but_ours() throws Exception {
    var message = sent(SomeLetters.asking(maria, true));
    assertEquals("B-1001-MV: You are asked for an answer", message.getSubject());
    assertEquals("auto-generated", message.getHeader("Auto-Submitted")[0]);
    assertEquals("<0f2b@baton.example>", message.getMessageID());
    assertEquals("maria@northwind.example", message.getAllRecipients()[0].toString());
    assertTrue(message.getFrom()[0].toString().contains("desk@baton.example"));

    var text = part(message, 0);
    assertTrue(text.startsWith("Hello Maria Santos,\n\nB-1001-MV\nYou are asked for an answer\nNo pickup in time\n"
      + "Open the case:\nhttps://desk.example/cases/1001\nAna Lima asks Billing:\n"
      + "> Is it <b>us</b> & \"them\"?"), text);
    assertTrue(text.contains("\n> .\n> ..\n"), text);
    assertTrue(text.contains("Accept it by Monday 2 March 2026, 11:00.\nAnswer it by Tuesday 3 March 2026, 10:00"
      + " (Europe/London).\n"), text);
    assertTrue(text.contains("\nhttps://desk.example/leg#token\n"), text);

    var html = part(message, 1);
    assertTrue(html.contains("Is it &lt;b&gt;us&lt;/b&gt; &amp; &quot;them&quot;?"), html);
    assertTrue(html.contains("<a href=\"https://desk.example/leg#token\">"), html);
    assertFalse(html.contains("<b>"), html);
  }

  @Test
  void lines_without_end_letters_of_every_kind_and_lonely_dots_arrive_whole() throws Exception {
    var question = "größer ".repeat(600).strip() + "\n.\nEnd";
    var asked = new Asked("northwind", 101, "Ana", "", question, SomeLetters.AT, SomeLetters.AT, "https://x.example/",
      true);
    var letter = SomeLetters.asking(maria, true);
    var paragraph = letter.paragraphs().getFirst();
    var message = sent(new Letter("1", maria, SomeLetters.AT, List.of(new Letter.Paragraph("northwind", 1001,
      "B-1001-MV", "", paragraph.words(), List.of(asked))), 0, letter.address(), letter.zone()));
    assertTrue(part(message, 0).contains("> " + question.replace("\n", "\n> ") + "\n"), part(message, 0));
    assertTrue(part(message, 0).contains("Ana asks you:"));
  }

  @Test
  void what_is_over_is_said_to_be_over_and_has_no_link() throws Exception {
    var text = part(sent(SomeLetters.asking(maria, false)), 0);
    assertTrue(text.contains("nothing is left to do"), text);
    assertFalse(text.contains("/leg#"), text);
  }

  @Test
  void a_server_is_signed_in_to_where_a_user_is_given_and_a_wrong_password_is_a_refusal() {
    var letter = SomeLetters.of(maria, 1);
    assertInstanceOf(PostOutcome.Taken.class, send(letter, server.getSmtp().getPort(), "none", "desk", "right"));
    var refused = send(letter, server.getSmtp().getPort(), "none", "desk", "wrong");
    assertInstanceOf(PostOutcome.Refused.class, refused);
    assertFalse(refused.toString().contains("wrong"), refused::toString);
    assertEquals(1, server.getReceivedMessages().length);
  }

  @Test
  void nothing_is_said_to_a_server_that_cannot_keep_it_secret_or_that_nobody_vouches_for() {
    var letter = SomeLetters.of(maria, 1);
    var open = send(letter, server.getSmtp().getPort(), "starttls", "", "");
    assertTrue(open instanceof PostOutcome.TryLater(var cause) && cause.contains("STARTTLS"), open::toString);
    var selfSigned = send(letter, server.getSmtps().getPort(), "tls", "", "");
    assertInstanceOf(PostOutcome.TryLater.class, selfSigned);
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void starttls_is_used_where_it_is_offered_and_the_certificate_is_looked_at() throws Exception {
    try (var offering = new MailServer(selfSigned())) {
      var outcome = send(SomeLetters.of(maria, 1), offering.port(), "starttls", "", "");
      assertTrue(outcome instanceof PostOutcome.TryLater(var cause) && cause.contains("certificate"), outcome::toString);
      assertEquals(0, offering.mails().size());
    }
  }

  private static SSLContext selfSigned() throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(MailerTest.class.getResourceAsStream("/greenmail.p12"), "changeit".toCharArray());
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void five_hundreds_are_refusals_and_four_hundreds_are_not() {
    try (var strict = new MailServer()) {
      strict.refuse("maria@northwind.example", 550, "no such user");
      var refused = send(SomeLetters.of(maria, 1), strict.port(), "none", "", "");
      assertTrue(refused instanceof PostOutcome.Refused(var cause) && cause.contains("550 no such user"),
        refused::toString);
      strict.takeAll();
      strict.refuseAll(421, "too busy");
      assertInstanceOf(PostOutcome.TryLater.class, send(SomeLetters.of(maria, 1), strict.port(), "none", "", ""));
    }
  }

  @Test
  void an_address_that_is_none_is_refused_before_anybody_is_asked() {
    var odd = SomeLetters.maria(Map.of("BATON_PEOPLE_MARIA_EMAIL", "x>,<evil@example.org"));
    var port = server.getSmtp().getPort();
    assertInstanceOf(PostOutcome.Refused.class, send(SomeLetters.of(odd, 1), port, "none", "", ""));
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void where_nobody_listens_it_is_tried_later() throws IOException {
    assertInstanceOf(PostOutcome.TryLater.class, send(SomeLetters.of(maria, 1), freed(), "none", "", ""));
  }

  private static int freed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return taken.getLocalPort();
    }
  }
}
