package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.connector.mail.PostOffice;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A mailbox filled in, and a customer who writes to it: a case like any other. */
@ExtendWith(EventLoops.class)
class MailDeskIT {

  private static final String HEAD = "From: Ann Archer <ann@customer.example>\nTo: help@northwind.example\n";

  @TempDir
  private Path folder;
  private final PostOffice office = new PostOffice();
  private TestGateway gateway;

  @BeforeEach
  void start(Vertx vertx) throws IOException {
    try (var files = Files.list(Path.of("config"))) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Files.writeString(folder.resolve("accounts.yaml"), "\n  help:\n    channel: email\n    brand: northwind\n"
      + "    queue: social\n    every: 1s\n    " + office.keys(), StandardOpenOption.APPEND);
    gateway = TestGateway.on(vertx).config(folder).start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    office.close();
  }

  private List<List<Object>> mails() {
    return gateway.rows("select m.case_id, m.body, m.joined, m.visibility from mention m join account a on a.id ="
      + " m.account_id where a.channel = 'email' order by m.id");
  }

  private static String id(PostOffice office) {
    try {
      return office.received().getFirst().getMessageID();
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_mail_becomes_a_case_whose_answer_and_next_mail_stay_in_it() {
    office.deliver(HEAD + "Message-ID: <a1@customer.example>\nSubject: Parcel\n\nWhere is it?\n");
    Eventually.until("the mail is a case", () -> mails().size() == 1);
    assertEquals("Parcel\n\nWhere is it?", mails().getFirst().get(1));
    assertEquals("private", mails().getFirst().get(3));
    var id = ((Number) mails().getFirst().getFirst()).longValue();

    var ana = gateway.person("ana");
    ana.take(id).expect(200);
    ana.reply(id, "It arrives tomorrow").expect(202);
    Eventually.until("Ann has the answer", () -> office.received().size() == 1);
    Eventually.until("it is known to be sent",
      () -> gateway.number("select count(*) from reply where state = 'accepted'") == 1);

    office.deliver(HEAD + "Message-ID: <a2@customer.example>\nIn-Reply-To: " + id(office) + "\nSubject: Re: Parcel\n\n"
      + "Thank you!\n\nOn Monday, Northwind Help wrote:\n> It arrives tomorrow\n");
    Eventually.until("so is what she says to it", () -> mails().size() == 2);
    assertEquals(List.of(mails().getFirst().getFirst(), "Thank you!", "same conversation on the network", "private"),
      mails().get(1));
  }
}
