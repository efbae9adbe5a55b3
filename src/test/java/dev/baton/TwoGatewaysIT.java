package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes share nothing but the database; whatever both do at once happens once. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoGatewaysIT {

  private static final int OBLIGATIONS = 2_000;
  private static final int AGENTS = 100;

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
  private TestGateway one;
  private TestGateway other;
  private List<Visitor> programs;

  @BeforeAll
  void start(Vertx vertx) {
    one = TestGateway.on(vertx).clock(clock).with("BATON_DATABASE_POOL", "8").start();
    other = TestGateway.on(vertx).clock(clock).with("BATON_DATABASE_POOL", "8").database(one.database()).start();
    programs = List.of(one.program(), other.program());
  }

  @AfterAll
  void stop() {
    other.close();
    one.close();
  }

  private JsonArray strangers(String series, int from, int count) {
    return new JsonArray(IntStream.range(from, from + count).mapToObj(i ->
      Mentions.of(series + "-" + i, series + "-author-" + i, "Where is parcel " + i + "?", clock.instant())).toList());
  }

  private String casesOf(String series) {
    return "(select case_id from mention where external_id like '" + series + "-%')";
  }

  @Test
  void two_thousand_alarms_that_fall_due_while_both_look_go_out_once_each_and_none_is_lost() {
    for (var from = 0; from < OBLIGATIONS; from += 500) {
      programs.get(from / 500 % 2).post("/api/mentions", strangers("due", from, 500)).expect(200);
    }
    clock.advance(Duration.ofMinutes(5)); // pickup was due

    var looks = List.of(one, other, one, other).stream().map(g -> CompletableFuture.runAsync(g::runDueObligations))
      .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(looks).join();

    var fired = "select count(*) from escalation where case_id in " + casesOf("due");
    Eventually.until("all went out", () -> one.number(fired) >= OBLIGATIONS);
    one.runDueObligations();
    other.runDueObligations();
    assertEquals(OBLIGATIONS, one.number(fired), "once each");
    assertEquals(OBLIGATIONS, one.number("select count(distinct case_id) from escalation where case_id in "
      + casesOf("due")));
    assertEquals(0, one.number("select count(*) from cases where level <> 1 and id in " + casesOf("due")));
    assertEquals(OBLIGATIONS, one.number("select count(*) from journal where kind = 'time-passed' and case_id in "
      + casesOf("due")), "and each stands in the journal once");
  }

  @Test
  void the_same_mention_handed_to_both_at_the_same_instant_is_one_mention_of_one_case() {
    var answers = new ArrayList<Future<Visitor.Answer>>();
    for (var i = 0; i < 50; i++) {
      answers.add(programs.get(i % 2).send(HttpMethod.POST, "/api/mentions",
        Mentions.of("same", "same-author", "My card was charged twice", clock.instant())));
    }
    Future.join(answers).await();

    var results = answers.stream().map(a -> a.result().expect(200).json().getJsonArray("results").getJsonObject(0))
      .toList();
    assertEquals(1, results.stream().filter(r -> !r.getBoolean("duplicate")).count(), "new to one of them");
    assertEquals(1, results.stream().map(r -> r.getLong("caseId")).distinct().count());
    assertEquals(1, results.stream().map(r -> r.getLong("mentionId")).distinct().count());
    assertEquals(1, one.number("select count(*) from mention where external_id = 'same'"));
  }

  @Test
  void fifty_first_words_of_one_new_customer_at_both_at_once_are_one_case() {
    var answers = new ArrayList<Future<Visitor.Answer>>();
    for (var i = 0; i < 50; i++) {
      answers.add(programs.get(i % 2).send(HttpMethod.POST, "/api/mentions",
        Mentions.of("new-" + i, "new-customer", "No internet since noon, message " + i, clock.instant())));
    }
    Future.join(answers).await();

    var cases = answers.stream().map(a -> a.result().expect(200).json().getJsonArray("results").getJsonObject(0)
      .getLong("caseId")).collect(Collectors.toSet());
    assertEquals(1, cases.size(), "one customer, one problem, one case");
    assertEquals(50, programs.get(0).look(cases.iterator().next()).json().getInteger("contacts"));
    assertEquals(1, one.number("select count(distinct customer_id) from mention where external_id like 'new-%'"));
  }

  @Test
  void two_profiles_that_share_a_number_and_first_write_to_both_at_once_are_one_customer_with_one_case() {
    for (var round = 0; round < 10; round++) {
      var answers = new ArrayList<Future<Visitor.Answer>>();
      for (var i = 0; i < 6; i++) {
        var said = Mentions.of("shared-" + round + "-" + i, "shared-" + round + "-by-" + i, "No internet", clock.instant());
        said.getJsonObject("author").put("name", "Rosa").put("phone", "+3519120003" + (10 + round));
        answers.add(programs.get(i % 2).send(HttpMethod.POST, "/api/mentions", said));
      }
      Future.join(answers).await();
      var cases = answers.stream().map(a -> a.result().expect(200).json().getJsonArray("results").getJsonObject(0)
        .getLong("caseId")).collect(Collectors.toSet());
      assertEquals(1, cases.size(), "round " + round);
    }
    assertEquals(50, one.number("select count(*) from link where undone_at is null and author_id like 'shared-%'"));
  }

  @Test
  void people_are_joined_and_parted_on_one_while_they_write_to_the_other_and_nothing_is_lost() {
    var phoned = programs.get(0).mention(phoned("race-0", "race-caller"));
    programs.get(1).mention(phoned("race-1", "race-web"));
    var ana = one.person("ana");
    for (var round = 0; round < 5; round++) {
      var link = one.number("select coalesce(max(id), 0) from link where undone_at is null and author_id = 'race-web'");
      var answers = new ArrayList<Future<Visitor.Answer>>();
      for (var i = 0; i < 4; i++) {
        answers.add(programs.get(1).send(HttpMethod.POST, "/api/mentions", phoned("race-" + round + "-" + i,
          i % 2 == 0 ? "race-web" : "race-caller")));
      }
      answers.add(ana.send(HttpMethod.POST, "/api/cases/" + phoned + "/links/" + link + "/undo", new JsonObject()));
      Future.join(answers).await();
      answers.subList(0, 4).forEach(a -> a.result().expect(200));
    }
    assertEquals(0, one.number("""
      select count(*) from mention m join account a on a.id = m.account_id
      join profile p on p.brand = m.brand and p.channel = a.channel and p.author_id = m.author_id
      join cases c on c.brand = m.brand and c.id = m.case_id
      where m.external_id like 'race-%' and (m.customer_id <> p.customer_id or c.customer_id <> p.customer_id)"""));
    assertEquals(22, one.number("select count(*) from mention where external_id like 'race-%'"));
    assertEquals(2, one.number("select count(distinct case_id) from mention where external_id like 'race-%'"));
  }

  private JsonObject phoned(String externalId, String author) {
    var said = Mentions.of(externalId, author, "No internet", clock.instant());
    said.getJsonObject("author").put("name", "Rosa").put("phone", "+351912000399");
    return said;
  }

  @Test
  void of_a_hundred_agents_who_take_one_case_at_once_one_has_it_and_the_others_read_who() {
    var caseId = programs.get(0).mention(Mentions.of("wanted", "wanted-author", "Cancel my contract", clock.instant()));
    var names = List.of("ana", "ben", "chloe");
    var agents = names.stream().flatMap(name -> List.of(one.person(name), other.person(name)).stream()).toList();

    var tries = IntStream.range(0, AGENTS).mapToObj(i -> agents.get(i % agents.size())
      .send(HttpMethod.POST, "/api/cases/" + caseId + "/take", null)).toList();
    Future.join(tries).await();

    var holder = agents.get(0).look(caseId).json().getJsonObject("holder");
    for (var i = 0; i < AGENTS; i++) {
      var answer = tries.get(i).result();
      if (names.get(i % agents.size() / 2).equals(holder.getString("id"))) {
        answer.expect(200); // who has it may take it again
      } else {
        assertTrue(answer.expect(409).json().getString("detail").contains(holder.getString("name") + " has this case"),
          answer::text);
      }
    }
    assertEquals(1, one.number("select count(*) from journal where kind = 'taken' and case_id = " + caseId));
    assertEquals(1, one.number("select count(*) from obligation where kind = 'progress' and case_id = " + caseId));
  }

  @Test
  void the_networks_are_read_by_one_of_them_and_a_wish_sent_to_both_is_carried_out_once() {
    var caseId = programs.get(0).mention(Mentions.of("twice", "twice-author", "Is the shop open?", clock.instant()));
    var wish = new JsonObject().put("text", "Looked it up: open until six");

    var notes = IntStream.range(0, 20).mapToObj(i -> programs.get(i % 2).send(HttpMethod.POST,
      "/api/cases/" + caseId + "/notes", wish, "Idempotency-Key", "the same wish")).toList();
    Future.join(notes).await();

    notes.forEach(note -> note.result().expect(200));
    assertEquals(1, one.number("select count(*) from note where case_id = " + caseId));
    assertEquals(1, one.number("select count(distinct node) from account where channel in ('mastodon', 'bluesky')"
      + " and lease_until > '2026-03-02T09:00:00Z'"), "one node reads");
  }
}
