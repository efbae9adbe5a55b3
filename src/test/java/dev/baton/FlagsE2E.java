package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Colleagues ask each other, give cases to each other, and see what became of it. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlagsE2E {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:30:00Z"));
  private TestGateway gateway;
  private Visitor program;
  private Browser browser;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
    program = gateway.program();
    browser = Browser.start();
    browser.wide(gateway.address()).signIn("ben"); // whoever comes first meets every class for the first time
    browser.closeTabs();
  }

  @AfterEach
  void nothingWasComplainedAbout() {
    browser.closeTabs();
  }

  @AfterAll
  void stop() {
    browser.close();
    gateway.close();
  }

  private long caseOf(String author, String text) {
    return program.mention(Mentions.of(author + " says " + text, author, text, clock.instant()));
  }

  private static Locator person(Browser.Tab tab, String id) {
    return tab.page().locator("[data-test=person][data-person=" + id + "]");
  }

  private static Locator flag(Browser.Tab tab, String state) {
    return tab.page().locator("[data-test=flag][data-state=" + state + "]");
  }

  @Test
  void who_flags_a_mention_sees_each_step_and_who_is_asked_checks_it_off() {
    var caseId = caseOf("niamh", "The shop in York was closed again");
    var maria = browser.wide(gateway.address()).signIn("maria").open(caseId);
    maria.find("flag-mention").click();
    assertThat(maria.find("flag-dialog")).containsText("The shop in York was closed again");
    person(maria, "ben").click();
    maria.find("urgency").locator("text=ASAP").click();
    maria.find("flag-note").fill("You know the York team: do they open today?");
    maria.find("flag-confirm").click();
    assertThat(flag(maria, "offered")).containsText("Ben Adeyemi");
    assertThat(flag(maria, "offered")).containsText("09:35");

    var ben = browser.wide(gateway.address()).signIn("ben");
    ben.find("view-flagged").click();
    ben.row(caseId).locator("a").click();
    assertThat(ben.find("view-flagged")).containsText("1");
    assertThat(flag(ben, "offered")).containsText("For you");
    ben.find("flag-accept").click();
    assertThat(flag(maria, "accepted")).containsText("Accepted");
    assertThat(ben.find("holder")).containsText("In your hand");

    ben.find("flag-done").click();
    ben.find("done-text").fill("They open at noon, I wrote to her.");
    ben.find("done-flag-confirm").click();
    assertThat(maria.find("answered")).containsText("They open at noon, I wrote to her.");
    assertThat(flag(maria, "answered")).hasCount(1);
    assertThat(ben.row(caseId)).hasCount(0);
  }

  @Test
  void a_flag_that_is_anothers_goes_to_them() {
    var caseId = caseOf("omi", "Can I work for you?");
    gateway.person("maria").post("/api/cases/" + caseId + "/flags", new JsonObject().put("to", "ben")
      .put("urgency", "today").put("note", "Is this for the hiring team?")).expect(200);
    var ben = browser.wide(gateway.address()).signIn("ben").open(caseId);
    ben.find("flag-pass").click();
    person(ben, "chloe").click();
    ben.find("pass-flag-confirm").click();
    assertThat(ben.find("toast").last()).containsText("It is with Chloé Martin now");
    assertThat(flag(ben, "offered")).containsText("Chloé Martin");
  }

  @Test
  void a_case_is_given_to_somebody_and_moved_to_another_queue() {
    var caseId = caseOf("pat", "The line crackles");
    var maria = browser.wide(gateway.address()).signIn("maria").open(caseId);
    maria.find("more").click();
    maria.find("do-assign").click();
    person(maria, "chloe").click();
    maria.find("assign-confirm").click();
    assertThat(maria.find("holder")).containsText("Chloé Martin");
    assertThat(maria.find("assign-dialog")).hasCount(0);

    maria.page().keyboard().press("m");
    maria.find("queue").locator("text=hotline").click();
    maria.find("queue-confirm").click();
    assertThat(maria.find("case")).containsText("hotline");
    assertThat(maria.find("holder")).containsText("Waits");
  }

  @Test
  void two_cases_of_one_problem_are_merged_which_is_undone_and_a_second_problem_leaves() {
    var first = caseOf("quin", "My parcel is lost");
    var second = caseOf("quinn", "It is me again, from my other account, about the parcel");
    var ana = browser.wide(gateway.address()).signIn("ana").open(first);
    ana.find("more").click();
    ana.find("do-merge").click();
    ana.find("merge-reference").fill(program.look(second).json().getString("reference"));
    assertThat(ana.find("merge-found")).containsText("Another customer");
    ana.find("merge-confirm").click();
    assertThat(ana.find("mention")).hasCount(2);
    assertEquals(first, program.look(second).json().getLong("mergedInto"));
    ana.find("undo").click();
    ana.find("undo-confirm").click();
    assertThat(ana.find("mention")).hasCount(1);
    assertThat(ana.find("undo")).hasCount(0);
    assertEquals(1, program.look(second).json().getInteger("contacts"));
    ana.find("more").click();
    ana.find("do-merge").click();
    ana.find("merge-reference").fill(program.look(second).json().getString("reference"));
    ana.find("merge-confirm").click();
    assertThat(ana.find("mention")).hasCount(2);
    ana.open(second).find("merged-into").click();
    assertThat(ana.find("mention")).hasCount(2);

    ana.find("more").click();
    ana.find("do-split").click();
    ana.find("split-mention").nth(1).click();
    ana.find("split-confirm").click();
    assertThat(ana.find("mention")).hasCount(1);
    ana.find("event").filter(new Locator.FilterOptions().setHasText("off into"))
      .locator("[data-test=other-case]").click();
    assertThat(ana.page()).hasURL(Pattern.compile(".*/cases/" + gateway.number("select max(id) from cases") + "\\b.*"));
    assertThat(ana.find("mention")).hasCount(1);
    ana.find("other-case").click();
    assertThat(ana.page()).hasURL(Pattern.compile(".*/cases/" + first + "\\b.*"));
  }

  @Test
  void what_one_typed_outlives_closing_the_dialog_by_mistake() {
    var caseId = caseOf("rae", "Is it me?");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.page().keyboard().press("h");
    ana.find("question").fill("A long question that took a while");
    ana.page().keyboard().press("Escape");
    assertThat(ana.find("hand-off-dialog")).hasCount(0);
    ana.find("hand-off").click();
    assertThat(ana.find("question")).hasValue("A long question that took a while");
    ana.page().keyboard().press("Escape");
    assertThat(ana.find("hand-off")).isFocused();
  }

  @Test
  void the_bell_says_what_one_has_to_know_and_leads_there() {
    var caseId = caseOf("sam", "Where are you?");
    var ana = browser.wide(gateway.address());
    var notice = new JsonObject().put("id", 7).put("caseId", caseId).put("reference", "B-1-XX").put("subject", "assigned")
      .put("words", "The case is in your hand now").put("at", clock.instant().toString()).put("seen", false).put("about", 0);
    var notices = new JsonObject().put("unseen", 1).put("notices", new JsonArray().add(notice));
    ana.page().route("**/api/notices", route -> route.fulfill(json(notices)));
    ana.page().route("**/api/notices/seen", route -> {
      notice.put("seen", true);
      route.fulfill(json(notices.put("unseen", 0)));
    });
    ana.signIn("ana");
    assertThat(ana.find("notices-unseen")).hasText("1");
    ana.page().keyboard().press("g");
    ana.page().keyboard().press("n");
    ana.find("notice").locator("a").click();
    assertThat(ana.find("case")).containsText("Where are you?");
    assertThat(ana.find("notices-unseen")).hasCount(0);
  }

  @Test
  void a_supervisor_sees_who_stalls_and_what_the_policy_lacks() {
    var omar = browser.wide(gateway.address());
    omar.page().route("**/api/policy", route -> {
      var policy = new JsonObject(route.fetch().text());
      route.fulfill(json(policy.put("findings", new JsonArray().add(new JsonObject().put("kind", "feasibility")
        .put("where", "queues.hotline.legs").put("words", "FixIt field engineers cannot keep it")))));
    });
    omar.page().route("**/api/policy/reload", route -> route.fulfill(new Route.FulfillOptions().setStatus(422)
      .setContentType("application/problem+json").setBody(new JsonObject().put("title", "Not reloaded").put("status", 422)
        .put("detail", "Nothing was changed").put("problems", new JsonArray().add("policy.yaml:12 is wrong")).encode())));
    omar.signIn("omar").go("/monitor");
    assertThat(omar.page().locator("[data-test=party-row][data-party='vendor:fixit']")).containsText("FixIt field engineers");
    assertThat(omar.find("policy")).containsText("FixIt field engineers cannot keep it");
    omar.find("reload-policy").click();
    assertThat(omar.find("reload-result")).containsText("policy.yaml:12 is wrong");
  }

  @Test
  void on_a_telephone_every_dialog_fits() {
    var caseId = caseOf("tia", "Averyverylongwordwithoutanyspaces".repeat(8));
    var maria = browser.narrowAndDark(gateway.address()).signIn("maria").open(caseId);
    maria.find("hand-off").click();
    assertThat(maria.find("hand-off-confirm")).isInViewport();
    assertFalse(maria.scrollsSideways(), "hand off");
    maria.page().keyboard().press("Escape");
    for (var name : new String[] {"flag", "promise", "assign", "queue", "merge"}) {
      maria.find("more").click();
      maria.find("do-" + name).click();
      assertThat(maria.find(name + "-confirm")).isInViewport();
      assertFalse(maria.scrollsSideways(), name);
      maria.page().keyboard().press("Escape");
      assertThat(maria.find(name + "-dialog")).hasCount(0);
    }
  }

  private static Route.FulfillOptions json(JsonObject body) {
    return new Route.FulfillOptions().setContentType("application/json").setBody(body.encode());
  }
}
