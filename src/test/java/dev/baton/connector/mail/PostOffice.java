package dev.baton.connector.mail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.baton.config.Secret;
import dev.baton.connector.mail.MailConfig.Door;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.connector.mail.MailConfig.Security;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** A real mail server with the desk's mailbox and a customer's, and taps on the way to it. */
public final class PostOffice implements AutoCloseable {

  static final String DESK = "help@northwind.example";
  static final String ANN = "ann@customer.example";

  /** Small enough for a test to meet them. */
  static final Patience PATIENCE = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(20),
    Duration.ofSeconds(20), Duration.ofMinutes(9), Duration.ofMillis(50), 1 << 20);

  private GreenMail server;
  final Tap imap;
  final Tap smtp;

  public PostOffice() {
    ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.ERROR);
    server = started();
    imap = new Tap(() -> server.getImap().getPort());
    smtp = new Tap(() -> server.getSmtp().getPort());
  }

  private static GreenMail started() {
    var server = new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
      new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1",
        ServerSetup.PROTOCOL_IMAPS)});
    server.withConfiguration(GreenMailConfiguration.aConfig().withUser(DESK, DESK, "right").withUser(ANN, ANN, "ann"));
    server.start();
    try {
      server.getManagers().getImapHostManager().createMailbox(server.getUserManager().getUserByEmail(DESK), "Sent");
    } catch (FolderException | AuthorizationException e) {
      throw new IllegalStateException(e);
    }
    return server;
  }

  /** Set up anew with nothing in it: every UID is forgotten, and the mailbox has another UIDVALIDITY. */
  void startAnew() {
    server.stop();
    server = started();
  }

  MailConfig config() {
    return config("right", Filing.BATON);
  }

  MailConfig config(String password, Filing filing) {
    return new MailConfig(new Door("127.0.0.1", imap.port(), Security.OFF), new Door("127.0.0.1", smtp.port(),
      Security.OFF),
      DESK, new Secret(password), new Secret(""), DESK, "Northwind Help", "bounces@northwind.example", "INBOX", "",
      Set.of(DESK, "bounces@northwind.example", "sales@northwind.example"), filing);
  }

  /** Somebody tidies up: all mails of the desk's go to another folder, under other UIDs. */
  void moveTo(String name) {
    try {
      var manager = server.getManagers().getImapHostManager();
      var to = manager.createMailbox(desk(), name);
      for (var mail : folder("INBOX").getMessages()) {
        folder("INBOX").copyMessage(mail.getUid(), to);
      }
      folder("INBOX").deleteAllMessages();
    } catch (FolderException | AuthorizationException e) {
      throw new IllegalStateException(e);
    }
  }

  void empty() {
    folder("INBOX").deleteAllMessages();
  }

  int tlsPort() {
    return server.getImaps().getPort();
  }

  /** A mail of Ann's lands in the desk's mailbox. */
  public void deliver(String raw) {
    deliver(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), Instant.now());
  }

  void deliver(byte[] raw, Instant at) {
    try {
      server.getManagers().getImapHostManager().getInbox(desk())
        .appendMessage(parsed(raw), new Flags(), Date.from(at));
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private GreenMailUser desk() {
    return server.getUserManager().getUserByEmail(DESK);
  }

  private static MimeMessage parsed(byte[] raw) {
    try {
      return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The keys of an account on the desk's mailbox, as they stand in {@code accounts.yaml}. */
  public String keys() {
    return "imap: 127.0.0.1:" + imap.port() + "\n    smtp: 127.0.0.1:" + smtp.port() + "\n    tls: off\n    user: " + DESK
      + "\n    password: right\n    from: Northwind Help <" + DESK + ">\n";
  }

  /** What the customer got. */
  public List<MimeMessage> received() {
    return server.getManagers().getImapHostManager().getFolder(server.getUserManager().getUserByEmail(ANN), "INBOX")
      .getMessages().stream().map(m -> m.getMimeMessage()).toList();
  }

  /** The copies in the desk's Sent. */
  List<MimeMessage> sent() {
    return folder("Sent").getMessages().stream().map(m -> m.getMimeMessage()).toList();
  }

  /** The server itself keeps a copy of what went out. */
  void fileByServer(MimeMessage mail) {
    folder("Sent").appendMessage(mail, new Flags(Flags.Flag.SEEN), new Date());
  }

  /** True if nobody can see that the desk's mails were read. */
  boolean isUntouched() {
    return folder("INBOX").getMessages().stream().noneMatch(m -> m.getFlags().contains(Flags.Flag.SEEN) || m.getFlags()
      .contains(Flags.Flag.DELETED));
  }

  private com.icegreen.greenmail.store.MailFolder folder(String name) {
    return server.getManagers().getImapHostManager().getFolder(desk(), name);
  }

  @Override
  public void close() {
    imap.close();
    smtp.close();
    server.stop();
  }
}
