package dev.baton.policy;

import dev.baton.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a policy of {@code config/}; every mistake goes to the settings, which report them together. */
public final class PolicyFile {

  private static final Duration HOUR = Duration.ofHours(1);

  private final Settings settings;
  private final Set<String> people;

  /** @param people the ids of everybody in {@code people.yaml} */
  public PolicyFile(Settings settings, Set<String> people) {
    this.settings = settings;
    this.people = people;
  }

  public Policy read(Presence presence) {
    var agreements = byName("agreements", this::agreement);
    var ladders = byName("ladders", this::ladder);
    var queues = byName("queues", (name, part) -> queue(name, part, agreements, ladders));
    if (queues.isEmpty()) {
      settings.problem("queues", "is empty: name at least one queue, or cases have nowhere to wait");
    }
    return new Policy(queues, lastResort(settings.at("last-resort")), boosts(settings.at("boosts")),
      settings.duration("reopen-within", Duration.ofDays(14)), presence);
  }

  private Agreement agreement(String name, Settings part) {
    return new Agreement(name,
      part.duration("pickup", null),
      part.duration("first-reply", null),
      part.duration("next-reply", null),
      part.duration("progress", null),
      part.duration("delivery", Duration.ofMinutes(5)));
  }

  private Ladder ladder(String name, Settings part) {
    var levels = part.items("levels").stream()
      .map(level -> new Ladder.Level(known(level, "people"), level.duration("act-within", null)))
      .toList();
    if (levels.isEmpty()) {
      part.problem("levels", "is empty: name who is alarmed first, as a list of people and act-within");
    }
    return new Ladder(name, levels);
  }

  private Queue queue(String name, Settings part, Map<String, Agreement> agreements, Map<String, Ladder> ladders) {
    var agreement = pick(part, "agreement", agreements);
    var ladder = pick(part, "ladder", ladders);
    return new Queue(name, part.text("brand"), known(part, "leads"), ladder, agreement);
  }

  private Policy.LastResort lastResort(Settings part) {
    var person = part.text("person");
    if (!people.contains(person)) {
      part.problem("person", "is '" + person + "', who is not in people: name somebody whom no alarm may miss");
    }
    return new Policy.LastResort(person, part.duration("every", Duration.ofMinutes(30)));
  }

  private Boosts boosts(Settings part) {
    return new Boosts(
      part.duration("repeat-contact", Duration.ofMinutes(30)),
      part.duration("repeat-cap", HOUR.multipliedBy(2)),
      part.duration("repeat-within", Duration.ofDays(4)),
      part.duration("angry", Duration.ofMinutes(15)),
      part.duration("unhappy", Duration.ofMinutes(5)),
      part.duration("safety", HOUR.multipliedBy(4)),
      part.duration("urgent", HOUR),
      part.duration("reach-cap", Duration.ofMinutes(20)),
      part.duration("undelivered", HOUR.multipliedBy(4)),
      part.duration("lapsed", HOUR),
      part.duration("reopened", HOUR));
  }

  private List<String> known(Settings part, String key) {
    var named = part.list(key);
    if (named.isEmpty()) {
      part.problem(key, "is empty: name at least one person");
    }
    named.stream().filter(p -> !people.contains(p))
      .forEach(p -> part.problem(key, "names '" + p + "', who is not in people"));
    return named;
  }

  private static <T> T pick(Settings part, String key, Map<String, T> all) {
    var name = part.text(key);
    if (!all.containsKey(name)) {
      part.problem(key, "is '" + name + "': there is " + String.join(", ", all.keySet()));
    }
    return all.get(name);
  }

  private <T> Map<String, T> byName(String key, java.util.function.BiFunction<String, Settings, T> read) {
    var all = new LinkedHashMap<String, T>();
    settings.names(key).forEach(name -> all.put(name, read.apply(name, settings.at(key).at(name))));
    return all;
  }
}
