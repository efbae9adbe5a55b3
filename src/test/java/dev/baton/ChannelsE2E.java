package dev.baton;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What networks give, as people see it: accounts in plain words, and all that came with a mention. */
@ExtendWith(EventLoops.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelsE2E {

  private static final String DOT = "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d494441"
    + "5478da6364f8cf500f00038601805a347d6b0000000049454e44ae426082";

  private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T09:30:00Z"));
  private TestGateway gateway;
  private Browser browser;

  @BeforeAll
  void start(Vertx vertx) {
    gateway = TestGateway.on(vertx).clock(clock).start();
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
  }

  private void sql(String statement) {
    TestDatabase.change(gateway.database(), statement);
  }

  @Test
  void a_supervisor_tries_an_account_out_and_has_read_again_what_could_not_be_read() {
    sql("insert into delivery (account_id, dedup, head, body, received_at, try_at, state, cause) select id, 'k', '{}',"
      + " convert_to('{\"broken\":', 'UTF8'), '2026-03-02T09:00:00Z', '2026-03-02T09:00:00Z', 'unreadable', 'there is no text'"
      + " from account where name = 'api'");
    var omar = browser.wide(gateway.address()).signIn("omar");
    omar.find("go-accounts").click();
    var mastodon = omar.page().locator("[data-test=account-card][data-account=mastodon]");
    assertThat(mastodon).containsText("Connected");
    assertThat(mastodon).containsText("Complete up to");
    mastodon.locator("[data-test=check-account]").click();
    assertThat(mastodon.locator("[data-test=check-up]")).containsText("credentials are accepted");

    assertThat(omar.find("delivery")).containsText("there is no text");
    omar.find("replay").click();
    assertThat(omar.find("delivery")).hasCount(0);
  }

  @Test
  void a_picture_a_quote_an_edit_and_a_deletion_stand_with_the_words() {
    var caseId = gateway.program().mention(Mentions.of("wet", "niamh", "the box was wett", clock.instant()));
    var mention = "select brand, %s from mention where external_id = 'wet'";
    sql("update mention set extras = '{\"quoted\": {\"author\": \"@northwind\", \"text\": \"We deliver dry boxes\","
      + " \"url\": \"https://social.example/1\"}}' where external_id = 'wet'");
    sql("insert into attachment (brand, id, account_id, mention_id, place, kind, url, claimed, description, try_at, state,"
      + " type, bytes, body) " + mention.formatted("1, account_id, id, 0, 'image', 'https://cdn.example/1.png', '', 'a wet box',"
      + " posted_at, 'kept', 'image/png', 70, decode('" + DOT + "', 'hex')"));
    sql("insert into mention_change select account_id, external_id, posted_at + interval '1 minute', 'edited',"
      + " 'the box was wet', posted_at from mention where external_id = 'wet'");
    sql("insert into mention_change select account_id, external_id, posted_at + interval '2 minutes', 'deleted', '',"
      + " posted_at from mention where external_id = 'wet'");

    var ana = browser.wide(gateway.address()).signIn("ana").open(caseId);
    assertThat(ana.find("quoted")).containsText("We deliver dry boxes");
    assertThat(ana.find("mention")).containsText("the box was wet");
    assertThat(ana.find("edited").locator("summary")).containsText("Edited");
    ana.find("edited").locator("summary").click();
    assertThat(ana.find("edited")).containsText("the box was wett");
    assertThat(ana.find("deleted")).containsText("Removed from the network");
    assertThat(ana.find("attachment").locator("img")).hasAttribute("alt", "a wet box");
    assertThat(ana.find("attachment").locator("img")).hasJSProperty("naturalWidth", 1);
  }
}
