package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dates that customers are given: judged while they are typed, kept, moved, broken, taken back. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisesE2E {

  /** A Monday morning; FixIt accepts within four working hours and answers five days later. */
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

  private long handedToFixIt(String author) {
    var caseId = caseOf(author, "When does a technician come?");
    gateway.person("ana").post("/api/cases/" + caseId + "/legs",
      new JsonObject().put("party", "vendor:fixit").put("question", "When can you be there?")).expect(200);
    return caseId;
  }

  private void promised(long caseId, Instant dueAt) {
    gateway.person("ana").post("/api/cases/" + caseId + "/promises",
      new JsonObject().put("dueAt", dueAt.toString()).put("what", "a technician calls")).expect(200);
  }

  private static Locator promise(Browser.Tab tab, String state) {
    return tab.page().locator("[data-test=promise][data-state=" + state + "]");
  }

  private static Locator verdict(Browser.Tab tab, String verdict) {
    return tab.page().locator("[data-test=verdict][data-verdict=" + verdict + "]");
  }

  @Test
  void while_a_date_is_typed_it_says_what_can_be_kept() {
    var caseId = handedToFixIt("rosa");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("reply-text").fill("A technician is with you");
    ana.find("toggle-promise").click();
    assertThat(ana.find("promise-date")).isFocused();
    assertThat(ana.find("send")).isDisabled();

    ana.find("promise-date").fill("2026-03-04T12:00");
    assertThat(verdict(ana, "too-early")).containsText(
      "You can count on the answer of FixIt field engineers on Saturday 7 March");
    ana.find("promise-date").fill("2026-03-02T09:00");
    assertThat(verdict(ana, "past")).isVisible();
    assertThat(ana.find("send")).isDisabled();

    ana.find("usual-date").first().click();
    assertThat(ana.find("promise-date")).hasValue(Pattern.compile("2026-03-07T15:\\d\\d"));
    assertThat(verdict(ana, "feasible")).containsText("This can be kept");
    ana.find("promise-what").fill("a technician calls");
    ana.find("send").click();
    assertThat(promise(ana, "open")).containsText("a technician calls");
    assertThat(promise(ana, "open")).containsText("Sat 15:");
    assertThat(ana.row(caseId).locator("[data-test=promised-at]")).containsText("Sat 15:");
  }

  @Test
  void who_says_forwarded_is_shown_the_way_to_make_it_true() {
    var caseId = caseOf("lee", "My bill is wrong");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("reply-text").fill("I have forwarded it to our billing department.");
    ana.find("send").click();
    assertThat(ana.find("hurdle")).containsText("Forwarded to whom?");
    assertEquals(0, gateway.number("select count(*) from reply where case_id = " + caseId), "nothing was said");

    ana.find("hurdle-hand-off").click();
    ana.page().locator("[data-party='department:billing']").click();
    ana.find("question").fill("Is 84.20 right?");
    ana.find("hand-off-confirm").click();
    assertThat(ana.find("hurdle")).containsText("By when does the customer hear?");
    assertThat(ana.find("reply-text")).hasValue("I have forwarded it to our billing department.");

    ana.find("offer").click();
    assertThat(ana.find("reply-text")).hasValue(Pattern.compile(
      "^I have forwarded it to our billing department\\.\\s+This is with Billing now.*Tuesday 3 March, 11:.*"));
    assertThat(ana.find("promise-date")).hasValue(Pattern.compile("2026-03-03T11:\\d\\d"));
    ana.find("send").click();
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();
    assertThat(ana.find("hurdle")).hasCount(0);
    assertThat(promise(ana, "open")).containsText("tomorrow 11:");
  }

  @Test
  void what_was_said_on_the_phone_goes_on_the_ledger_and_off_it_with_a_reason() {
    var caseId = caseOf("mia", "Please call me");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.page().keyboard().press("Shift+P");
    ana.find("promise-date").fill("2026-03-02T16:00");
    ana.find("promise-what").fill("we call her");
    ana.find("promise-confirm").click();
    assertThat(promise(ana, "open")).containsText("we call her");
    ana.find("view-promised").click();
    assertThat(ana.row(caseId)).isVisible();

    ana.find("withdraw-promise").click();
    assertThat(ana.find("withdraw-promise-confirm")).isDisabled();
    ana.find("reason").fill("She found it herself");
    ana.find("withdraw-promise-confirm").click();
    assertThat(promise(ana, "withdrawn")).hasCount(1);
    assertThat(ana.find("promised")).containsText("She found it herself");
  }

  @Test
  void a_broken_promise_is_told_honestly_and_moved() {
    var caseId = caseOf("noor", "Nobody came");
    promised(caseId, clock.instant().plus(Duration.ofMinutes(10)));
    clock.advance(Duration.ofMinutes(11));
    gateway.runDueObligations();
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    assertThat(promise(ana, "broken")).isVisible();

    ana.find("offer").click();
    assertThat(ana.find("reply-text")).hasValue(Pattern.compile("^We told you.*We are sorry\\."));
    assertThat(ana.find("fate-moved")).hasAttribute("aria-pressed", "true");
    assertThat(ana.find("send")).isDisabled();
    ana.find("promise-date").fill("2026-03-03T10:00");
    ana.find("send").click();
    assertThat(promise(ana, "open")).containsText("tomorrow 10:00");
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();
    assertEquals(1, gateway.number("select count(*) from promise where state = 'broken' and case_id = " + caseId));
  }

  @Test
  void an_answer_keeps_what_was_promised_for_it() {
    var caseId = handedToFixIt("omi");
    promised(caseId, Instant.parse("2026-03-09T10:00:00Z"));
    var leg = program.look(caseId).json().getJsonArray("legs").getJsonObject(0).getLong("id");
    program.post("/api/legs/" + leg + "/answer", new JsonObject().put("text", "Wednesday at nine")).expect(200);
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("tell").click();
    assertThat(ana.find("fate-kept")).hasAttribute("aria-pressed", "true");
    ana.find("send").click();
    assertThat(promise(ana, "kept")).hasCount(1);
    assertThat(promise(ana, "open")).hasCount(0);
  }

  @Test
  void a_hand_off_that_outlasts_a_promise_says_so_before_it_is_confirmed() {
    var caseId = caseOf("pat", "No internet");
    promised(caseId, clock.instant().plus(Duration.ofHours(8)));
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("hand-off").click();
    ana.page().locator("[data-party='department:technical']").click();
    assertThat(ana.find("warning")).hasCount(0);
    ana.page().locator("[data-party='vendor:fixit']").click();
    assertThat(ana.find("warning")).containsText("The customer was promised");
  }

  @Test
  void a_question_to_the_customer_is_waited_for() {
    var caseId = caseOf("quin", "My order has not come");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("reply-text").fill("Which order number is it?");
    ana.find("toggle-asks").click();
    ana.find("send").click();
    assertThat(ana.find("case").locator("[data-test=waits-for]")).containsText("Waits for customer");
  }
}
