package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What {@code ConnectorContract} asks of reading, over real sockets, against a real IMAP server. Of the contract does
 * not
 * apply what is HTTP's: rate limits, redirects, pages that are not JSON; a mailbox has no followers and no limit of
 * length.
 */
@ExtendWith(EventLoops.class)
class MailConnectorTest {

  private final Vertx vertx;
  private final PostOffice office = new PostOffice();
  private MailConnector connector;

  MailConnectorTest(Vertx vertx) {
    this.vertx = vertx;
    connector = connect(office.config());
  }

  private MailConnector connect(MailConfig config) {
    return connect(config, PostOffice.PATIENCE);
  }

  private MailConnector connect(MailConfig config, Patience patience) {
    return new MailConnector(vertx, "mail", new MailSessions(config, patience), InstantSource.system());
  }

  @AfterEach
  void close() {
    connector.close().await();
    office.close();
  }

  private record Read(List<Mention> mentions, List<ReadOutcome.Unreadable> unreadable, String cursor, int pages) {
    List<String> ids() {
      return mentions.stream().map(m -> m.externalId().value()).toList();
    }
  }

  private Read readOn(String cursor) {
    var mentions = new ArrayList<Mention>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    var pages = 0;
    var more = true;
    while (more) {
      assertTrue(pages++ < 60, "paging does not end");
      var page = assertInstanceOf(ReadOutcome.Page.class, connector.read(cursor).await());
      mentions.addAll(page.mentions());
      unreadable.addAll(page.unreadable());
      cursor = page.cursor();
      more = page.more();
    }
    return new Read(mentions, unreadable, cursor, pages);
  }

  private List<String> mails(String kind, int count) {
    return IntStream.range(0, count).mapToObj(i -> {
      office.deliver(Mails.plain("<" + kind + i + "@customer.example>", "Question " + i, "Where is parcel " + i + "?"));
      return kind + i + "@customer.example";
    }).toList();
  }

  @Test
  void two_hundred_mails_in_a_burst_are_read_once_in_their_order_and_nobody_can_see_that_they_were() {
    var cursor = readOn("").cursor();
    var expected = mails("burst", 200);
    var read = readOn(cursor);
    assertEquals(expected, read.ids());
    assertEquals(200 / Mailbox.PAGE, read.pages());
    assertTrue(office.isUntouched());
  }

  @Test
  void polling_again_and_again_loses_nothing_between_polls_and_signs_in_once() {
    var cursor = readOn("").cursor();
    var expected = new ArrayList<String>();
    var found = new ArrayList<String>();
    for (int size : new int[] {1, 0, 3, 49, 50, 51, 0, 1}) {
      expected.addAll(mails("round" + expected.size() + "-", size));
      var read = readOn(cursor);
      found.addAll(read.ids());
      cursor = read.cursor();
      assertEquals(expected, found);
    }
    assertEquals(1, office.imap.heard("AUTHENTICATE").size() + office.imap.heard("LOGIN").size());
  }

  @Test
  void where_nothing_is_new_nothing_comes_and_nothing_is_asked_twice() {
    mails("old", 3);
    var read = readOn(readOn("").cursor());
    assertEquals(List.of(), read.mentions());
    assertEquals(1, read.pages());
  }

  @Test
  void a_mail_arrives_with_all_that_is_known_of_it() {
    office.deliver(Mails.with("Message-ID: <a1@customer.example>\nSubject: =?UTF-8?Q?Paket_f=C3=BCr_mich=3F?=\n"
      + "Content-Language: de", "Wo ist mein Paket?\n"));
    var mention = readOn("").mentions().getFirst();
    assertEquals("a1@customer.example", mention.externalId().value());
    assertEquals("Paket für mich?\n\nWo ist mein Paket?", mention.text());
    assertEquals("Ann Archer", mention.author().name());
    assertEquals("ann@customer.example", mention.author().email());
    assertEquals("ann@customer.example", mention.author().id());
    assertEquals("de", mention.context().language());
    assertEquals(Visibility.PRIVATE, mention.context().visibility());
    assertEquals("a1@customer.example", mention.context().thread());
    assertTrue(Duration.between(mention.postedAt(), Instant.now()).toMinutes() < 5,
      "the server's date, not the mail's");
  }

