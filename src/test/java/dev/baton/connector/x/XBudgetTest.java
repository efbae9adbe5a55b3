package dev.baton.connector.x;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.connector.ReadOutcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reading is paid for by the object: what a page cost is said, and a day costs no more than it may. */
class XBudgetTest extends XFixture {

  @Test
  void a_page_says_what_was_read_on_it_costs_and_what_was_read_before_costs_nothing() {
    var cursor = read("").cursor();
    network.mention(ANN, "@shop one");
    network.mention(ANN, "@shop two");
    var read = read(cursor);
    assertEquals(2 * 5_000 + 10_000, read.cost());
    assertEquals(0, read(read.cursor()).cost());
  }

  @Test
  void asking_who_we_are_costs_as_much_as_any_person_once() {
    var first = read("");
    assertEquals(10_000, first.cost());
    assertEquals(0, read(first.cursor()).cost());
  }

  @Test
  void what_explains_a_post_is_paid_for_too() {
    var cursor = read("").cursor();
    network.knows(network.shape().post("77", "1111111111111111111", "Hello", "2026-11-02T08:00:00.000Z"));
    network.plant(network.shape().referring(network.shape().post(network.nextId(), network.userOf(ANN), "@shop hm",
      "2026-11-02T09:00:00.000Z"), "quoted", "77"));
    assertEquals(2 * 5_000 + 2 * 10_000, read(cursor).cost());
  }

  @Test
  void own_reads_are_cheap_where_the_account_owns_the_app_and_prices_are_keys() {
    connect(Map.of("token", "good", "owns-app", "true", "owned-read-price", "0.002", "user-read-price", "0"));
    var cursor = read("").cursor();
    network.mention(ANN, "@shop one");
    assertEquals(2_000, read(cursor).cost());
  }

  @Test
  void a_message_has_its_own_price() {
    var cursor = read("").cursor();
    network.message(network.userOf(ANN), "psst");
    clock.advance(Duration.ofMinutes(2));
    assertEquals(20_000, read(cursor).cost());
  }

  @Test
  void once_the_days_budget_is_spent_reading_waits_for_midnight_and_says_so() {
    connect(Map.of("token", "good", "budget-per-day", "0.03", "dms", "false"));
    var cursor = read("").cursor();
    network.mention(ANN, "@shop one");
    network.mention(ANN, "@shop two");
    var read = read(cursor);
    network.mention(ANN, "@shop three");
    var before = network.asked().size();
    var wait = assertInstanceOf(ReadOutcome.Rest.class, await(connector.read(read.cursor())));
    assertEquals(Duration.ofHours(15), wait.pause());
    assertTrue(wait.why().contains("$0.03 of $0.03") && wait.why().contains("midnight UTC")
      && wait.why().contains("budget-per-day"), wait.why());
    assertEquals(before, network.asked().size());
  }

  @Test
  void a_restart_does_not_forget_what_was_spent_and_a_new_day_does() {
    var keys = Map.<String, Object>of("token", "good", "budget-per-day", "0.02", "dms", "false");
    connect(keys);
    var cursor = read("").cursor();
    network.mention(ANN, "@shop one");
    var spent = read(cursor).cursor();
    connect(keys);
    assertInstanceOf(ReadOutcome.Rest.class, await(connector.read(spent)));
    network.mention(ANN, "@shop two");
    clock.advance(Duration.ofHours(15));
    assertEquals(1, read(spent).texts().size());
  }

  @Test
  void without_a_budget_nothing_waits() {
    for (int i = 0; i < 300; i++) {
      network.mention(ANN, "@shop question " + i);
    }
    assertEquals(300, read("").mentions().size());
  }
}
