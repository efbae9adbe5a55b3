package dev.baton.connector.instagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.EventLoops;
import dev.baton.config.Secret;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A token that lives for sixty days and must not end while anybody looks away. */
@ExtendWith(EventLoops.class)
class LongLivedTest {

  private final Vertx vertx;
  private final HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private final List<LongLived> open = new ArrayList<>();
  private final TokenStore store = TokenStore.inMemory();
  private volatile Instant now = Instant.parse("2026-11-02T09:00:00Z");
  private volatile int status = 200;

  LongLivedTest(Vertx vertx) {
    this.vertx = vertx;
    server = vertx.createHttpServer().requestHandler(request -> {
      asked.add(request.getParam("access_token"));
      request.response().setStatusCode(status).end(new JsonObject().put("access_token", "renewed-" + asked.size())
        .put("token_type", "bearer").put("expires_in", Duration.ofDays(60).toSeconds()).toBuffer());
    }).listen(0, "127.0.0.1").await();
  }

  private LongLived token(String configured, TokenStore kept) {
    var made = new LongLived(new Tools(vertx, () -> now, new Random(1), Wire.Limits.USUAL, "insta", kept),
      URI.create("http://127.0.0.1:" + server.actualPort()), new Secret(configured));
    open.add(made);
    return made;
  }

  @AfterEach
  void close() {
    open.forEach(one -> one.close().await());
    server.close().await();
  }

  private String shown(LongLived token) {
    return token.token().await().value();
  }

  @Test
  void over_two_years_it_never_comes_near_its_end() {
    var token = token("first", store);
    for (var day = 0; day < 730; day++) {
      shown(token);
      now = now.plus(Duration.ofDays(1));
    }
    assertEquals("first", asked.getFirst());
    assertTrue(asked.size() >= 730 / 16 && asked.size() <= 730 / 14, asked::toString);
    assertEquals("renewed-" + (asked.size() - 1), asked.getLast());
  }

  @Test
  void one_that_is_too_young_is_shown_as_it_is_and_tried_again_a_day_later() {
    status = 400;
    var token = token("first", store);
    assertEquals("first", shown(token));
    shown(token);
    assertEquals(1, asked.size());
    status = 200;
    now = now.plus(Duration.ofDays(1));
    assertEquals("renewed-2", shown(token));
  }

  @Test
  void what_was_renewed_is_there_after_a_restart_and_on_another_node() {
    shown(token("first", store));
    assertEquals("renewed-1", shown(token("first", store)));
    assertEquals(1, asked.size());
  }

  @Test
  void another_token_filled_in_takes_the_place_of_what_was_kept() {
    shown(token("first", store));
    status = 400;
    assertEquals("second", shown(token("second", store)));
  }

  @Test
  void while_nothing_can_be_kept_or_asked_the_old_one_is_shown() {
    var broken = new TokenStore() {
      @Override
      public Future<Optional<String>> load() {
        return Future.succeededFuture(Optional.empty());
      }

      @Override
      public Future<Void> save(String value) {
        return Future.failedFuture("the database is away");
      }
    };
    assertEquals("first", shown(token("first", broken)));
    server.close().await();
    assertEquals("first", shown(token("first", TokenStore.inMemory())));
    assertFalse(asked.isEmpty());
  }
}