  @Test
  void what_came_in_the_last_day_is_read_at_the_first_look_and_what_is_older_is_not() {
    office.deliver(Mails.plain("<old@customer.example>", "Old", "Long ago").getBytes(StandardCharsets.UTF_8),
      Instant.now().minus(Duration.ofDays(2)));
    office.deliver(Mails.plain("<young@customer.example>", "Young", "Just now").getBytes(StandardCharsets.UTF_8),
      Instant.now().minus(Duration.ofHours(3)));
    assertEquals(List.of("young@customer.example"), readOn("").ids());
  }

  @Test
  void an_old_mail_that_somebody_moves_into_the_folder_later_is_read() {
    var cursor = readOn("").cursor();
    office.deliver(Mails.plain("<spam-after-all-not@customer.example>", "Hello", "Out of the junk folder")
      .getBytes(StandardCharsets.UTF_8), Instant.now().minus(Duration.ofDays(9)));
    assertEquals(List.of("spam-after-all-not@customer.example"), readOn(cursor).ids());
  }

  @Test
  void a_fetch_that_breaks_off_loses_nothing_and_the_next_look_goes_on() {
    var cursor = readOn("").cursor();
    var expected = mails("broken", 60);
    office.imap.breakAfter(4_000);
    var failed = assertThrows(SourceException.class, () -> connector.read(cursor).await());
    assertTrue(failed.getMessage().startsWith("127.0.0.1 could not be read"), failed.getMessage());
    assertEquals(expected, readOn(cursor).ids());
  }

  @Test
  void a_line_that_died_between_two_looks_is_opened_anew_without_a_word() {
    var cursor = readOn("").cursor();
    office.imap.breakAll();
    var expected = mails("after", 2);
    assertEquals(expected, readOn(cursor).ids());
  }

  @Test
  void where_the_server_has_forgotten_all_uids_the_mailbox_is_looked_through_by_date_and_the_ids_stay_the_same() {
    var first = Mails.plain("<kept@customer.example>", "One", "Before the server was set up anew");
    var unnamed = Mails.with("Subject: No id", "Nor has this one an id");
    office.deliver(first);
    office.deliver(unnamed);
    IntStream.range(0, 5).forEach(i -> office.deliver(Mails.plain("More", "to make the old UIDs high")));
    var before = readOn("");
    office.imap.breakAll();
    office.startAnew();
    office.deliver(first);
    office.deliver(unnamed);
    office.deliver(Mails.plain("<fresh@customer.example>", "Two", "Came while Baton was not looking"));
    var after = readOn(before.cursor());
    assertEquals(List.of(before.ids().get(0), before.ids().get(1), "fresh@customer.example"), after.ids());
    assertEquals(List.of(), readOn(after.cursor()).ids());
  }

  @Test
  void what_the_server_will_not_give_is_set_aside_and_the_rest_is_read() {
    var cursor = readOn("").cursor();
    mails("one", 1);
    office.imap.answer(line -> line.contains("BODY.PEEK"), "{tag} NO [SERVERBUG] cannot read that mail");
    var read = readOn(cursor);
    assertEquals(1, read.unreadable().size());
    assertTrue(read.unreadable().getFirst().why().contains("cannot read that mail"), read.unreadable().toString());
    var expected = mails("two", 3);
    office.imap.answer(line -> line.contains("BODY.PEEK"), "{tag} NO not all of them at once");
    assertEquals(expected, readOn(read.cursor()).ids());
  }

