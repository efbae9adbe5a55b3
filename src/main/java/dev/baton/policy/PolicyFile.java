package dev.baton.policy;

import dev.baton.config.Settings;
import dev.baton.obligation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Makes a policy of {@code config/}; every mistake goes to the settings, which report them together. */
public final class PolicyFile {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String TIME = "a time such as 15m, 2h, 3d, 8 working hours or 2 working days";
  private static final List<Kind> MUST_BE_AGREED = List.of(Kind.PICKUP, Kind.FIRST_REPLY, Kind.NEXT_REPLY, Kind.UPDATE,
    Kind.PROGRESS, Kind.CUSTOMER);
  private static final String REMINDER = "We still need your answer to our last question to go on. If we hear nothing"
    + " we will close this; any word from you opens it again.";
  private static final String HANDED_OVER = "{party} has this now and owes us an answer. You will hear from us by"
    + " {date}, whatever the answer is.";
  private static final String PROMISE_BROKEN = "We told you that you would hear from us by {date}, and we have not kept"
    + " that. We are sorry.";
  /** The shortest message that any network takes, and room for a name before it. */
  private static final int LONGEST_SENTENCE = 240;
  /** The keys that {@link #read} reads; what a policy of the past is made of again. */
  public static final List<String> KEYS = List.of("time-zone", "calendars", "rotas", "agreements", "ladders", "queues",
    "departments", "vendors", "flags", "routing", "wording", "last-resort", "boosts", "reopen-within", "reminders",
    "passes");

  private final Settings settings;
  private final Set<String> people;
  private final Set<String> named = new LinkedHashSet<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private Map<String, Calendar> calendars = Map.of();
  private Calendar always;

  /** @param people the ids of everybody in {@code people.yaml} */
  public PolicyFile(Settings settings, Set<String> people) {
    this.settings = settings;
    this.people = people;
  }

  public Policy read(Presence presence) {
    var times = new CalendarsFile(settings);
    calendars = times.read();
    always = times.always();
    var rotas = new RotasFile(settings, times, people).read();
    named.addAll(people);
    rotas.forEach(rota -> named.add(rota.name()));
    var ladders = byName("ladders", this::ladder);
    var parties = parties(ladders);
    var queues = byName("queues", (name, part) -> queue(name, part, ladders, parties));
    if (queues.isEmpty()) {
      settings.problem("queues", "is empty: name at least one queue, or cases have nowhere to wait");
    }
    var policy = new Policy(queues.values(), parties.values(), new Roster(rotas, presence, times.usual()),
      terms(queues.keySet()));
    lookForUnused();
    return policy;
  }

  /** What was written but nothing refers to; to be asked for after {@link #read}. */
  public List<Finding> findings() {
    return findings;
  }

  /** Something nobody refers to is no mistake, but perhaps a slip; its keys count as read. */
  private void lookForUnused() {
    for (var kind : List.of("calendars", "rotas", "ladders", "agreements", "departments", "vendors")) {
      settings.names(kind).stream().filter(name -> !used.contains(kind + "." + name)).forEach(name -> {
        settings.readAll(kind + "." + name);
        findings.add(new Finding(Finding.Kind.UNUSED, kind + "." + name, "is used by nothing: name it somewhere or"
          + " remove it"));
      });
    }
  }

  private Policy.Terms terms(Set<String> queues) {
    return new Policy.Terms(lastResort(settings.at("last-resort")), boosts(settings.at("boosts")),
      settings.duration("reopen-within", Duration.ofDays(14)), settings.integer("reminders", 0, 5, 1),
      settings.integer("passes", 0, 10, 2), urgencies(), new Routing(settings.items("routing").stream()
        .map(rule -> rule(rule, queues)).toList()), wording(settings.at("wording")));
  }

  /** What customers are owed; only an agreement that a queue has needs all of it. */
  private Agreement agreement(String name) {
    var part = settings.at("agreements").at(name);
    var times = new EnumMap<Kind, Allowance>(Kind.class);
    MUST_BE_AGREED.forEach(kind -> times.put(kind, allowance(part, kind.word(), null)));
    times.put(Kind.DELIVERY, allowance(part, Kind.DELIVERY.word(), Allowance.running(Duration.ofMinutes(5))));
    times.put(Kind.WINDOW, allowance(part, Kind.WINDOW.word(), Allowance.running(HOUR)));
    if (part.has(Kind.RESOLUTION.word())) {
      times.put(Kind.RESOLUTION, allowance(part, Kind.RESOLUTION.word(), null));
    }
    return new Agreement(name, calendar(part), times);
  }

