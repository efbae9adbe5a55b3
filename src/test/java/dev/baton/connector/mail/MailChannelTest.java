package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.connector.Access;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has to be filled in to reach a mailbox, and what is a mistake. */
class MailChannelTest {

  private static final String WELL = "imap: imap.example.org\nsmtp: smtp.example.org:587\nuser: help\npassword: "
    + "secret\n"
    + "from: Northwind <help@example.org>\n";

  private static Access read(String keys) {
    var settings = ConfigFolder.of(Map.of("accounts.yaml", keys.isEmpty() ? "{}" : keys), Map.of());
    var access = new MailChannel().access(settings);
    settings.finish();
    return access;
  }

  private static List<String> problems(String keys) {
    return assertThrows(ConfigProblems.class, () -> read(keys)).problems();
  }

  @Test
  void five_values_are_all_it_takes() {
    assertEquals("", read(WELL).missing());
    assertEquals("", read(WELL.replace("password", "token")).missing());
    assertEquals("", read(WELL + "aliases: [sales@example.org]\nenvelope-from: bounces@example.org\nfolder: Care\n"
      + "sent-folder: Out\nsent-copy-by: server\ntls: on\n").missing());
    assertEquals("", read(WELL.replace("imap.example.org", "imap.example.org:10993") + "tls: implicit\n").missing());
  }

  @Test
  void until_they_are_filled_in_it_is_off() {
    assertTrue(read("").missing().startsWith("Fill in imap and smtp"), read("").missing());
  }

  @Test
  void some_without_the_others_are_a_mistake() {
    assertTrue(problems(WELL.replace("from: Northwind <help@example.org>\n", "")).toString()
      .contains("from is missing"));
  }

  @Test
  void a_password_in_the_clear_leaves_this_machine_only_where_somebody_said_so() {
    assertTrue(problems(WELL + "tls: off\n").getFirst().contains("for all to read"));
    assertEquals("", read(WELL + "tls: off-anywhere\n").missing());
    assertEquals("", read(WELL.replace("imap.example.org", "localhost:143").replace("smtp.example.org:587",
      "127.0.0.1:25")
      + "tls: off\n").missing());
  }

  @Test
  void a_token_that_is_renewed_needs_a_client_and_a_server_that_renews_it() {
    var gmail = WELL.replace("password: secret", "refresh-token: r").replace("imap.example.org", "imap.gmail.com");
    assertTrue(problems(gmail).toString().contains("client-id is missing"));
    assertEquals("", read(gmail + "client-id: c\nclient-secret: s\n").missing());
    var elsewhere = gmail.replace("imap.gmail.com", "imap.example.org") + "client-id: c\n";
    assertTrue(problems(elsewhere).toString().contains("token-url is missing"));
    assertTrue(problems(elsewhere + "token-url: http://id.example.org/token\n").toString().contains("not https"));
    assertEquals("", read(elsewhere + "token-url: https://id.example.org/token\n").missing());
  }

  @Test
  void what_is_no_host_and_no_address_is_a_mistake() {
    assertTrue(problems(WELL.replace("imap.example.org", "https://imap.example.org/")).toString().contains("imap"));
    assertTrue(problems(WELL.replace("smtp.example.org:587", "smtp.example.org:99999")).toString().contains("smtp"));
    assertTrue(problems(WELL.replace("<help@example.org>", "")).toString().contains("from"));
  }
}
