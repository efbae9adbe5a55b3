package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import dev.baton.config.Secret;
import dev.baton.connector.Signature;
import dev.baton.demo.Person;
import dev.baton.demo.SimulatedMastodon;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor adds accounts on the page, tries them out, and customers are answered there. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsE2E {

  private static final String TOKEN = "t0ken-of-the-browser";
  private static final Person ANN = new Person("Ann Archer", "ann", "en", "Leeds", 37, "");

  private SimulatedMastodon network;
  private URI server;
  private TestGateway gateway;
  private Browser browser;

  @BeforeAll
  void start(Vertx vertx) {
    network = new SimulatedMastodon(vertx, InstantSource.system(), TOKEN, "northwind");
    server = network.start(0).await();
    gateway = TestGateway.on(vertx).start();
    browser = Browser.start();
    browser.wide(gateway.address()).signIn("omar"); // whoever comes first meets every class for the first time
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
    network.stop().await();
  }

  private static Locator key(Browser.Tab tab, String name) {
    return tab.page().locator("[data-test=account-key][data-key='" + name + "']");
  }

  private static Locator mistake(Browser.Tab tab, String name) {
    return tab.page().locator("[data-test=mistake][data-of='" + name + "']");
  }

  private static Locator card(Browser.Tab tab, String name) {
    return tab.page().locator("[data-test=account-card][data-account='" + name + "']");
  }

  private Browser.Tab adding(Browser.Tab tab, String channel, String name) {
    tab.go("/accounts").find("add-account").click();
    tab.find("account-channel").selectOption(channel);
    tab.find("account-name").fill(name);
    tab.find("account-queue").selectOption("social");
    return tab;
  }

  @Test
  void an_account_is_added_tried_and_kept_and_a_customer_of_it_is_answered() {
    network.mention(ANN, "@northwind is anybody there?", "", "public");
    var omar = browser.wide(gateway.address()).signIn("omar").go("/accounts");
    assertThat(card(omar, "phone")).isVisible();
    omar.find("add-account").click();
    omar.find("account-channel").selectOption("phone");
    assertThat(omar.find("account-name")).hasValue("phone-2");
    omar.find("account-channel").selectOption("telegram");
    assertThat(omar.find("account-name")).hasValue("telegram");
    omar = adding(omar, "mastodon", "shop-social");
    key(omar, "server").fill("shop");
    omar.find("try-account").click();
    assertThat(mistake(omar, "server")).containsText("an address such as");
    assertThat(mistake(omar, "token")).containsText("Preferences > Development");
    assertThat(key(omar, "server")).isFocused();
    assertThat(key(omar, "server")).hasAttribute("aria-invalid", "true");
    assertTrue(key(omar, "token").getAttribute("aria-describedby").contains(mistake(omar, "token").getAttribute("id")));

    key(omar, "server").fill(server.toString());
    key(omar, "token").fill("not the one");
    omar.find("try-account").click();
    assertThat(omar.find("trial")).containsText("credentials");
    assertThat(omar.find("trial").locator(".tone-late")).not().hasCount(0);

    key(omar, "token").fill(TOKEN);
    omar.find("account-more").locator("summary").click();
    key(omar, "every").fill("1s");
    omar.find("try-account").click();
    assertThat(omar.find("trial")).containsText("credentials are accepted");
    assertThat(omar.find("trial")).containsText("scopes are enough");
    assertThat(omar.find("preview")).containsText("is anybody there?");
    omar.find("account-confirm").click();
    assertThat(omar.find("account-dialog")).hasCount(0);
    assertThat(card(omar, "shop-social").locator("[data-test=account-state]")).hasText("Connected");

    var id = network.mention(ANN, "@northwind my lamp came broken", "", "public");
    Eventually.until("it came in", () -> gateway.number("select count(*) from mention where external_id = '" + id + "'") == 1);
    var caseId = gateway.number("select case_id from mention where external_id = '" + id + "'");
    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    assertThat(ana.find("timeline")).containsText("my lamp came broken");
    ana.find("take").click();
    assertThat(ana.find("holder")).containsText("In your hand");
    ana.find("reply-text").fill("A new one is on its way.");
    ana.find("send").click();
    assertThat(ana.page().locator("[data-test=reply-state][data-state=accepted]")).isVisible();
    assertTrue(network.said().stream().anyMatch(said -> said.text().contains("A new one is on its way.")));

    card(omar, "shop-social").locator("[data-test=change-account]").click();
    assertThat(key(omar, "token")).hasAttribute("placeholder", "Stays as it is");
    assertThat(key(omar, "token")).hasValue("");
    assertThat(key(omar, "server")).hasValue(server.toString());
    omar.find("account-history").locator("summary").click();
    assertThat(omar.find("account-history")).containsText("added it");
    omar.page().keyboard().press("Escape");
    assertThat(omar.find("account-dialog")).hasCount(0);
    assertThat(card(omar, "shop-social").locator("[data-test=change-account]")).isFocused();

    card(omar, "shop-social").locator("[data-test=pause-account]").click();
    assertThat(card(omar, "shop-social").locator("[data-test=account-state]")).hasText("Paused");
    card(omar, "shop-social").locator("[data-test=pause-account]").click();
    assertThat(card(omar, "shop-social").locator("[data-test=account-state]")).hasText("Connected");
    card(omar, "shop-social").locator("[data-test=remove-account]").click();
    omar.find("remove-account-confirm").click();
    assertThat(card(omar, "shop-social")).hasCount(0);
    assertThat(card(omar, "phone")).containsText("Stands in config/accounts.yaml");
  }

  @Test
  void what_is_sent_shows_its_address_and_a_secret_that_was_made_and_waits_for_the_first_delivery() {
    var omar = adding(browser.wide(gateway.address()).signIn("omar"), "webhook", "shop-orders");
    assertThat(key(omar, "secrets")).hasValue(Pattern.compile("whsec_.{20,}"));
    var secret = key(omar, "secrets").inputValue();
    assertThat(omar.find("account-hook")).containsText("/hooks/shop-orders");
    assertThat(omar.find("account-hook")).containsText(secret);
    assertThat(omar.find("account-hook")).containsText("Networks send to https only");
    omar.find("try-account").click();
    assertThat(omar.find("trial")).containsText("sends by itself");
    omar.find("account-confirm").click();
    var state = card(omar, "shop-orders").locator("[data-test=account-state]");
    assertThat(state).hasText("Waiting for the first delivery");
    assertFalse(card(omar, "shop-orders").textContent().contains(secret));

    var mention = Mentions.of("order-1", "kim", "Where is order 1?", Instant.now());
    mention.remove("account");
    var headers = MultiMap.caseInsensitiveMultiMap();
    Signature.put(headers, List.of(new Secret(secret)), "order-1", Instant.now(), Buffer.buffer(mention.encode()));
    var all = new ArrayList<>(List.of("Content-Type", "application/json"));
    headers.forEach(h -> all.addAll(List.of(h.getKey(), h.getValue())));
    gateway.stranger().post("/hooks/shop-orders", mention.encode(), all.toArray(String[]::new)).expect(202);
    assertThat(state).hasText("Open");
  }

  @Test
  void it_fits_a_telephone_at_night_and_needs_no_mouse() {
    var omar = browser.narrowAndDark(gateway.address()).signIn("omar").go("/accounts");
    omar.find("add-account").focus();
    omar.page().keyboard().press("Enter");
    assertThat(omar.find("account-dialog")).isVisible();
    omar.find("account-channel").selectOption("whatsapp");
    assertThat(key(omar, "verify-token")).not().hasValue("");
    omar.find("account-more").locator("summary").focus();
    omar.page().keyboard().press("Enter");
    omar.page().keyboard().press("Control+Enter");
    assertThat(mistake(omar, "phone-number-id")).isVisible();
    assertFalse(omar.scrollsSideways());
    assertFalse((Boolean) omar.find("account-dialog").evaluate("d => d.scrollWidth > d.clientWidth"));
    omar.page().keyboard().press("Escape");
    assertThat(omar.find("add-account")).isFocused();
  }
}