  private PartyAgreement partyAgreement(String name) {
    var part = settings.at("agreements").at(name);
    return new PartyAgreement(name, calendar(part), allowance(part, Kind.ACCEPT.word(), null),
      allowance(part, Kind.ANSWER.word(), null));
  }

  private static Allowance allowance(Settings part, String key, Allowance otherwise) {
    return part.value(key, TIME, otherwise, Allowance::parse);
  }

  private Calendar calendar(Settings part) {
    var name = part.text("calendar", "");
    if (name.isEmpty()) {
      return always;
    }
    used.add("calendars." + name);
    if (!calendars.containsKey(name)) {
      part.problem("calendar", "is '" + name + "': there is " + orNone(calendars.keySet()));
    }
    return calendars.getOrDefault(name, always);
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

  private Map<String, Party> parties(Map<String, Ladder> ladders) {
    var parties = new LinkedHashMap<String, Party>();
    for (var vendor : List.of(false, true)) {
      byName(vendor ? "vendors" : "departments", (name, part) -> party(Party.key(vendor, name), name, part, ladders))
        .values().forEach(party -> parties.put(party.key(), party));
    }
    return parties;
  }

  private Party party(String key, String name, Settings part, Map<String, Ladder> ladders) {
    return new Party(key, part.text("name", name), known(part, "experts"), pick(part, "ladder", ladders),
      agreementOf(part).map(this::partyAgreement).orElse(null));
  }

  private Optional<String> agreementOf(Settings part) {
    var there = settings.names("agreements");
    var name = part.text("agreement");
    used.add("agreements." + name);
    if (!there.contains(name)) {
      part.problem("agreement", "is '" + name + "': there is " + orNone(there));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private Queue queue(String name, Settings part, Map<String, Ladder> ladders, Map<String, Party> parties) {
    return new Queue(name, part.text("brand"), known(part, "leads"), pick(part, "ladder", ladders),
      agreementOf(part).map(this::agreement).orElse(null), legs(part, parties));
  }

  /** Both kinds by their own names; where a department and a vendor have one name, the kind stands before it. */
  private List<String> legs(Settings part, Map<String, Party> parties) {
    return part.list("legs").stream().flatMap(name -> {
      var keys = Stream.of(name, Party.key(false, name), Party.key(true, name)).filter(parties::containsKey).toList();
      if (keys.size() != 1) {
        part.problem("legs", keys.isEmpty() ? "names '" + name + "', which is neither a department nor a vendor"
          : "names '" + name + "', which is a department and a vendor: say " + String.join(" or ", keys));
      }
      keys.forEach(key -> used.add(key.replace(":", "s.")));
      return keys.stream().limit(1);
    }).distinct().toList();
  }

  private Map<String, Urgency> urgencies() {
    return byName("flags", (name, part) -> new Urgency(name, allowance(part, "accept", null),
      allowance(part, "done", null)));
  }

  private Routing.Rule rule(Settings part, Set<String> queues) {
    var queue = part.text("queue");
    if (!queues.contains(queue)) {
      part.problem("queue", "is '" + queue + "': there is " + orNone(queues));
    }
    return new Routing.Rule(queue, Set.copyOf(part.list("account")), Set.copyOf(part.list("channel")),
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
    var person = part.text("person");
    if (!people.contains(person)) {
      part.problem("person", "is '" + person + "', who is not in people: name somebody whom no alarm may miss");
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

  private List<String> known(Settings part, String key) {
    var who = part.list(key);
    if (who.isEmpty()) {
      part.problem(key, "is empty: name at least one person");
    }
    who.forEach(p -> used.add("rotas." + p));
    who.stream().filter(p -> !named.contains(p))
      .forEach(p -> part.problem(key, "names '" + p + "', who is neither in people nor a rota"));
    return who;
  }

  private Ladder pick(Settings part, String key, Map<String, Ladder> all) {
    var name = part.text(key);
    used.add("ladders." + name);
    if (!all.containsKey(name)) {
      part.problem(key, "is '" + name + "': there is " + orNone(all.keySet()));
    }
    return all.get(name);
  }

  private static String orNone(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private <T> Map<String, T> byName(String key, BiFunction<String, Settings, T> read) {
    var all = new LinkedHashMap<String, T>();
    settings.names(key).forEach(name -> all.put(name, read.apply(name, settings.at(key).at(name))));
    return all;
  }
}
