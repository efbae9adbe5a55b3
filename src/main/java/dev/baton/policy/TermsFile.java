package dev.baton.policy;

import dev.baton.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what holds for every queue: the last resort, flags, routing, wording, boosts. */
final class TermsFile {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String REMINDER = "We still need your answer to our last question to go on. If we hear nothing"
    + " we will close this; any word from you opens it again.";
  private static final String HANDED_OVER = "This is with {party} now, and an answer is due to us. You will hear from us"
    + " by {date}, whatever the answer is.";
  private static final String PROMISE_BROKEN = "We told you that you would hear from us by {date}, and we have not kept"
    + " that. We are sorry.";
  /** The shortest message that any network takes, and room for a name before it. */
  private static final int LONGEST_SENTENCE = 240;

  private final Settings settings;
  private final Set<String> people;
  private final Set<String> queues;

  TermsFile(Settings settings, Set<String> people, Set<String> queues) {
    this.settings = settings;
    this.people = people;
    this.queues = queues;
  }

  Policy.Terms read() {
    return new Policy.Terms(lastResort(settings.at("last-resort")), boosts(settings.at("boosts")),
      settings.duration("reopen-within", Duration.ofDays(14)), settings.integer("reminders", 0, 5, 1),
      settings.integer("passes", 0, 10, 2), urgencies(), new Routing(settings.items("routing").stream()
        .map(this::rule).toList()), wording(settings.at("wording")));
  }

  private Map<String, Urgency> urgencies() {
    var flags = settings.at("flags");
    return settings.names("flags").stream().collect(Collectors.toMap(Function.identity(), name -> new Urgency(name,
      PolicyFile.allowance(flags.at(name), "accept", null), PolicyFile.allowance(flags.at(name), "done", null)),
      (a, b) -> a, LinkedHashMap::new));
  }

  private Routing.Rule rule(Settings part) {
    var queue = PolicyFile.oneOf(part, "queue", queues);
    return new Routing.Rule(queue.orElse(""), Set.copyOf(part.list("account")), Set.copyOf(part.list("channel")),
      Set.copyOf(part.list("language")), Set.copyOf(part.list("mood")), Set.copyOf(part.list("urgency")),
      part.value("visibility", "public or private", "", Routing.Rule::visibility),
      part.integer("followers-from", 0, Integer.MAX_VALUE, 0));
  }

  private static Wording wording(Settings part) {
    return new Wording(sentence(part, "reminder", REMINDER), sentence(part, "handed-over", HANDED_OVER),
      sentence(part, "promise-broken", PROMISE_BROKEN), new Forwarding(part.list("forwarding")));
  }

  private static String sentence(Settings part, String key, String otherwise) {
    var text = part.text(key, otherwise);
    if (text.length() > LONGEST_SENTENCE) {
      part.problem(key, "has more than " + LONGEST_SENTENCE + " characters, which not every network takes");
    }
    return text;
  }

  private Policy.LastResort lastResort(Settings part) {
    var person = part.text("person", "");
    if (!people.contains(person)) {
      part.problem("person", (person.isEmpty() ? "is missing" : "is '" + person + "', who is not in people")
        + ": name somebody whom no alarm may miss");
    }
    return new Policy.LastResort(person, part.duration("every", Duration.ofMinutes(30)));
  }

  private static Boosts boosts(Settings part) {
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
      part.duration("reopened", HOUR),
      part.duration("promise-broken", HOUR.multipliedBy(2)),
      part.duration("flagged", HOUR));
  }
}
