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
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a policy of {@code config/}; every mistake goes to the settings, which report them together. */
public final class PolicyFile {

  private static final String TIME = "a time such as 15m, 2h, 3d, 8 working hours or 2 working days";
  private static final List<Kind> MUST_BE_AGREED = List.of(Kind.PICKUP, Kind.FIRST_REPLY, Kind.NEXT_REPLY, Kind.UPDATE,
    Kind.PROGRESS, Kind.CUSTOMER);
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
      new TermsFile(settings, people, queues.keySet()).read());
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

  /** What customers are owed; only an agreement that a queue has needs all of it. */
  private Agreement agreement(String name) {
    var part = settings.at("agreements").at(name);
    var times = new EnumMap<Kind, Allowance>(Kind.class);
    MUST_BE_AGREED.forEach(kind -> times.put(kind, allowance(part, kind.word(), null)));
    times.put(Kind.DELIVERY, allowance(part, Kind.DELIVERY.word(), Allowance.running(Duration.ofMinutes(5))));
    times.put(Kind.WINDOW, allowance(part, Kind.WINDOW.word(), Allowance.running(Duration.ofHours(1))));
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

  static Allowance allowance(Settings part, String key, Allowance otherwise) {
    return part.value(key, TIME, otherwise, Allowance::parse);
  }

  private Calendar calendar(Settings part) {
    var name = part.text("calendar", "");
    if (name.isEmpty()) {
      return always;
    }
    return one(part, "calendar", calendars.keySet()).map(calendars::get).orElse(always);
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
    return new Party(key, part.text("name", name), known(part, "experts"), ladderOf(part, ladders),
      agreementOf(part).map(this::partyAgreement).orElse(null));
  }

  private Optional<String> agreementOf(Settings part) {
    return one(part, "agreement", settings.names("agreements"));
  }

  private Queue queue(String name, Settings part, Map<String, Ladder> ladders, Map<String, Party> parties) {
    var brand = part.value("brand", "whose customers wait here", null, Function.identity());
    return new Queue(name, brand, known(part, "leads"), ladderOf(part, ladders),
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

  private Ladder ladderOf(Settings part, Map<String, Ladder> all) {
    return one(part, "ladder", all.keySet()).map(all::get).orElse(null);
  }

  /** The one of these that a key names, such as the ladder of {@code ladders} under {@code ladder}. */
  private Optional<String> one(Settings part, String key, Collection<String> there) {
    var name = part.text(key, "");
    used.add(key + "s." + name);
    return oneOf(part, key, there);
  }

  static Optional<String> oneOf(Settings part, String key, Collection<String> there) {
    var name = part.text(key, "");
    if (!there.contains(name)) {
      part.problem(key, (name.isEmpty() ? "is missing" : "is '" + name + "'") + ": there is "
        + (there.isEmpty() ? "none" : String.join(", ", there)));
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private <T> Map<String, T> byName(String key, BiFunction<String, Settings, T> read) {
    var all = new LinkedHashMap<String, T>();
    settings.names(key).forEach(name -> all.put(name, read.apply(name, settings.at(key).at(name))));
    return all;
  }
}
