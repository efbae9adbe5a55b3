package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.connector.Guarded;
import dev.baton.connector.OffLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.mention.Attachment;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What came with a mail, fetched out of a real mailbox. */
@ExtendWith(EventLoops.class)
class EnclosuresTest {

  private static final byte[] PICTURE = Base64.getDecoder().decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

  private final PostOffice office = new PostOffice();
  private final MailConnector connector;
  private final Guarded web;

  EnclosuresTest(Vertx vertx) {
    connector = new MailConnector(vertx, "mail", new MailSessions(office.config(), PostOffice.PATIENCE),
      InstantSource.system());
    web = new Guarded(vertx, Wire.Limits.USUAL, Optional.empty());
  }

  @AfterEach
  void close() {
    connector.close().await();
    office.close();
  }

  private static String lines(byte[] bytes) {
    return Base64.getMimeEncoder().encodeToString(bytes).replace("\r\n", "\n");
  }

  private static String with(String id, String... parts) {
    return Mails.with("Message-ID: <" + id + ">\nSubject: Broken\nMIME-Version: 1.0\nContent-Type: multipart/mixed; "
      + "boundary=\"b\"", "--b\n" + String.join("\n--b\n", parts) + "\n--b--\n");
  }

  private static String picture(byte[] bytes, String headers) {
    return "Content-Type: image/png; name=a.png\n" + headers + "Content-Transfer-Encoding: base64\n\n" + lines(bytes);
  }

  private List<Attachment> delivered(String raw) {
    office.deliver(raw);
    return assertInstanceOf(ReadOutcome.Page.class, connector.read("").await()).mentions().getLast().extras()
      .attachments();
  }

  private byte[] fetched(Attachment attachment) {
    var answer = connector.fetch(attachment.url(), web).await();
    assertEquals(200, answer.status());
    return answer.body().getBytes();
  }

  @Test
  void what_is_attached_and_what_stands_between_the_words_is_fetched_to_the_byte() {
    var all = delivered(with("m1@c.example", "Content-Type: multipart/related; boundary=\"c\"\n\n--c\nContent-Type: "
      + "text/html\n\n<p>Look: <img src=\"cid:p1\"></p>\n--c\n" + picture(PICTURE, "Content-ID: <p1>\n") + "\n--c--",
      "Content-Type: application/pdf; name=\"=?UTF-8?Q?r=C3=BC.pdf?=\"\nContent-Transfer-Encoding: quoted-printable\n\n"
      + "%PDF-1.7 =C3=BC"));
    assertArrayEquals(PICTURE, fetched(all.get(0)));
    assertEquals("rü.pdf", all.get(1).description());
    assertArrayEquals("%PDF-1.7 ü".getBytes(), fetched(all.get(1)));
    assertTrue(office.isUntouched());
  }

  @Test
  void a_mail_that_is_nothing_but_a_picture_is_fetched_too() {
    var raw = Mails.with("Message-ID: <m2@c.example>\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n"
      + "Content-Type: image/png; name=a.png", lines(PICTURE));
    assertArrayEquals(PICTURE, fetched(delivered(raw).getFirst()));
  }

  @Test
  void it_is_found_after_the_mail_was_moved_to_another_folder() {
    var attached = delivered(with("m3@c.example", picture(PICTURE, ""))).getFirst();
    office.moveTo("Done");
    assertArrayEquals(PICTURE, fetched(attached));
  }

  @Test
  void what_was_deleted_is_gone_and_nobody_asks_again() {
    var attached = delivered(with("m4@c.example", picture(PICTURE, ""))).getFirst();
    office.empty();
    assertThrows(OffLimits.class, () -> connector.fetch(attached.url(), web).await());
  }

  @Test
  void what_is_larger_than_we_keep_stays_in_the_mailbox() {
    var large = new byte[PostOffice.PATIENCE.maxMail() + 10];
    new Random(1).nextBytes(large);
    var attached = delivered(with("m5@c.example", picture(large, ""))).getFirst();
    assertThrows(OffLimits.class, () -> connector.fetch(attached.url(), web).await());
  }

  @Test
  void a_line_that_breaks_meanwhile_is_tried_again() {
    var attached = delivered(with("m6@c.example", picture(PICTURE, ""))).getFirst();
    office.imap.close();
    assertThrows(SourceException.class, () -> connector.fetch(attached.url(), web).await());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://tracker.example/x.png", "imap:1/1/1 BODY[]/base64/x", "imap:1/1/1/base64",
    "imap:1/1/1.0]<0.9> (FLAGS/7bit/x", "imap:99999999999999999999/1/1/7bit/x", "imap:1/1/1/7bit/%zz"})
  void nothing_but_a_part_of_a_mail_is_fetched(String url) {
    assertThrows(OffLimits.class, () -> connector.fetch(url, web).await());
  }

  @Test
  void an_id_in_an_address_says_no_more_to_the_server_than_an_id() {
    assertThrows(OffLimits.class, () -> connector.fetch("imap:1/1/1/7bit/x%22%0D%0AA1+DELETE+INBOX%0D%0A", web).await());
    assertTrue(office.imap.heard("DELETE").isEmpty());
  }
}
