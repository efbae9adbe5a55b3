package dev.baton.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.mail.MailConfig.Filing;
import dev.baton.mention.Visibility;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A mailbox whose provider wants tokens that end, against a mail server that takes them and a server that renews. */
@ExtendWith(EventLoops.class)
class RenewedTokenTest {

  private record Answer(int status, JsonObject body) {}

  private final PostOffice office = new PostOffice();
  private final TokenStore store = TokenStore.inMemory();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer server;
  private final MailConnector connector;
  private volatile Instant now = Instant.parse("2026-11-02T09:00:00Z");

  RenewedTokenTest(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
      asked.add(body.toString());
      var answer = answers.size() > 1 ? answers.poll() : answers.peek();
      request.response().setStatusCode(answer.status()).end(answer.body().toBuffer());
    })).listen(0, "127.0.0.1").await();
    var grant = new Grant(URI.create("http://127.0.0.1:" + server.actualPort() + "/token"), "client", new Secret("s&1"),
      new Secret("refresh-0"));
    connector = MailConnector.of(new Tools(vertx, () -> now, new Random(1), Wire.Limits.USUAL, "mail", store),
      office.config("", Filing.BATON), Optional.of(grant), PostOffice.PATIENCE);
  }

  @AfterEach
  void close() {
    connector.close().await();
    server.close().await();
    office.close();
  }

  private static Answer gives(String access, String refresh) {
    return new Answer(200, new JsonObject().put("access_token", access).put("expires_in", 3_600)
      .put("refresh_token", refresh));
  }

  private static Answer refuses() {
    return new Answer(400, new JsonObject().put("error", "invalid_grant")
      .put("error_description", "Token has been expired or revoked."));
  }

  private ReadOutcome read() {
    return connector.read("").await();
  }

  private Draft draft() {
    var ref = new AnswerRef(PostOffice.ANN, "Hi", "m@c.example", List.of()).text();
    return new Draft("key", "Hello", "m@c.example", ref, "", Visibility.PRIVATE, "en", now, now);
  }

  @Test
  void a_token_is_renewed_before_it_is_shown_and_its_successor_is_kept() {
    answers.add(gives("right", "refresh-1"));
    assertInstanceOf(ReadOutcome.Page.class, read());
    assertInstanceOf(ReplyOutcome.Sent.class, connector.reply(draft()).await());
    assertEquals(1, asked.size());
    assertTrue(asked.getFirst().contains("grant_type=refresh_token&refresh_token=refresh-0&client_id=client"
      + "&client_secret=s%261"), asked.getFirst());
    assertTrue(store.load().await().orElseThrow().contains("refresh-1"));
    assertFalse(office.imap.heard("XOAUTH2").isEmpty());
    assertFalse(office.smtp.heard("XOAUTH2").isEmpty());
  }

  @Test
  void when_its_hour_is_over_the_next_one_comes_of_the_one_that_was_kept() {
    answers.add(gives("right", "refresh-1"));
    read();
    now = now.plusSeconds(3_700);
    assertInstanceOf(ReadOutcome.Page.class, read());
    assertEquals(2, asked.size());
    assertTrue(asked.getLast().contains("refresh_token=refresh-1"), asked.getLast());
  }

  @Test
  void one_that_ended_before_its_time_is_not_shown_again() {
    answers.add(gives("stale", "refresh-1"));
    answers.add(gives("right", "refresh-2"));
    assertInstanceOf(ReadOutcome.Page.class, read());
    assertEquals(2, asked.size());
  }

  @Test
  void that_it_was_revoked_only_a_person_can_mend_and_is_told_what_to_do() {
    answers.add(refuses());
    var why = assertInstanceOf(ReadOutcome.NeedsReconnect.class, read()).why();
    assertTrue(why.contains("expired or revoked") && why.contains("fill in the new refresh-token"), why);
    assertEquals(1, asked.size());
    assertInstanceOf(ReplyOutcome.TryLater.class, connector.reply(draft()).await());
    assertEquals(List.of(false), connector.check().await().stream().map(Checked::isWell).toList());
    assertEquals(0, office.imap.heard("AUTHENTICATE").size());
  }

  @Test
  void while_the_server_that_renews_is_away_it_is_tried_again_and_nobody_is_troubled() {
    answers.add(new Answer(503, new JsonObject()));
    assertThrows(SourceException.class, this::read);
    assertThrows(SourceException.class, () -> connector.reply(draft()).await());
  }
}
