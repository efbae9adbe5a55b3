package dev.baton.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.connector.MovableClock;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.bluesky.BlueskyConfig;
import dev.baton.connector.bluesky.BlueskyConnector;
import dev.baton.connector.mastodon.MastodonConfig;
import dev.baton.connector.mastodon.MastodonConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedNetworksTest {

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(20, SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("nothing within 20 seconds", e);
    }
  }

  private Connector connect(URI server, InstantSource clock) {
    return MastodonConnector.of(vertx, new MastodonConfig(server, new Secret("token")), clock, new Random(1));
  }

  /** Polls until so many mentions have come. */
  private static int readAtLeast(int wanted, Connector connector) {
    var cursor = "";
    var found = 0;
    while (found < wanted) {
      if (await(connector.read(cursor)) instanceof ReadOutcome.Page page) {
        assertEquals(List.of(), page.unreadable());
        found += page.mentions().size();
        cursor = page.cursor();
      } else {
        throw new AssertionError("no page");
      }
    }
    return found;
  }

  @Test
  void three_networks_are_alive() {
    var calls = new CopyOnWriteArrayList<String>();
    var clock = InstantSource.system();
    var settings = new SimulatedNetworks.Settings(0, 0, 6_000, 11, false, Duration.ofMinutes(1));
    var networks = new SimulatedNetworks(vertx, clock, settings,
      (id, name, phone, text, at) -> {
        calls.add(id);
        return Future.succeededFuture("NW-1");
      });
    networks.mastodon().pagingLimit(100_000);
    networks.bluesky().requestLimit(100_000);
    var up = await(networks.start());
    networks.begin(false);
    var mastodon = MastodonConnector.of(vertx, new MastodonConfig(up.mastodon(), up.mastodonToken()), clock,
      new Random(1));
    var bluesky = BlueskyConnector.of(vertx,
      new BlueskyConfig(up.bluesky(), up.blueskyIdentifier(), up.blueskyPassword()), clock, new Random(1));
    assertTrue(readAtLeast(40, mastodon) >= 40);
    assertTrue(readAtLeast(40, bluesky) >= 40);
    assertTrue(!calls.isEmpty());
    await(networks.stop());
  }

  @Test
  void rosa_phones_writes_phones_and_writes_and_quotes_what_she_was_told() {
    var clock = new MovableClock();
    var mastodon = new SimulatedMastodon(vertx, clock, "token", "northwind");
    var uri = await(mastodon.start(0));
    var calls = new ArrayList<String>();
    PhoneDesk desk = (id, name, phone, text, at) -> {
      clock.advance(Duration.ofSeconds(1));
      calls.add(name + " " + phone);
      return Future.succeededFuture("NW-0042");
    };
    await(new RouterStory(vertx, clock, mastodon, "northwind", desk, Duration.ofMillis(5)).play());
    var connector = connect(uri, clock);
    var page = (ReadOutcome.Page) await(connector.read(""));
    assertEquals(List.of("Rosa Delgado +44 113 496 0172", "Rosa Delgado +44 113 496 0172"), calls);
    assertEquals(2, page.mentions().size());
    assertTrue(page.mentions().stream().allMatch(m -> m.text().contains("NW-0042")));
  }

  @Test
  void a_cursor_from_before_a_restart_still_works() {
    var clock = new MovableClock();
    var before = new SimulatedMastodon(vertx, clock, "token", "shop");
    var ann = new Person("Ann", "ann", "en", "Leeds", 1, "");
    before.mention(ann, "@shop before", "", "public");
    var connector = connect(await(before.start(0)), clock);
    var cursor = ((ReadOutcome.Page) await(connector.read(""))).cursor();
    clock.advance(Duration.ofSeconds(5));
    var after = new SimulatedMastodon(vertx, clock, "token", "shop");
    after.mention(ann, "@shop after", "", "public");
    var again = connect(await(after.start(0)), clock);
    var page = (ReadOutcome.Page) await(again.read(cursor));
    assertEquals(List.of("@shop after"), page.mentions().stream().map(m -> m.text()).toList());
  }

  @Test
  void a_call_goes_in_over_the_public_api_and_its_reference_comes_back() {
    var asked = new CopyOnWriteArrayList<JsonObject>();
    var baton = await(vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
      boolean known = "Bearer key".equals(request.getHeader("Authorization")) && request.path().equals("/api/mentions");
      asked.add(new JsonObject(body));
      request.response().setStatusCode(known ? 200 : 401).end("{\"results\":[{\"reference\":\"NW-7\"}]}");
    })).listen(0, "127.0.0.1"));
    var address = URI.create("http://127.0.0.1:" + baton.actualPort());
    var desk = new HttpPhoneDesk(vertx, address, new Secret("key"));
    var at = Instant.parse("2026-11-02T09:00:00Z");
    assertEquals("NW-7", await(desk.logCall("call-1", "Rosa", "+44113", "no internet", at)));
    assertEquals(new JsonObject("""
      {"account":"phone","externalId":"call-1","author":{"id":"+44113","name":"Rosa","phone":"+44113"},
       "text":"no internet","postedAt":"2026-11-02T09:00:00Z","visibility":"private"}"""), asked.getFirst());
    assertThrows(IllegalStateException.class, () -> await(
      new HttpPhoneDesk(vertx, address, new Secret("wrong")).logCall("call-2", "Rosa", "+44113", "x", at)));
  }
}
