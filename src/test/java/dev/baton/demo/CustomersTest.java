package dev.baton.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CustomersTest {

  private record Spoken(String id, Person person, String text, String inReplyTo) {}

  private static final Customers.Habits HASTY = new Customers.Habits(Duration.ofMillis(30), Duration.ofMillis(10));

  private final Vertx vertx = Vertx.vertx();
  private final LinkedBlockingQueue<Spoken> heard = new LinkedBlockingQueue<>();
  private int ids;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, SECONDS);
  }

  private Future<String> say(Person person, String text, String inReplyTo) {
    var id = "m" + ++ids;
    heard.add(new Spoken(id, person, text, inReplyTo));
    return Future.succeededFuture(id);
  }

  private static Said answerTo(String id) {
    return new Said("answer-" + id, id, "Here to help.", "public", "", Instant.EPOCH);
  }

  private Spoken next() throws InterruptedException {
    var spoken = heard.poll(10, SECONDS);
    assertTrue(spoken != null, "nobody said anything for ten seconds");
    return spoken;
  }

  @Test
  void people_and_what_they_say_are_the_same_for_the_same_seed() {
    assertEquals(People.some(50, new Random(3)), People.some(50, new Random(3)));
    var person = People.some(1, new Random(3)).getFirst();
    assertEquals(new Phrases(new Random(5)).opening("complaint", person),
      new Phrases(new Random(5)).opening("complaint", person));
  }

  @Test
  void they_write_in_many_ways_and_every_gap_is_filled_in() {
    var phrases = new Phrases(new Random(9));
    var texts = new HashSet<String>();
    for (var person : People.some(600, new Random(4))) {
      for (var kind : List.of("complaint", "question", "praise", "job", "spam", "danger", "nudge1", "nudge2", "nudge3",
        "thanks", "more", "call")) {
        var text = phrases.opening(kind, person);
        assertFalse(text.contains("{") || text.isBlank(), text);
        texts.add(text);
      }
    }
    assertTrue(texts.size() > 2_000, texts.size() + " different texts");
  }

  @Test
  void everybody_has_their_own_handle_and_phone() {
    var people = People.some(600, new Random(4));
    assertEquals(600, people.stream().map(Person::handle).distinct().count());
    assertEquals(600, people.stream().map(Person::phone).distinct().count());
    assertTrue(people.stream().map(Person::language).distinct().count() >= 6);
  }

  @Test
  void who_is_left_waiting_asks_again_in_the_same_thread_and_gives_up_after_three_times() throws Exception {
    var customers = new Customers(vertx, new Random(1), HASTY, 60_000, List.of(this::say), List.of());
    customers.start();
    var depths = new HashMap<String, Integer>();
    for (int i = 0; i < 400; i++) {
      var spoken = next();
      depths.put(spoken.id(), spoken.inReplyTo().isEmpty() ? 0 : depths.get(spoken.inReplyTo()) + 1);
    }
    customers.stop();
    assertEquals(3, depths.values().stream().mapToInt(Integer::intValue).max().orElseThrow());
  }

  @Test
  void who_is_answered_stops_asking() throws Exception {
    var brand = new AtomicReference<Customers>();
    var habits = new Customers.Habits(Duration.ofMillis(30), Duration.ofMinutes(1));
    var customers = new Customers(vertx, new Random(1), habits, 60_000, List.of((person, text, inReplyTo) ->
      say(person, text, inReplyTo).onSuccess(id -> brand.get().answered(answerTo(id)))), List.of());
    brand.set(customers);
    customers.start();
    for (int i = 0; i < 200; i++) {
      assertEquals("", next().inReplyTo());
    }
    customers.stop();
  }

  @Test
  void who_is_answered_mostly_says_thanks() throws Exception {
    var habits = new Customers.Habits(Duration.ofHours(1), Duration.ofMillis(10));
    var customers = new Customers(vertx, new Random(1), habits, 60_000, List.of(this::say), List.of());
    customers.start();
    var reactions = 0;
    for (int i = 0; i < 60; i++) {
      var spoken = next();
      if (spoken.inReplyTo().isEmpty()) {
        customers.answered(answerTo(spoken.id()));
      } else {
        assertTrue(spoken.inReplyTo().startsWith("answer-"));
        reactions++;
      }
    }
    customers.stop();
    assertTrue(reactions > 10, reactions + " reactions");
  }

  @Test
  void a_line_that_is_down_does_not_silence_them() throws Exception {
    var failures = Promise.<Void>promise();
    var customers = new Customers(vertx, new Random(1), HASTY, 60_000, List.of((p, t, r) -> {
      if (failures.tryComplete()) {
        throw new IllegalStateException("the line is down");
      }
      return say(p, t, r);
    }), List.of());
    customers.start();
    next();
    customers.stop();
  }
}
