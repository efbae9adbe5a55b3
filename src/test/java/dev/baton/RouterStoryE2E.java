package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The router. A customer phones, writes, phones again and writes again: one case, and it rises with each. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouterStoryE2E {

  private TestGateway gateway;
  private Browser browser;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).start();
    browser = Browser.start();
    browser.wide(gateway.address()).signIn("ben"); // whoever comes first meets every class for the first time
    browser.closeTabs();
  }

  @AfterAll
  void stop() {
    browser.close();
    gateway.close();
  }

  private static Duration moved(JsonObject item) {
    return Duration.between(Instant.parse(item.getString("orderAt")),
      Instant.parse(item.getJsonObject("due").getString("at")));
  }

  @Test
  void four_contacts_on_two_channels_are_one_case_that_rises_with_each() {
    var live = gateway.program().live("");
    live.next("snapshot");
    var ana = browser.wide(gateway.address()).signIn("ana");

    gateway.tellRouterStory(Duration.ofSeconds(2));

    var rises = new TreeMap<Integer, Duration>();
    var caseId = 0L;
    while (!rises.containsKey(4)) {
      var changes = live.until("contact " + (rises.size() + 1), f -> f.getString("type").equals("changes"));
      for (var each : changes.getJsonArray("items")) {
        var item = (JsonObject) each;
        assertTrue(caseId == 0 || caseId == item.getLong("id"), "one case");
        caseId = item.getLong("id");
        rises.putIfAbsent(item.getInteger("contacts"), moved(item));
      }
    }
    assertEquals(4, rises.size());
    for (var contact = 2; contact <= 4; contact++) {
      assertTrue(rises.get(contact).compareTo(rises.get(contact - 1)) > 0, "it rises with each: " + rises);
    }

    assertThat(ana.row(caseId)).containsText("4×");
    ana.open(caseId);
    assertThat(ana.find("mention")).hasCount(4);
    assertThat(ana.find("why")).containsText("Fourth contact in 4 days");
    assertThat(ana.find("why")).containsText("Angry");
    assertThat(ana.find("timeline")).containsText("Phone");
    assertThat(ana.find("timeline")).containsText("Mastodon");
    assertEquals(3, ana.page().locator("[data-test=mention] .joined").count(), "why each belongs here");
    assertThat(ana.find("profile")).hasCount(2);
    assertThat(ana.find("link-why")).containsText("Named their case");
    assertThat(ana.find("link-why")).containsText("as the call of");
    assertEquals(1, gateway.number("select count(*) from cases"));
    assertEquals(1, gateway.number("select count(distinct customer_id) from mention"));
    theVendorCannotKeepWhatTheDeskPromises(ana, caseId);
    browser.closeTabs();
  }

  /** Found when it was configured, and again when the agent types the date. */
  private void theVendorCannotKeepWhatTheDeskPromises(Browser.Tab ana, long caseId) {
    var findings = gateway.person("omar").get("/api/policy").expect(200).json().getJsonArray("findings").encode();
    assertTrue(findings.contains("FixIt field engineers may take 4 working hours to accept and 5 days to answer, but customers"
      + " are owed a resolution within 2 days"), findings);

    ana.find("take").click();
    ana.find("hand-off").click();
    ana.page().locator("[data-party='vendor:fixit']").click();
    ana.find("question").fill("A router at 14 Elm Road is dead: when is a technician there?");
    ana.find("hand-off-confirm").click();
    assertThat(ana.find("case").locator("[data-test=waits-for]")).containsText("With vendor");
    ana.find("reply-text").fill("A technician is with you within two days");
    ana.find("toggle-promise").click();
    ana.find("promise-date").fill((String) ana.page().evaluate("""
      () => { const d = new Date(Date.now() + 2 * 24 * 3600 * 1000);
        return new Date(d - d.getTimezoneOffset() * 60000).toISOString().slice(0, 16) }"""));
    assertThat(ana.page().locator("[data-test=verdict][data-verdict=too-early]"))
      .containsText("You can count on the answer of FixIt field engineers on");
    ana.find("usual-date").first().click();
    ana.find("send").click();
    assertThat(ana.page().locator("[data-test=promise][data-state=open]")).isVisible();
    assertEquals(1, gateway.number("select count(*) from promise where state = 'open'"), "it is on the ledger");
  }
}