  @Test
  void a_mail_on_which_every_line_breaks_is_set_aside_in_the_end_and_those_around_it_are_read() {
    var expected = mails("around", 5);
    office.imap.alwaysHangUpAt(line -> line.matches(".*UID FETCH (\\d+,)*3(,\\d+)* \\(UID BODY.*"));
    var found = new ArrayList<String>();
    var unreadable = new ArrayList<ReadOutcome.Unreadable>();
    var cursor = "";
    for (var look = 0; look < 12; look++) {
      var outcome = connector.read(cursor).otherwise(e -> null).await();
      if (outcome instanceof ReadOutcome.Page page) {
        page.mentions().forEach(m -> found.add(m.externalId().value()));
        unreadable.addAll(page.unreadable());
        cursor = page.cursor();
      }
    }
    assertEquals(List.of(expected.get(0), expected.get(1), expected.get(3), expected.get(4)), found);
    assertEquals(1, unreadable.size());
    assertTrue(unreadable.getFirst().why().contains("connection breaks"), unreadable.toString());
  }

  @Test
  void a_mail_longer_than_we_take_is_read_as_far_as_we_do() {
    var boundary = "\n--b\nContent-Type: application/pdf; name=\"scan.pdf\"\nContent-Transfer-Encoding: base64\n\n";
    office.deliver(Mails.with("Message-ID: <big@customer.example>\nSubject: Scan\nContent-Type: multipart/mixed; "
      + "boundary=b",
      "--b\nContent-Type: text/plain\n\nThe scan is attached." + boundary + ("A".repeat(76) + "\n").repeat(50_000)
        + "\n--b--\n"));
    var mention = readOn("").mentions().getFirst();
    assertEquals("[a mail of 3 MB, of which the beginning was read]\n\nScan\n\nThe scan is attached.", mention.text());
    assertEquals("scan.pdf", mention.extras().attachments().getFirst().description());
  }

  @Test
  void one_hostile_mail_does_not_spoil_the_page() {
    var cursor = readOn("").cursor();
    var expected = new ArrayList<>(mails("before", 2));
    office.deliver(Mails.with("Message-ID: <bomb@evil.example>\nContent-Type: multipart/mixed; boundary=b",
      "--b\nContent-Type: text/plain\n\nx\n".repeat(10_000) + "--b--\n"));
    expected.addAll(mails("after", 2));
    var read = readOn(cursor);
    assertEquals(expected, read.ids());
    assertEquals(1, read.unreadable().size());
    assertTrue(read.unreadable().getFirst().why().contains("parts"), read.unreadable().toString());
  }

  @Test
  void wrong_credentials_need_a_person_and_a_busy_server_does_not() {
    var stranger = connect(office.config("wrong", Filing.BATON));
    assertInstanceOf(ReadOutcome.NeedsReconnect.class, stranger.read("").await());
    office.imap.answer(line -> line.contains("AUTHENTICATE") || line.contains("LOGIN"),
      "{tag} NO [UNAVAILABLE] too many connections");
    assertThrows(SourceException.class, () -> stranger.read("").await());
    stranger.close().await();
  }

