package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.junit.jupiter.api.Test;

class WordsTest {

  private static SSLHandshakeException untrusted() {
    var refused = new SSLHandshakeException("(certificate_unknown) PKIX path building failed");
    refused.initCause(new CertPathBuilderException("unable to find valid certification path to requested target"));
    return refused;
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_called_so_whichever_way_tls_begins() {
    var fromTheStart = Words.of(new MessagingException("Could not connect", untrusted()));
    assertTrue(fromTheStart.startsWith("its certificate is signed by nobody whom this Java trusts"), fromTheStart);
    assertEquals(fromTheStart, Words.of(new MessagingException("STARTTLS failure",
      new ProtocolException("STARTTLS failure", untrusted()))));
  }

  @Test
  void a_host_that_is_not_there_and_a_port_without_tls_are_told_in_words() {
    assertEquals("no address is known for that name", Words.of(
      new MessagingException("Could not connect", new UnknownHostException("imap.invalid"))));
    assertTrue(Words.of(new MessagingException("Could not connect",
      new SSLException("Unsupported or unrecognized SSL message"))).contains("does not begin with TLS"));
  }

  @Test
  void all_else_is_said_as_the_server_says_it() {
    assertEquals("NO Mailbox doesn't exist", Words.of(new MessagingException("NO Mailbox doesn't\r\n exist")));
  }
}
