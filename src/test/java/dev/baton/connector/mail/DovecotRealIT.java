package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.Eventually;
import dev.baton.connector.Brought;
import dev.baton.connector.Checked;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.mail.MailConfig.Door;
import dev.baton.connector.mail.MailConfig.Security;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A desk and a customer on Debian's Dovecot and Postfix. Not part of {@code mvn verify}: run it with
 * {@code mvn verify -Preal -Dit.test=DovecotRealIT}, as root, where the packages are installed.
 */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DovecotRealIT {

  private final Vertx vertx;
  private RealServers servers;
  private MailConnector desk;
  private MailConnector ann;
  private String cursor = "";
  private String annsCursor = "";

  DovecotRealIT(Vertx vertx) {
    this.vertx = vertx;
  }

  @BeforeAll
  void start() {
    servers = new RealServers();
    desk = connect(servers.secured());
    ann = connect(servers.ann());
    readNew();
    annsCursor = page(ann, "").cursor();
  }

  @AfterAll
  void stop() {
    desk.close().await();
    ann.close().await();
    servers.close();
  }

  private MailConnector connect(MailConfig config) {
    return new MailConnector(vertx, config.user(), new MailSessions(config, PostOffice.PATIENCE, "localhost"),
      InstantSource.system());
  }

  private static ReadOutcome.Page page(MailConnector connector, String cursor) {
    return assertInstanceOf(ReadOutcome.Page.class, connector.read(cursor).await());
  }

  private Brought readNew() {
    var mentions = new ArrayList<Mention>();
    var receipts = new ArrayList<dev.baton.connector.Receipt>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    var more = true;
    while (more) {
      var page = page(desk, cursor);
      mentions.addAll(page.mentions());
      receipts.addAll(page.brought().receipts());
      unreadable.addAll(page.unreadable());
      cursor = page.cursor();
      more = page.more();
    }
    return new Brought(mentions, List.of(), receipts, unreadable);
  }

  /** Reads until so many mails are there. */
  private List<Mention> await(int count) {
    var all = new ArrayList<Mention>();
    Eventually.until(count + " mails have come", () -> {
      all.addAll(readNew().mentions());
      return all.size() >= count;
    });
    return all;
  }

  /** Ann writes with Baton's own hands, which is a mail like any other. */
  private void write(String subject, String text) {
    var sent = ann.reply(draft(ann, RealServers.DESK, subject, text)).await();
    assertInstanceOf(ReplyOutcome.Sent.class, sent, sent.toString());
  }

  private static Draft draft(MailConnector from, String to, String subject, String text) {
    return answer(from, new AnswerRef(to, subject, "", List.of()).text(), text);
  }

  private static Draft answer(MailConnector from, String ref, String text) {
    var now = Instant.now();
    return new Draft(from.newAttemptKey(now), text, "", ref, "", Visibility.PRIVATE, "en", now, now);
  }

  @Test
  @Order(1)
  void the_check_up_is_well_over_tls_to_read_and_starttls_to_send() {
    var found = desk.check().await();
    assertTrue(found.stream().allMatch(Checked::isWell), found.toString());
    assertTrue(found.toString().contains("looked for in Outgoing"), "by its mark, not by its name: " + found);
  }

  @Test
  @Order(2)
  void a_talk_goes_to_and_fro_and_stays_one_thread() {
    write("Parcel", "Where is it?");
    var asked = await(1).getFirst();
    assertEquals("Where is it?", asked.text());
    var reply = desk.reply(answer(desk, asked.context().answerRef(), "On its way. Größe: 👍")).await();
    var sent = assertInstanceOf(ReplyOutcome.Sent.class, reply, reply.toString());
    var got = new ArrayList<Mention>();
    Eventually.until("Ann has the answer", () -> {
      var page = page(ann, annsCursor);
      annsCursor = page.cursor();
      got.addAll(page.mentions());
      return !got.isEmpty();
    });
    assertEquals("On its way. Größe: 👍", got.getFirst().text());
    assertEquals(sent.externalId(), got.getFirst().externalId().value());
    ann.reply(answer(ann, got.getFirst().context().answerRef(), "Thanks!\n\nOn Monday, Help wrote:\n> On its way."))
      .await();
    var thanks = await(1).getFirst();
    assertEquals("Thanks!", thanks.text());
    assertEquals(sent.externalId(), thanks.context().inReplyTo());
    assertEquals(asked.context().thread(), thanks.context().thread());
  }

  @Test
  @Order(3)
  void two_hundred_mails_ring_and_are_read_once_and_nobody_can_see_it() {
    var rings = new AtomicInteger();
    desk.stream().orElseThrow().listen(rings::incrementAndGet);
    Eventually.until("the line is open", () -> rings.get() > 0);
    IntStream.range(0, 200).forEach(i -> write("Burst " + i, "Question " + i));
    Eventually.until("it rings", () -> rings.get() > 1);
    var read = await(200);
    assertEquals(200, read.size());
    assertEquals(200, read.stream().map(Mention::externalId).distinct().count());
    assertTrue(servers.names().stream().noneMatch(name -> name.matches(".*:2,.*[ST].*")), servers.names().toString());
    desk.stream().orElseThrow().close().await();
  }

  @Test
  @Order(4)
  void where_the_uids_are_forgotten_the_ids_stay_the_same_and_what_came_meanwhile_is_found() {
    desk.close().await();
    servers.forgetUids();
    desk = connect(servers.secured());
    write("Meanwhile", "Came while nobody looked");
    var ids = new ArrayList<String>();
    Eventually.until("all of it was looked through", () -> {
      readNew().mentions().forEach(m -> ids.add(m.externalId().value()));
      return ids.size() >= 203;
    });
    assertEquals(203, ids.stream().distinct().count());
    assertEquals(List.of(), readNew().mentions());
  }

  @Test
  @Order(5)
  void an_answer_to_nobody_comes_back_as_a_receipt() {
    var draft = draft(desk, "nobody@customer.example", "Parcel", "On its way.");
    assertInstanceOf(ReplyOutcome.Sent.class, desk.reply(draft).await());
    var receipts = new ArrayList<dev.baton.connector.Receipt>();
    Eventually.until("it has come back", () -> receipts.addAll(readNew().receipts()));
    assertEquals(draft.attemptKey(), receipts.getFirst().attemptKey());
    assertTrue(receipts.getFirst().words().contains("5.1.1"), receipts.toString());
  }

  @Test
  @Order(6)
  void an_answer_lost_after_the_final_dot_was_sent_once() {
    try (var tap = new Tap(() -> servers.smtp)) {
      var line = connect(RealServers.config(new Door("127.0.0.1", servers.imap, Security.OFF),
        new Door("127.0.0.1", tap.port(), Security.OFF)));
      var draft = draft(line, RealServers.ANN, "Lost", "On its way.");
      tap.loseAnswerTo("."::equals);
      assertInstanceOf(ReplyOutcome.Unknown.class, line.reply(draft).await());
      assertInstanceOf(ReplyOutcome.Unknown.class, line.lookUp(draft).await(), "Postfix files nothing");
      line.close().await();
    }
    var sent = draft(desk, RealServers.ANN, "Found", "On its way.");
    assertInstanceOf(ReplyOutcome.Sent.class, desk.reply(sent).await());
    assertInstanceOf(ReplyOutcome.Sent.class, desk.lookUp(sent).await(),
      "our copy is where Dovecot says that copies go");
  }
}
