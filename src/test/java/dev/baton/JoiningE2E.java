package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent sees who is behind a case and why, decides with one key, and takes it back. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoiningE2E {

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:30:00Z"));
  private TestGateway gateway;
  private Visitor program;
  private Browser browser;
  private int said;

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

  private long says(String account, String author, String handle, String name, String phone, String text) {
    return program.mention(new JsonObject().put("account", account).put("externalId", "who-" + ++said)
      .put("author", new JsonObject().put("id", author).put("handle", handle).put("name", name).put("phone", phone))
      .put("text", text).put("postedAt", clock.instant().toString()));
  }

  /** On two networks, some minutes apart. @return both their cases */
  private long[] twice(String handle, String name, String order) {
    var one = says("api", "a-" + handle, handle, name, "", "My order " + order + " never came");
    clock.advance(Duration.ofMinutes(11));
    var other = says("mastodon", "m-" + handle, handle, name, "", "Where is order " + order + "?");
    gateway.compareNewProfiles();
    return new long[] {one, other};
  }

  @Test
  void a_link_is_shown_with_what_it_rests_on_and_undone() {
    var caseId = says("phone", "call-1", "", "Rosa Delgado", "+441134960001", "No internet since noon");
    says("api", "web-1", "", "Rosa", "+441134960001", "Any news?");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    assertThat(ana.find("link-why")).containsText("Same phone number as the call of 2 March");
    ana.find("unlink").click();
    assertThat(ana.find("unlink-dialog")).containsText("as if it had never been made");
    ana.find("unlink-confirm").click();
    assertThat(ana.find("toasts")).containsText("Two people again");
    assertThat(ana.find("mention")).hasCount(1);
    assertThat(ana.find("timeline")).containsText("undid a link");
    ana.find("other-case").click();
    assertThat(ana.find("mention")).containsText("Any news?");
  }

  @Test
  void a_suggestion_is_accepted_with_a_key_and_undone_from_the_toast() {
    var both = twice("ines_lopes_pt", "Ines Lopes", "4711-2288");
    var ana = browser.wide(gateway.address()).signIn("ana").open(both[0]);
    assertThat(ana.find("suggestion")).containsText("The same person?");
    assertThat(ana.find("evidence")).containsText("Same order number");
    assertThat(ana.find("evidence")).containsText("11 minutes apart");
    ana.page().keyboard().press("?");
    assertThat(ana.find("shortcuts")).containsText("Yes to what Baton asks");
    ana.page().keyboard().press("Escape");
    ana.page().keyboard().press("y");
    assertThat(ana.find("profile")).hasCount(2);
    assertThat(ana.find("beside")).containsText("Where is order");
    assertThat(ana.find("suggestion")).hasCount(0);
    ana.find("toast-undo").click();
    assertThat(ana.find("toasts")).containsText("Two people again");
    assertThat(ana.find("profile")).hasCount(0);
    assertEquals(0, gateway.number("select count(*) from link where undone_at is null and author_id like '%ines_lopes_pt'"));
    assertFalse(ana.scrollsSideways());
  }

  @Test
  void their_cases_are_merged_in_the_same_step() {
    var both = twice("tom_becker_uk", "Tom Becker", "9911-5566");
    var ana = browser.narrowAndDark(gateway.address()).signIn("ana").open(both[0]);
    assertThat(ana.find("suggestion")).isVisible();
    assertFalse(ana.scrollsSideways());
    ana.find("accept-merge").click();
    assertThat(ana.find("mention")).hasCount(2);
    ana.find("undo-link").first().click();
    ana.find("unlink-confirm").click();
    assertThat(ana.find("mention")).hasCount(1);
  }

  @Test
  void different_people_are_never_asked_about_again() {
    var both = twice("kai_berg_no", "Kai Berg", "3344-1122");
    var ana = browser.wide(gateway.address()).signIn("ana").open(both[0]);
    assertThat(ana.find("suggestion")).isVisible();
    ana.page().keyboard().press("d");
    ana.find("different-confirm").click();
    assertThat(ana.find("suggestion")).hasCount(0);
    says("mastodon", "m-kai_berg_no", "kai_berg_no", "Kai Berg", "", "Order 3344-1122, still nothing!");
    gateway.compareNewProfiles();
    ana.open(both[1]);
    assertThat(ana.find("mention")).hasCount(2);
    assertThat(ana.find("suggestion")).hasCount(0);
  }
}