  @Test
  void a_folder_that_is_not_there_needs_a_person() {
    var there = office.config();
    var elsewhere = connect(new MailConfig(there.imap(), there.smtp(), there.user(), there.password(), there.token(),
      there.from(), there.name(), there.envelope(), "Nowhere", "", there.own(), Filing.BATON));
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, elsewhere.read("").await());
    assertTrue(outcome.why().contains("Nowhere"), outcome.why());
    elsewhere.close().await();
  }

  @Test
  void where_nobody_listens_the_read_fails_and_is_tried_again_by_whoever_asked() {
    office.imap.close();
    assertThrows(SourceException.class, () -> connector.read("").await());
  }

  @Test
  void a_server_that_says_nothing_ends_when_the_time_is_up() {
    var impatient = connect(office.config(), new Patience(Duration.ofSeconds(1), Duration.ofSeconds(30),
      Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(9), Duration.ofSeconds(1), 1 << 20));
    office.imap.answer(line -> line.contains("EXAMINE"), "* OK I am thinking");
    assertThrows(SourceException.class, () -> impatient.read("").await());
    assertInstanceOf(ReadOutcome.Page.class, impatient.read("").await());
    impatient.close().await();
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_believed() {
    var there = office.config();
    var tls = new MailConfig(new MailConfig.Door("localhost", office.tlsPort(), MailConfig.Security.TLS), there.smtp(),
      there.user(), there.password(), there.token(), there.from(), there.name(), there.envelope(), "INBOX", "",
        there.own(),
      Filing.BATON);
    var careful = connect(tls);
    assertThrows(SourceException.class, () -> careful.read("").await());
    careful.close().await();
    var trusting = new MailConnector(vertx, "trusting", new MailSessions(tls, PostOffice.PATIENCE, "localhost"),
      InstantSource.system());
    assertInstanceOf(ReadOutcome.Page.class, trusting.read("").await());
    trusting.close().await();
  }

  @Test
  void a_server_that_offers_no_starttls_is_told_no_password() {
    var there = office.config();
    var strict = connect(new MailConfig(new MailConfig.Door("127.0.0.1", office.imap.port(),
      MailConfig.Security.STARTTLS),
      there.smtp(), there.user(), there.password(), there.token(), there.from(), there.name(), there.envelope(),
        "INBOX", "",
      there.own(), Filing.BATON));
    assertThrows(SourceException.class, () -> strict.read("").await());
    assertEquals(List.of(), office.imap.heard("LOGIN"));
    assertEquals(List.of(), office.imap.heard("AUTHENTICATE"));
    strict.close().await();
  }

  @Test
  void a_token_is_offered_as_a_token_and_never_as_a_password() {
    var there = office.config();
    var token = connect(new MailConfig(there.imap(), there.smtp(), there.user(), new Secret(""), new Secret("t0ken"),
      there.from(), there.name(), there.envelope(), "INBOX", "", there.own(), Filing.BATON));
    office.imap.answer(line -> line.contains("CAPABILITY"),
      "* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR\r\n{tag} OK");
    office.imap.answer(line -> line.contains("AUTHENTICATE"), "{tag} NO expired");
    var outcome = assertInstanceOf(ReadOutcome.NeedsReconnect.class, token.read("").await());
    assertTrue(outcome.why().contains("expired"), outcome.why());
    var said = office.imap.heard("AUTHENTICATE");
    assertEquals(1, said.size());
    var offered = new String(Base64.getDecoder().decode(said.getFirst().split(" XOAUTH2 ")[1]),
      StandardCharsets.US_ASCII);
    assertEquals("user=help@northwind.example\1auth=Bearer t0ken\1\1", offered);
    token.close().await();
  }

  @Test
  void heavy_mails_come_in_pages_that_fit_into_memory() {
    var heavy = "x".repeat(70) + "\n";
    var expected = IntStream.range(0, 20).mapToObj(i -> {
      office.deliver(Mails.plain("<heavy" + i + "@customer.example>", "Scan", heavy.repeat(14_000)));
      return "heavy" + i + "@customer.example";
    }).toList();
    var read = readOn("");
    assertEquals(expected, read.ids());
    assertEquals(2, read.pages());
  }

  @Test
  void a_check_up_looks_at_everything_and_sends_nothing() {
    mails("there", 2);
    var found = connector.check().await();
    assertEquals(List.of("credentials", "reading", "copies", "sending"), found.stream().map(Checked::what).toList());
    assertTrue(found.stream().allMatch(Checked::isWell), found.toString());
    assertTrue(found.get(1).words().startsWith("INBOX has 2 mails, the newest of "), found.toString());
    assertEquals("of answers are looked for in Sent", found.get(2).words());
    assertEquals(List.of(), office.received());
    assertEquals(List.of(), office.smtp.heard("MAIL FROM"));
  }

  @Test
  void a_check_up_says_what_is_wrong_on_each_side() {
    var stranger = connect(office.config("wrong", Filing.BATON));
    var found = stranger.check().await();
    assertEquals(List.of("credentials", "sending"), found.stream().map(Checked::what).toList());
    assertFalse(found.stream().anyMatch(Checked::isWell), found.toString());
    assertFalse(found.toString().contains("wrong"), found.toString());
    stranger.close().await();
  }

  @Test
  void attempt_keys_differ() {
    var keys = new HashSet<String>();
    IntStream.range(0, 1_000).forEach(i -> keys.add(connector.newAttemptKey(Instant.EPOCH)));
    assertEquals(1_000, keys.size());
  }
}
