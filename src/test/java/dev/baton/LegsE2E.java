package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import dev.baton.leg.Links;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A case is handed off, and comes back with an answer: from the inbox, from the experts' page, from a link. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LegsE2E {

  /** A Monday morning: Technical service has Tom first and Rita second, and every office is open. */
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

  /** Ana has asked; whose leg it is the rota decided. @return the leg */
  private long asked(long caseId, String party, String question) {
    gateway.person("ana").post("/api/cases/" + caseId + "/legs",
      new JsonObject().put("party", party).put("question", question)).expect(200);
    return program.look(caseId).json().getJsonArray("legs").getJsonObject(0).getLong("id");
  }

  private String link(long leg, String person, Duration lasts) {
    var key = gateway.rows("select encode(key, 'hex') from signing_key").getFirst().getFirst().toString();
    return new Links(HexFormat.of().parseHex(key)).token(new Links.Link("northwind", leg, person,
      clock.instant().plus(lasts)));
  }

  private static Locator party(Browser.Tab tab, String key) {
    return tab.page().locator("[data-test=party][data-party='" + key + "']");
  }

  private static Locator leg(Browser.Tab tab, String state) {
    return tab.page().locator("[data-test=leg][data-state=" + state + "]");
  }

  @Test
  void an_agent_hands_off_an_expert_answers_and_the_customer_is_told() {
    var caseId = caseOf("rosa", "My router is dead since last night");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("take").click();
    ana.find("hand-off").click();
    assertThat(party(ana, "department:technical")).containsText("Tom Becker is on duty");
    assertThat(party(ana, "vendor:fixit")).containsText("Fiona Byrne is on duty");
    assertThat(ana.find("hand-off-confirm")).isDisabled();
    party(ana, "department:technical").click();
    assertThat(ana.find("clocks").first()).containsText("09:40");
    assertThat(ana.find("clocks").first()).containsText("13:40");
    assertThat(ana.find("clocks").first()).containsText("14:10");
    ana.find("question").fill("Is the line of 14 Elm Road down?");
    ana.find("hand-off-confirm").click();
    assertThat(ana.find("hand-off-dialog")).hasCount(0);
    assertThat(leg(ana, "offered")).containsText("Tom Becker");
    assertThat(ana.find("case").locator("[data-test=waits-for]")).containsText("With department");

    var tom = browser.wide(gateway.address()).signIn("tom");
    assertThat(tom.page()).hasURL(Pattern.compile(".*/legs(/\\d+)?$"));
    tom.find("leg-row").locator("a").first().click();
    assertThat(tom.find("question")).hasText("Is the line of 14 Elm Road down?");
    assertThat(tom.find("said")).containsText("My router is dead since last night");
    tom.find("leg-accept").click();
    assertThat(tom.find("leg-detail")).hasAttribute("data-state", "accepted");
    assertThat(leg(ana, "accepted")).isVisible();

    tom.find("answer-text").fill("Yes, a cable was cut. It works again at noon.");
    tom.find("answer-send").click();
    assertThat(tom.find("leg-detail")).hasAttribute("data-state", "answered");

    assertThat(ana.find("untold")).containsText("Technical service answered");
    ana.find("resolve").click();
    assertThat(ana.find("resolve-dialog")).containsText("has not been told");
    ana.page().keyboard().press("Escape");
    ana.find("tell").click();
    assertThat(ana.find("reply-text")).hasValue("Yes, a cable was cut. It works again at noon.");
    ana.find("send").click();
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();
    assertThat(ana.find("untold")).hasCount(0);
    ana.find("resolve").click();
    assertThat(ana.find("case")).containsText("Resolved");
  }

  @Test
  void a_vendor_without_an_account_answers_by_a_link_on_a_telephone() {
    var caseId = caseOf("lee", "A technician should have come, this is private: 0113 4960000");
    var leg = asked(caseId, "vendor:fixit", "When can you be at 3 Mill Lane?");
    var token = link(leg, "fiona", Duration.ofDays(7));
    var fiona = browser.narrowAndDark(gateway.address());
    var addresses = new ArrayList<String>();
    fiona.page().onRequest(request -> addresses.add(request.url()));

    fiona.go("/leg#" + token);
    assertThat(fiona.find("question")).hasText("When can you be at 3 Mill Lane?");
    assertThat(fiona.find("said")).hasCount(0);
    assertFalse(fiona.page().content().contains("0113 4960000"), "a vendor sees the question and nothing else");
    assertFalse(fiona.scrollsSideways());
    fiona.find("leg-accept").click();
    assertThat(fiona.find("leg-detail")).hasAttribute("data-state", "accepted");
    fiona.find("answer-text").fill("Wednesday at nine.");
    fiona.page().reload();
    assertThat(fiona.find("answer-text")).hasValue("Wednesday at nine.");
    fiona.find("answer-send").click();
    assertThat(fiona.find("leg-detail")).hasAttribute("data-state", "answered");
    assertThat(fiona.find("link-page")).containsText("nothing more to do");
    assertTrue(addresses.stream().noneMatch(a -> a.contains(token.substring(0, 20)) && !a.contains("#")),
      "the link's secret is in no address that a server sees");

    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    assertThat(ana.find("answered")).containsText("Wednesday at nine.");
    assertThat(ana.find("answered")).containsText("Fiona Byrne");
  }

  @Test
  void a_link_says_in_words_why_there_is_nothing_to_do() {
    var caseId = caseOf("mia", "The meter ticks");
    var leg = asked(caseId, "vendor:fixit", "Please listen to it");
    var fiona = browser.narrowAndDark(gateway.address());

    fiona.go("/leg");
    assertThat(fiona.find("link-page")).containsText("This link is not complete");
    fiona.page().navigate("/leg#" + link(leg, "fiona", Duration.ofDays(-1)));
    fiona.page().reload();
    assertThat(fiona.find("link-page")).containsText("does not work any more");

    fiona.page().navigate("/leg#" + link(leg, "fiona", Duration.ofDays(1)));
    assertThat(fiona.find("leg-accept")).isVisible();
    gateway.person("ana").post("/api/cases/" + caseId + "/legs/" + leg + "/withdraw", null).expect(200);
    fiona.find("leg-accept").click();
    assertThat(fiona.find("leg-detail")).hasAttribute("data-state", "withdrawn");
    assertThat(fiona.find("link-page")).containsText("Ana Lima took it back");
  }

  @Test
  void not_mine_but_hers_goes_to_a_colleague_who_is_there() {
    var leg = asked(caseOf("noor", "Voicemail is gone"), "department:technical", "Is voicemail down?");
    var tom = browser.wide(gateway.address()).signIn("tom").go("/legs/" + leg);
    tom.page().locator(".pass-on summary").click();
    tom.find("pass-to").selectOption("rita");
    tom.find("pass").click();
    assertThat(tom.find("leg-ended")).containsText("It is with Rita Okafor now");

    var rita = browser.wide(gateway.address()).signIn("rita").go("/legs/" + leg);
    assertThat(rita.find("leg-accept")).isVisible();
  }

  @Test
  void a_leg_that_is_taken_back_is_the_agents_again() {
    var caseId = caseOf("omi", "No signal in the cellar");
    asked(caseId, "department:technical", "Is that normal?");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("take-back").click();
    assertThat(ana.find("take-back-dialog")).containsText("Technical service");
    ana.find("take-back-confirm").click();
    assertThat(leg(ana, "withdrawn")).hasCount(1);
    assertThat(ana.find("take-back")).hasCount(0);
  }

  @Test
  void an_expert_sees_what_is_asked_and_no_cases() {
    caseOf("pat", "Something private");
    var rita = browser.wide(gateway.address()).signIn("rita").go("/");
    assertThat(rita.find("legs-page")).isVisible();
    assertThat(rita.find("go-inbox")).hasCount(0);
    assertThat(rita.find("case-row")).hasCount(0);
    assertFalse(rita.page().content().contains("Something private"));
  }

  @Test
  void everything_goes_by_the_keyboard_alone() {
    var caseId = caseOf("kit", "My invoice is wrong");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    var keys = ana.page().keyboard();
    keys.press("t");
    assertThat(ana.find("holder")).containsText("In your hand");

    keys.press("h");
    assertThat(ana.find("hand-off-dialog")).isVisible();
    assertThat(party(ana, "department:technical").locator("input")).isFocused();
    keys.press("ArrowDown");
    assertThat(party(ana, "department:billing").locator("input")).isChecked();
    keys.press("Tab");
    assertThat(ana.find("question")).isFocused();
    keys.type("Why is the March invoice 84.20?");
    keys.press("Control+Enter");
    assertThat(ana.find("hand-off-dialog")).hasCount(0);
    assertThat(leg(ana, "offered")).containsText("Paula Brandt");

    keys.press("o");
    assertThat(ana.find("reply-text")).isFocused();
    assertThat(ana.find("reply-text")).hasValue(Pattern.compile("^This is with Billing now.*"));
    assertThat(ana.find("verdict")).hasAttribute("data-verdict", "only-without"); // FixIt would take longer still
    keys.press("Control+Enter");
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();
    assertEquals(1, gateway.number("select count(*) from promise where state = 'open' and case_id = " + caseId));

    keys.press("Escape");
    keys.press("?");
    assertThat(ana.find("shortcuts")).containsText("Hand it to a department or vendor");
    keys.press("Escape");
    assertThat(ana.find("shortcuts")).hasCount(0);
    assertThat(ana.find("case")).isVisible();
  }
}
