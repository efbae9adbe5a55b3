package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.mention.Mention;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody can write anybody's address into From; our own mail server says whether it was theirs. */
class AuthenticityTest {

  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
  private static final String MX = "mx.northwind.example";

  private static Mention said(String server, String raw) {
    var bytes = raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    var config = Mails.trusting(new Trust(server, Set.of()));
    return assertInstanceOf(MailReader.Sorted.Said.class,
      new MailReader(config, () -> NOW).read(new RawMail(7, NOW, bytes.length, bytes, false), 3)).mention();
  }

  /** Of Ann's, as our server found it. */
  private static Mention found(String results) {
    return said(MX, Mails.with((results.isEmpty() ? "" : results + "\n") + "Message-ID: <m@c.example>\nSubject: Re: x",
      "Hello"));
  }

  private static boolean isVerified(Mention mention) {
    var verified = mention.author().id().equals("ann@customer.example");
    assertEquals(verified ? "ann@customer.example" : "", mention.author().email());
    assertEquals(verified ? "Hello" : "[the sender could not be verified]\n\nHello", mention.text());
    assertEquals("ann@customer.example", mention.author().handle());
    return verified;
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "Authentication-Results: " + MX + "; dmarc=pass (p=REJECT sp=REJECT) header.from=customer.example",
    "Authentication-Results: MX.Northwind.example 1;\n spf=fail smtp.mailfrom=x.example;\n dmarc = pass header.from=customer.example",
    "Authentication-Results: " + MX + "; dkim=pass header.i=@customer.example header.s=s1; dmarc=none",
    "Authentication-Results: " + MX + "; dkim=fail header.d=list.example; dkim=pass header.d=customer.example",
    "Authentication-Results: " + MX + "; spf=pass (domain of \"a;b\") smtp.mailfrom=ann@customer.example",
    "Authentication-Results: " + MX + "; spf=pass smtp.mailfrom=x.example\nAuthentication-Results: " + MX
      + "; dkim=pass header.d=customer.example"})
  void who_is_what_they_say_is_who_we_know(String results) {
    assertTrue(isVerified(found(results)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"",
    "Authentication-Results: " + MX + "; none",
    "Authentication-Results: " + MX + "; dmarc=fail header.from=customer.example; dkim=pass header.d=customer.example",
    "Authentication-Results: " + MX + "; dmarc=pass header.from=evil.example",
    "Authentication-Results: " + MX + "; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=evil.example",
    "Authentication-Results: " + MX + "; dkim=pass header.d=evil.customer.example",
    "Authentication-Results: " + MX + "; dkim=pass header.d=example",
    "Authentication-Results: " + MX + "; (dmarc=pass header.from=customer.example) spf=fail smtp.mailfrom=a",
    "Authentication-Results: mx.evil.example; dmarc=pass header.from=customer.example",
    "Authentication-Results: evil; " + MX + "; dmarc=pass header.from=customer.example",
    "Authentication-Results: dmarc=pass header.from=customer.example",
    "Authentication-Results: " + MX + "; dmarc=fail header.from=customer.example\nAuthentication-Results: " + MX
      + "; dmarc=pass header.from=customer.example",
    "Authentication-Results: ;;;===", "Authentication-Results: (((((", "X-Authentication-Results: " + MX + "; dmarc=pass"})
  void who_is_not_is_linked_to_nobody_and_the_agent_is_told(String results) {
    assertFalse(isVerified(found(results)));
  }

  @Test
  void a_server_that_leaves_its_name_out_is_believed_where_that_was_said() {
    var raw = Mails.with("Authentication-Results: spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=customer.example; dmarc=pass"
      + " action=none header.from=customer.example;compauth=pass reason=100\nMessage-ID: <m@c.example>\nSubject: Re: x",
      "Hello");
    assertTrue(isVerified(said(Trust.UNNAMED, raw)));
    assertFalse(isVerified(said(MX, raw)));
  }

  @Test
  void whoever_is_to_be_answered_elsewhere_is_not_verified_by_where_it_came_from() {
    var pass = "Authentication-Results: " + MX + "; dmarc=pass header.from=evil.example\nMessage-ID: <m@c.example>\n";
    var mention = said(MX, pass + "From: mallory@evil.example\nReply-To: ann@customer.example\nSubject: Re: x\n\nHello");
    assertFalse(isVerified(mention));
    var two = said(MX, pass.replace("evil", "customer") + "From: ann@customer.example\nFrom: x@evil.example\nSubject: Re: x"
      + "\n\nHello");
    assertFalse(isVerified(two));
  }

  @Test
  void where_no_server_says_anything_a_sender_is_believed_as_ever() {
    assertTrue(isVerified(said("", Mails.with("Message-ID: <m@c.example>\nSubject: Re: x", "Hello"))));
  }

  @Test
  void results_without_an_end_are_read_in_no_time() {
    for (var long_ : new String[] {"(".repeat(200_000), "dkim=pass ".repeat(20_000), ";".repeat(200_000),
      " ".repeat(100_000) + "=", "=".repeat(100_000)}) {
      assertTimeoutPreemptively(Duration.ofSeconds(5), () ->
        found(("Authentication-Results: " + MX + "; " + long_ + "\n").repeat(20).strip()));
    }
  }
}
