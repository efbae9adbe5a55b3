package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.demo.Fault;
import dev.baton.demo.Person;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A day at the desk, in a real browser. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxE2E {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:00:00Z"));
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

  private long readFromNetwork(String words) {
    var find = "select coalesce(max(case_id), 0) from mention where body like '%" + words + "%'";
    Eventually.until("the mention is read", () -> gateway.number(find) > 0);
    return gateway.number(find);
  }

  @Test
  void an_agent_sees_customers_arrive_takes_one_answers_on_the_network_and_resolves() {
    var ana = browser.wide(gateway.address()).signIn("ana");
    var posted = caseOf("kim", "The lamp arrived broken");
    assertThat(ana.row(posted)).containsText("The lamp arrived broken");

    var mastodon = gateway.networks().mastodon();
    var status = mastodon.mention(new Person("Rosa Delgado", "rosa", "en", "Leeds", 2_412, ""),
      "@northwind my router is dead and nobody calls back", "", "public");
    var caseId = readFromNetwork("my router is dead");
    assertThat(ana.row(caseId)).containsText("Rosa Delgado");

    ana.row(caseId).locator("a").click();
    assertThat(ana.find("mention")).containsText("my router is dead");
    assertThat(ana.find("why")).containsText("due");
    assertThat(ana.find("why")).containsText("Reach");
    assertThat(ana.find("if-nobody-acts")).containsText("Maria Santos");
    assertThat(ana.find("if-nobody-acts")).containsText("Ines Carvalho");

    ana.find("take").click();
    assertThat(ana.find("holder")).containsText("In your hand");
    ana.find("reply-text").fill("Hello Rosa, a technician is with you tomorrow at nine.");
    ana.find("send").click();
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();

    var said = mastodon.said().stream().filter(s -> s.inReplyTo().equals(status)).toList();
    assertEquals(1, said.size(), "the network has it once");
    assertTrue(said.getFirst().text().contains("a technician is with you tomorrow"), said::toString);

    ana.find("resolve").click();
    assertThat(ana.find("case")).containsText("Resolved");
    assertEquals("resolved", program.look(caseId).json().getString("phase"));
  }

  @Test
  void a_case_nobody_touches_goes_up_before_everybodys_eyes() {
    var caseId = caseOf("lee", "Nobody answers the phone");
    var ana = browser.wide(gateway.address()).signIn("ana");
    assertThat(ana.row(caseId)).isVisible();
    assertThat(ana.row(caseId).locator("[data-test=level]")).hasCount(0);

    clock.advance(Duration.ofMinutes(5));
    gateway.runDueObligations();

    assertThat(ana.row(caseId).locator("[data-test=level]")).hasText("Level 1");
    ana.row(caseId).locator("a").click();
    assertThat(ana.find("timeline")).containsText("Maria Santos alarmed (level 1)");
  }

  @Test
  void who_writes_on_an_old_view_is_told_and_keeps_the_draft() {
    var caseId = caseOf("noor", "My order has the wrong size");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("reply-text").fill("We send the right size today.");

    caseOf("noor", "Never mind, I want my money back");
    assertThat(ana.find("fresh").or(ana.find("conflict")).first()).isVisible();
    ana.find("send").click();

    assertThat(ana.find("conflict")).containsText("The customer wrote again");
    assertThat(ana.find("reply-text")).hasValue("We send the right size today.");
    assertEquals(0, gateway.number("select count(*) from reply where case_id = " + caseId), "nothing was said");

    ana.find("show-new").click();
    ana.find("reply-text").fill("We refund you today.");
    ana.find("send").click();
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();
    assertThat(ana.find("reply")).containsText("We refund you today.");
  }

  @Test
  void a_reply_that_the_network_refuses_says_why_and_stays_on_top() {
    gateway.networks().bluesky().mention(new Person("Sam Reed", "sam", "en", "York", 10, ""),
      "@northwind.bsky.example where is my refund?", "");
    var caseId = readFromNetwork("where is my refund");
    gateway.networks().bluesky().faults().next("createRecord", new Fault.Says(400,
      Map.of("Content-Type", "application/json"),
      "{\"error\":\"InvalidRequest\",\"message\":\"Invalid record\"}"));
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    ana.find("reply-text").fill("It is on its way.");
    ana.find("send").click();

    assertThat(ana.page().locator("[data-test=reply-state][data-state=refused]")).isVisible();
    ana.find("view-undelivered").click();
    assertThat(ana.row(caseId)).containsText("Not delivered");
  }

  @Test
  void a_supervisor_watches_the_monitor_and_an_agent_reads_why_not() {
    caseOf("mo", "When do you open?");
    var omar = browser.wide(gateway.address()).signIn("omar").go("/monitor");
    var counts = program.get("/api/monitor").json().getJsonObject("cases");
    assertThat(omar.find("monitor-open")).hasText(counts.getInteger("open").toString());
    assertThat(omar.find("monitor-naked")).hasText("0");
    assertThat(omar.page().locator("[data-test=account][data-account=mastodon][data-state=connected]")).isVisible();

    var ana = browser.wide(gateway.address()).signIn("ana").go("/monitor");
    assertThat(ana.page().locator("body")).containsText("Ask your supervisor");
    assertThat(ana.find("monitor-open")).hasCount(0);
  }

  @Test
  void on_a_telephone_at_night_everything_fits_and_nothing_complains() {
    var caseId = caseOf("a-very-long-handle-that-somebody-chose-in-a-weak-moment@instance.example",
      "Averyverylongwordwithoutanyspaces".repeat(10));
    var omar = browser.narrowAndDark(gateway.address()).signIn("omar");
    assertThat(omar.row(caseId)).isVisible();
    assertFalse(omar.scrollsSideways(), "the list");
    omar.open(caseId);
    assertThat(omar.find("reply-text")).isVisible();
    assertFalse(omar.scrollsSideways(), "the case");
    omar.find("back").click();
    assertThat(omar.row(caseId)).isVisible();
    omar.go("/monitor");
    assertThat(omar.find("monitor-open")).isVisible();
    assertFalse(omar.scrollsSideways(), "the monitor");
    var ground = omar.page().evaluate("getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).slice(0, 3)"
      + ".map(Number).reduce((a, b) => a + b)");
    assertTrue(((Number) ground).doubleValue() < 200, "dark, not " + ground);
  }

  @Test
  void what_a_hostile_customer_writes_is_text_and_nothing_else() {
    var hostile = List.of("<img src=x onerror=\"window.hacked=1\">", "</script><script>window.hacked=2</script>",
      "\u202Etxet desrever\u202C and ${window.hacked=3} {{7*7}}",
      "<svg/onload=window.hacked=4><a href=javascript:alert(1)>",
      "'\"><iframe srcdoc='<script>parent.hacked=5</script>'>");
    var ana = browser.wide(gateway.address()).signIn("ana");
    for (var text : hostile) {
      var mention = Mentions.of("hostile " + hostile.indexOf(text), "hostile-" + hostile.indexOf(text), text,
        clock.instant()).put("url", "javascript:window.hacked=6").put("language", "\"><b>");
      mention.getJsonObject("author").put("name", text).put("handle", text);
      var caseId = program.mention(mention);
      assertThat(ana.row(caseId)).isVisible();
      ana.open(caseId);
      var visible = text.replaceAll("\\p{Cf}", "").substring(0, 10);
      assertThat(ana.find("mention").locator("p")).containsText(visible);
      assertEquals(0, ana.page().locator("[onerror], [onload], iframe, a[href^='javascript:'], img[src='x']").count());
      assertEquals("undefined", ana.page().evaluate("typeof window.hacked"));
    }
    var supervisor = browser.wide(gateway.address()).signIn("ines").go("/monitor");
    assertThat(supervisor.find("oldest")).isVisible();
    assertEquals("undefined", supervisor.page().evaluate("typeof window.hacked"));
  }

  @Test
  void who_mistypes_the_password_reads_so_and_who_signs_out_is_out() {
    var tab = browser.wide(gateway.address()).go("/");
    tab.find("login").fill("ben");
    tab.find("password").fill("not it");
    tab.find("sign-in").click();
    assertThat(tab.find("sign-in-problem")).containsText("Name or password is wrong");
    tab.find("password").fill(Gateway.DEMO_PASSWORD);
    tab.find("sign-in").click();
    tab.find("me").click();
    tab.find("sign-out").click();
    assertThat(tab.find("login")).isVisible();
    assertThat(tab.find("case-row")).hasCount(0);
  }
}
