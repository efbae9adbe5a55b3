package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The line that the mail server keeps open: it rings, and never brings. */
@ExtendWith(EventLoops.class)
class MailStreamTest {

  private final Vertx vertx;
  private final PostOffice office = new PostOffice();
  private final AtomicInteger rings = new AtomicInteger();
  private MailConnector connector;

  MailStreamTest(Vertx vertx) {
    this.vertx = vertx;
    connector = connect(Duration.ofMinutes(9));
  }

  private MailConnector connect(Duration idle) {
    var usual = PostOffice.PATIENCE;
    return new MailConnector(vertx, "mail", new MailSessions(office.config(), new Patience(usual.connect(),
      usual.read(),
      usual.total(), usual.enough(), idle, usual.lookAgain(), usual.maxMail())), InstantSource.system());
  }

  @AfterEach
  void close() {
    connector.close().await();
    office.close();
  }

  private Future<Void> listen() {
    var line = connector.stream().orElseThrow().listen(rings::incrementAndGet);
    Eventually.until("the server listens to us", () -> !office.imap.heard(" IDLE").isEmpty() || line.isComplete());
    return line;
  }

  @Test
  void a_mail_that_comes_in_rings_and_reading_goes_on_beside() {
    listen();
    var before = rings.get();
    assertTrue(before > 0, "what came before the line was open is rung for");
    office.deliver(Mails.plain("Parcel", "Where is it?"));
    Eventually.until("it rings", () -> rings.get() > before);
    assertTrue(connector.read("").await().toString().contains("Where is it?"));
  }

  @Test
  void the_line_is_asked_for_anew_again_and_again() {
    connector.close().await();
    connector = connect(Duration.ofMillis(200));
    listen();
    Eventually.until("it was asked for three times", () -> office.imap.heard(" IDLE").size() >= 3);
    assertTrue(office.imap.heard("DONE").size() >= 2);
    office.deliver(Mails.plain("Parcel", "Where is it?"));
    var before = rings.get();
    Eventually.until("it rings", () -> rings.get() > before);
  }

  @Test
  void a_line_that_breaks_ends_and_can_be_opened_again() {
    var line = listen();
    office.imap.breakAll();
    assertThrows(SourceException.class, line::await);
    listen();
    var before = rings.get();
    office.deliver(Mails.plain("Parcel", "Where is it?"));
    Eventually.until("it rings", () -> rings.get() > before);
  }

  @Test
  void letting_go_ends_it() {
    var line = listen();
    connector.stream().orElseThrow().close().await();
    Eventually.until("it has ended", line::isComplete);
  }

  @Test
  void where_nobody_listens_it_cannot_be_opened() {
    office.imap.close();
    assertThrows(SourceException.class, () -> connector.stream().orElseThrow().listen(rings::incrementAndGet).await());
  }
}
