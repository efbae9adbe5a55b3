package dev.baton.connector.mail;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.mail.MailConfig.Door;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.connector.mail.MailConfig.Security;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mailbox on any server that speaks IMAP and SMTP. */
public final class MailChannel implements Channel {

  static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");
  /** They put a copy of what goes out over their SMTP into Sent by themselves. */
  private static final List<String> FILING_SERVERS = List.of("gmail.com", "googlemail.com", "office365.com",
    "outlook.com");

  private static final List<String> TLS = List.of("on", "implicit", "starttls", "off", "off-anywhere");
  private static final List<String> FILING = List.of("baton", "server");
  private static final String INBOX = "INBOX";
  private static final List<Key> KEYS = List.of(
    Key.address("imap", "IMAP server", "Such as imap.example.org; with a port other than 993 (:143) it begins open and"
      + " changes to TLS", "").need(),
    Key.address("smtp", "SMTP server", "Such as smtp.example.org:587; without a port it is 465, TLS from the start", "").need(),
    Key.text("user", "User", "As in any mail program").need(),
    Key.secret("password", "Password", "An app password where the provider has them").needUnless("token"),
    Key.text("from", "Sender", "Such as Northwind <help@northwind.example>").need(),
    Key.secret("token", "Access token", "Instead of the password: an OAuth 2 access token with the right to IMAP and SMTP,"
      + " which nobody renews"),
    Key.text("client-id", "Client ID", "Gmail and Microsoft 365: of an OAuth 2 client, instead of the password"),
    Key.secret("client-secret", "Client secret", "Of the same client"),
    Key.secret("refresh-token", "Refresh token", "Let the mailbox authorise the client for IMAP and SMTP; Baton keeps its"
      + " successors"),
    Key.address("token-url", "Where tokens are renewed", "Google's or Microsoft's where the IMAP server is theirs", ""),
    Key.text("authserv-id", "Your mail server's name in Authentication-Results", "Such as mx.google.com; unnamed for Microsoft"
      + " 365. Whom it does not verify is linked to no customer by their address; empty: every sender is believed"),
    Key.list("lists", "Lists whose mails are people's", "List-Ids, where the mailbox is a Google Group"),
    Key.list("aliases", "Other addresses of ours", "What they say is no customer's; one a line"),
    Key.text("folder", "Folder", "That is read", INBOX),
    Key.text("envelope-from", "Where bounces go", "The sender's address, unless said otherwise"),
    Key.text("sent-folder", "Folder of what was sent", "Where the server does not say"),
    Key.choice("sent-copy-by", "Who files what was sent", "The server where it does so by itself, as Gmail does", FILING, ""),
    Key.choice("tls", "TLS", "Off on this machine only", TLS, "on"),
    Key.every("60s"));

  @Override
  public String name() {
    return "email";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var missing = Keys.missing(keys, needed(keys));
    var tls = keys.oneOf("tls", TLS, "on");
    var imap = door(keys, "imap", tls, 993);
    var smtp = door(keys, "smtp", tls, 465);
    var from = address(keys, "from");
    var envelope = keys.text("envelope-from", "").isBlank() ? from.getAddress()
      : address(keys, "envelope-from").getAddress();
    var config = new MailConfig(imap, smtp, keys.text("user", ""), keys.secret("password"), keys.secret("token"),
      from.getAddress(), from.getPersonal() == null ? "" : from.getPersonal(), envelope, keys.text("folder", INBOX),
      keys.text("sent-folder", ""), own(keys, from.getAddress(), envelope), filing(keys, smtp), Trust.from(keys));
    var grant = Grant.from(keys, imap.host());
    return Access.of(missing, tools -> MailConnector.of(tools, config, grant, Patience.of(tools.limits())));
  }

  /** What renews a token does instead of a password. */
  private static List<Key> needed(Settings keys) {
    return keys.text("refresh-token", "").isBlank() ? KEYS : KEYS.stream().filter(key -> !key.name().equals("password"))
      .map(key -> key.name().equals("client-id") ? key.need() : key).toList();
  }

  /**
   * {@code host} or {@code host:port}; where nothing else is said, a port other than the one for TLS begins in the open and
   * changes over.
   */
  private static Door door(Settings keys, String key, String tls, int tlsPort) {
    return keys.value(key, "a host such as mail.example.org or mail.example.org:" + tlsPort,
      new Door("unused.example", tlsPort, Security.TLS), raw -> {
        var colon = raw.indexOf(':') == raw.lastIndexOf(':') ? raw.indexOf(':') : -1;
        var host = colon < 0 ? raw : raw.substring(0, colon);
        var port = colon < 0 ? tlsPort : Integer.parseInt(raw.substring(colon + 1));
        if (!host.matches("[A-Za-z0-9.:_-]+") || port < 1 || port > 65_535) {
          throw new IllegalArgumentException(raw);
        }
        if (tls.equals("off") && !HERE.contains(host)) {
          keys.problem("tls", "is off, and " + host + " is not this machine: the password would cross the network for "
            + "all to read. Take the line out, or say off-anywhere if that is what you want");
        }
        return new Door(host, port, security(tls, port == tlsPort));
      });
  }

  private static Security security(String tls, boolean isTlsPort) {
    return switch (tls) {
      case "implicit" -> Security.TLS;
      case "starttls" -> Security.STARTTLS;
      case "off", "off-anywhere" -> Security.OFF;
      default -> isTlsPort ? Security.TLS : Security.STARTTLS;
    };
  }

  private static InternetAddress address(Settings keys, String key) {
    return keys.value(key, "an address such as Northwind <help@northwind.example>", unused(), raw -> {
      try {
        var address = new InternetAddress(raw, true);
        if (!address.getAddress().contains("@")) {
          throw new IllegalArgumentException(raw);
        }
        return address;
      } catch (AddressException e) {
        throw new IllegalArgumentException(raw, e);
      }
    });
  }

  private static InternetAddress unused() {
    try {
      return new InternetAddress("nobody@unused.example");
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> own(Settings keys, String from, String envelope) {
    return Stream.concat(Stream.of(from, envelope, keys.text("user", "")), keys.list("aliases").stream())
      .filter(address -> address.contains("@")).map(address -> address.strip().toLowerCase(Locale.ROOT))
      .collect(Collectors.toUnmodifiableSet());
  }

  private static Filing filing(Settings keys, Door smtp) {
    var host = smtp.host().toLowerCase(Locale.ROOT);
    var usual = FILING_SERVERS.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    return Filing.valueOf(keys.oneOf("sent-copy-by", FILING, usual ? "server" : "baton")
      .toUpperCase(Locale.ROOT));
  }
}
