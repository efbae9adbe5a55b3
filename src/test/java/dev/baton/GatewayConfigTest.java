package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.obligation.Kind;
import dev.baton.policy.Allowance;
import dev.baton.policy.Finding;
import dev.baton.policy.Review;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The configuration that ships, and what people get wrong in it. */
class GatewayConfigTest {

  private static GatewayConfig shipped(Map<String, String> environment) {
    return GatewayConfig.from(ConfigFolder.read(Path.of("config"), environment));
  }

  /** The shipped files with a text replaced, and what is said about it. */
  private static List<String> problems(String file, String was, String is) throws IOException {
    var files = new HashMap<String, String>();
    for (var name : List.of("baton.yaml", "accounts.yaml", "people.yaml", "policy.yaml", "agreements.yaml",
      "calendars.yaml", "rotas.yaml", "departments.yaml", "routing.yaml", "notices.yaml", "triage.yaml")) {
      files.put(name, Files.readString(Path.of("config", name)));
    }
    assertTrue(files.get(file).contains(was), "the shipped " + file + " has no '" + was + "'");
    files.put(file, files.get(file).replace(was, is));
    return assertThrows(ConfigProblems.class, () -> GatewayConfig.from(ConfigFolder.of(files, Map.of()))).problems();
  }

  private static void assertSaid(List<String> problems, String... words) {
    assertTrue(problems.stream().anyMatch(p -> List.of(words).stream().allMatch(p::contains)), problems.toString());
  }

  @Test
  void what_ships_is_valid() {
    var config = shipped(Map.of());
    assertTrue(config.demo());
    assertEquals(8080, config.http().port());
    assertEquals(4, config.accounts().size());
  }

  @Test
  void what_ships_has_the_one_finding_that_it_is_to_show() {
    var agreed = shipped(Map.of()).agreed();
    var found = Review.of(agreed.policy(), Instant.parse("2026-03-02T09:00:00Z"), Map.of());
    assertEquals(List.of(), agreed.unused());
    assertEquals(List.of("queues.hotline.legs"), found.stream().map(Finding::where).toList());
    assertEquals(Finding.Kind.FEASIBILITY, found.getFirst().kind());
    assertSaid(List.of(found.getFirst().words()), "FixIt field engineers may take 4 working hours to accept and 5 days"
      + " to answer", "owed a resolution within 2 days", " h, when it is due after 48 h");
  }

  @Test
  void the_environment_overrides_every_key() {
    var config = shipped(Map.of("BATON_HTTP_PORT", "9090", "BATON_DEMO", "false", "BATON_API_TOKEN", "t0ken",
      "BATON_AGREEMENTS_SOCIAL_PICKUP", "90s", "BATON_LADDERS_CARE_LEVELS_0_PEOPLE", "omar,ines"));
    assertEquals(9090, config.http().port());
    assertFalse(config.demo());
    assertEquals("***", config.apiToken().toString());
    var social = config.agreed().policy().queue("northwind", "social");
    assertEquals("90 seconds", social.agreement().timeFor(Kind.PICKUP).map(Allowance::words).orElseThrow());
    assertEquals(List.of("omar", "ines"), social.ladder().levels().getFirst().people());
  }

