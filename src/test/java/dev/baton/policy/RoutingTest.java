package dev.baton.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutingTest {

  private static final String QUEUES = """
    agreements:
      all: {pickup: 5m, first-reply: 20m, next-reply: 20m, update: 1d, progress: 30m, customer: 3d}
    ladders: {all: {levels: [{people: [ina], act-within: 10m}]}}
    last-resort: {person: ina}
    queues:
      usual: {brand: acme, leads: [ina], ladder: all, agreement: all}
      angry: {brand: acme, leads: [ina], ladder: all, agreement: all}
      loud: {brand: acme, leads: [ina], ladder: all, agreement: all}
      other: {brand: globex, leads: [ina], ladder: all, agreement: all}
    routing:
    """;

  private static Policy policy(String rules) {
    var settings = ConfigFolder.of(Map.of("routing.yaml", QUEUES + rules.indent(2)), Map.of());
    var policy = new PolicyFile(settings, Set.of("ina")).read((person, at) -> true);
    settings.finish();
    return policy;
  }

  private static Routing.Arrival arrival(String brand, String language, String mood, Set<String> urgencies,
                                         boolean isPublic, long followers) {
    return new Routing.Arrival(brand, "mastodon", "mastodon", language, mood, urgencies, isPublic, followers);
  }

  private static final Routing.Arrival ANGRY = arrival("acme", "en", "angry", Set.of("legal"), true, 5_000);

  @Test
  void the_first_rule_that_fits_decides_else_the_account() {
    var policy = policy("- {mood: angry, queue: angry}\n- {followers-from: 1000, queue: loud}");
    assertEquals("angry", policy.route(ANGRY, "usual"));
    assertEquals("loud", policy.route(arrival("acme", "en", "happy", Set.of(), true, 1_000), "usual"));
    assertEquals("usual", policy.route(arrival("acme", "en", "happy", Set.of(), true, 999), "usual"));
    assertEquals("loud", policy("- {followers-from: 1000, queue: loud}\n- {mood: angry, queue: angry}")
      .route(ANGRY, "usual"));
  }

  @Test
  void a_rule_fits_only_if_all_it_names_is_so() {
    var policy = policy("- {mood: [angry, unhappy], urgency: [safety, legal], visibility: public, queue: angry}");
    assertEquals("angry", policy.route(ANGRY, "usual"));
    assertEquals("usual", policy.route(arrival("acme", "en", "angry", Set.of("churn"), true, 0), "usual"));
    assertEquals("usual", policy.route(arrival("acme", "en", "happy", Set.of("legal"), true, 0), "usual"));
    assertEquals("usual", policy.route(arrival("acme", "en", "angry", Set.of("legal"), false, 0), "usual"));
  }

  @Test
  void a_rule_never_leads_to_another_brands_queue() {
    var policy = policy("- {mood: angry, queue: other}\n- {mood: angry, queue: angry}");
    assertEquals("angry", policy.route(ANGRY, "usual"), "the next that fits");
    assertEquals("other", policy.route(arrival("globex", "en", "angry", Set.of(), true, 0), "mine"));
  }

  @Test
  void a_language_is_meant_with_its_countries() {
    var policy = policy("- {language: [pt, es], queue: loud}");
    assertEquals("loud", policy.route(arrival("acme", "pt-BR", "happy", Set.of(), true, 0), "usual"));
    assertEquals("usual", policy.route(arrival("acme", "en", "happy", Set.of(), true, 0), "usual"));
  }

  @Test
  void an_account_and_a_channel_are_told_apart() {
    assertEquals("loud", policy("- {account: mastodon, queue: loud}").route(ANGRY, "usual"));
    assertEquals("usual", policy("- {channel: phone, queue: loud}").route(ANGRY, "usual"));
  }

  @Test
  void a_rule_that_cannot_be_meant_is_said() {
    var said = assertThrows(ConfigProblems.class, () ->
      policy("- {visibility: secret, queue: nowhere}\n- {mod: angry, followers-from: many}")).problems();
    for (var words : List.of("routing.0.visibility is 'secret': give public or private", "routing.0.queue is 'nowhere'",
      "routing.1.queue is missing: there is usual, angry, loud, other", "routing.1.followers-from is 'many'",
      "routing.1.mod is not a key Baton knows")) {
      assertTrue(said.stream().anyMatch(line -> line.startsWith("routing.yaml:") && line.contains(words)),
        () -> words + " is not in " + said);
    }
  }
}
