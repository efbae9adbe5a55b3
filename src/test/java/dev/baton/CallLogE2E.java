package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody calls, an agent takes the call and writes it down, in a real browser. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallLogE2E {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final MovedClock clock = new MovedClock(START);
  private TestGateway gateway;
  private Browser browser;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
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

  private static void write(Browser.Tab tab, Map<String, String> fields) {
    fields.forEach((field, text) -> tab.find("call-" + field).fill(text));
  }

  @Test
  void a_call_is_logged_by_key_and_opens_the_case_of_its_caller() {
    var ana = browser.wide(gateway.address()).signIn("ana");
    ana.page().keyboard().press("c");
    assertThat(ana.find("log-call-dialog")).isVisible();
    assertThat(ana.find("log-call-confirm")).isDisabled();
    assertThat(ana.find("call-at")).hasValue("2026-03-02T09:00");
    assertThat(ana.find("call-name")).isFocused();
    write(ana, Map.of("name", "Noor Haddad", "phone", "+44 (113) 496-0001", "text", "The technician never came",
      "at", "2026-03-02T08:55"));
    ana.page().keyboard().press("Control+Enter");

    assertThat(ana.find("log-call-dialog")).hasCount(0);
    assertThat(ana.find("mention")).containsText("The technician never came");
    assertThat(ana.find("case")).containsText("Noor Haddad");
    assertEquals(1, gateway.number("select count(*) from mention m join account a on a.id = m.account_id"
      + " where a.name = 'phone' and body = 'The technician never came' and posted_at = '2026-03-02T08:55:00Z'"));
  }

  @Test
  void the_same_number_joins_the_open_case_and_what_was_typed_outlives_a_closing_by_mistake() {
    var ben = browser.wide(gateway.address()).signIn("ben");
    ben.find("log-call").first().click();
    write(ben, Map.of("name", "Lee", "phone", "+441134960002", "text", "My lamp is broken"));
    ben.page().keyboard().press("Escape");
    assertThat(ben.find("log-call-dialog")).hasCount(0);
    ben.find("log-call").first().click();
    assertThat(ben.find("call-text")).hasValue("My lamp is broken");
    ben.find("log-call-confirm").click();
    assertThat(ben.find("mention")).containsText("My lamp is broken");

    ben.page().keyboard().press("c");
    assertThat(ben.find("call-text")).hasValue("");
    write(ben, Map.of("phone", "+44 113 4960002", "text", "Still broken"));
    ben.find("log-call-confirm").click();
    assertThat(ben.find("mention")).hasCount(2);
    assertThat(ben.find("case")).containsText("Still broken");
    assertThat(ben.find("mention").first()).containsText("Lee");
    assertEquals(1, gateway.number("select count(distinct case_id) from mention where body like '%broken'"));
  }

  @Test
  void who_only_answers_departments_logs_no_calls_and_a_call_of_tomorrow_is_none() {
    var tom = browser.wide(gateway.address()).signIn("tom");
    tom.page().keyboard().press("c");
    assertThat(tom.find("log-call-dialog")).hasCount(0);
    assertThat(tom.find("log-call")).hasCount(0);

    var omar = browser.narrowAndDark(gateway.address()).signIn("omar");
    omar.find("me").click();
    omar.find("log-call").last().click();
    write(omar, Map.of("name", "Kim", "text", "Hello", "at", "2026-03-03T09:00"));
    assertThat(omar.find("log-call-confirm")).isDisabled();
    assertThat(omar.find("log-call-dialog")).containsText("still to come");
    omar.find("call-at").fill("2026-03-02T08:59");
    assertThat(omar.find("log-call-confirm")).isEnabled();
  }
}