  @Test
  void every_channel_has_lines_that_are_an_account_once_they_are_no_comments_any_more() throws IOException {
    var files = new HashMap<String, String>();
    try (var shipped = Files.list(Path.of("config"))) {
      for (var file : shipped.toList()) {
        files.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    files.compute("accounts.yaml", (name, text) -> text.lines().map(line -> line.matches("  # ( {2}.*|[a-z-]+:)")
      ? "  " + line.substring(4) : line).collect(Collectors.joining("\n")));
    var accounts = GatewayConfig.from(ConfigFolder.of(files, Map.of())).accounts();
    assertEquals(Channels.ALL.keySet().stream().filter(name -> !Channels.ALL.get(name).isInternal()).collect(Collectors.toSet()),
      accounts.stream().map(a -> a.channel().name()).collect(Collectors.toSet()));
    accounts.stream().filter(a -> !a.isFilledIn()).forEach(a -> assertTrue(a.access().missing().startsWith("Fill in"),
      () -> a.name() + ": " + a.access().missing()));
  }

  @Test
  void filling_in_two_values_is_all_a_real_account_takes() {
    var config = shipped(Map.of("BATON_ACCOUNTS_MASTODON_SERVER", "https://mastodon.example",
      "BATON_ACCOUNTS_MASTODON_TOKEN", "secret"));
    assertTrue(config.accounts().stream().filter(a -> a.name().equals("mastodon")).findFirst().orElseThrow()
      .isFilledIn());
  }

  @Test
  void one_value_without_the_other_is_said() throws IOException {
    assertSaid(problems("accounts.yaml", "token: \"\"", "token: abc"), "accounts.yaml:", "server", "fill in server and token");
  }

  @Test
  void a_channel_that_there_is_not_is_said_with_those_that_there_are_for_people() throws IOException {
    var said = problems("accounts.yaml", "    channel: phone", "    channel: fax");
    assertSaid(said, "accounts.yaml:", "accounts.phone.channel is 'fax': give one of api, asterisk,");
    assertTrue(said.stream().noneMatch(p -> p.contains("drill")), said.toString());
    assertSaid(problems("accounts.yaml", "    channel: phone\n", ""), "accounts.phone.channel is missing: give one of api,");
    assertTrue(problems("routing.yaml", "- urgency: safety", "- channel: fax").stream().noneMatch(p -> p.contains("drill")));
  }

  @Test
  void a_level_of_nobody_a_stranger_and_a_dead_end_are_all_said_at_once() throws IOException {
    var said = problems("policy.yaml", "      - people: [omar]\n        act-within: 15m",
      "      - people: []\n        act-within: soon\n      - people: [zoe]\n        act-within: 0m");
    assertSaid(said, "policy.yaml:", "ladders.care.levels.1.people", "is empty");
    assertSaid(said, "ladders.care.levels.1.act-within", "'soon'", "15m");
    assertSaid(said, "ladders.care.levels.2.people", "'zoe'");
    assertSaid(said, "ladders.care.levels.2.act-within", "'0m'");
  }

  @Test
  void a_person_of_last_resort_must_exist() throws IOException {
    assertSaid(problems("policy.yaml", "person: ines", "person: nobody"), "last-resort.person", "'nobody'");
    assertSaid(problems("policy.yaml", "last-resort:\n  person: ines\n  every: 30m", ""), "last-resort.person");
  }

  @Test
  void an_agreement_that_leaves_something_open_is_refused() throws IOException {
    assertSaid(problems("agreements.yaml", "    first-reply: 30m\n", ""), "agreements.hotline.first-reply", "is missing");
  }

  @Test
  void a_queue_that_names_an_unknown_ladder_is_told_which_there_are() throws IOException {
    assertSaid(problems("policy.yaml", "    ladder: phone\n    agreement: hotline", "    ladder: phones\n    agreement: hotline"),
      "queues.hotline.ladder", "'phones'", "there is care, phone, danger");
  }

  @Test
  void a_key_for_webhooks_that_is_easily_guessed_is_refused_and_not_repeated() throws IOException {
    var said = problems("notices.yaml", "webhook-key: \"\"", "webhook-key: too-short-a-key");
    assertSaid(said, "notices.yaml:", "notices.webhook-key", "24 bytes");
    assertTrue(said.stream().noneMatch(p -> p.contains("too-short-a-key")), said.toString());
    assertTrue(shipped(Map.of("BATON_NOTICES_WEBHOOK_KEY", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).demo());
  }

  @Test
  void a_slip_in_a_key_is_found() throws IOException {
    assertSaid(problems("policy.yaml", "reopen-within: 14d", "reopen-witin: 14d"), "reopen-witin", "did you mean reopen-within");
  }

  @Test
  void an_account_must_wait_in_a_queue_of_its_own_brand() throws IOException {
    assertSaid(problems("accounts.yaml", "    queue: hotline", "    queue: hotlin"), "accounts.phone.queue", "'hotlin'");
  }

  @Test
  void the_region_of_an_account_s_phone_numbers_is_a_country() throws IOException {
    assertSaid(problems("accounts.yaml", "    queue: hotline", "    queue: hotline\n    region: Hessen"),
      "accounts.phone.region", "'Hessen'", "such as DE");
  }

  @Test
  void a_rule_of_routing_that_could_never_fit_is_said() throws IOException {
    assertSaid(problems("routing.yaml", "- urgency: safety", "- urgency: safty"), "routing.yaml:", "routing.0.urgency",
      "'safty'", "there is safety, vulnerable, legal, churn");
    assertSaid(problems("routing.yaml", "- urgency: safety", "- account: twitter"), "routing.0.account",
      "'twitter'", "there is mastodon, bluesky, phone, api");
    assertSaid(problems("routing.yaml", "- urgency: safety", "- channel: [phone, fax]\n    mood: cross"),
      "routing.0.channel", "'fax'", "phone");
    assertSaid(problems("routing.yaml", "- urgency: safety", "- mood: cross"), "routing.0.mood", "'cross'", "angry");
  }

  @Test
  void somebody_of_a_brand_that_there_is_not_would_see_nothing() throws IOException {
    var found = References.brands(Folder.proposal(shipped(Map.of("BATON_PEOPLE_BEN_BRANDS", "northwnd, northwind")),
      List.of()));
    assertEquals(List.of("people.ben.brands"), found.stream().map(Finding::where).toList());
    assertSaid(List.of(found.getFirst().words()), "'northwnd'", "the brand of no queue", "Ben Adeyemi sees nothing");
  }

  @Test
  void an_account_that_is_commented_out_is_right_once_it_is_not() throws IOException {
    var lines = Files.readString(Path.of("config", "accounts.yaml")).lines().toList();
    for (var name : List.of("shop", "telegram")) {
      var block = new StringBuilder("accounts:\n");
      lines.stream().dropWhile(line -> !line.equals("  # " + name + ":")).takeWhile(line -> line.startsWith("  # "))
        .forEach(line -> block.append("  ").append(line.substring("  # ".length())).append('\n'));
      var access = ConfigFolder.of(Map.of("accounts.yaml", block.toString()), Map.of());
      var account = access.at("accounts").at(name);
      assertTrue(Channels.ALL.get(account.text("channel")).access(account).missing().startsWith("Fill in "), name);
      List.of("brand", "queue", "every").forEach(key -> account.text(key, ""));
      access.finish();
    }
  }
}
