package dev.baton.account;

import dev.baton.config.ConfigFolder;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.people.Caller;
import dev.baton.policy.Policies;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what was filled in on the page against what the channel reads: the same that reads the file. */
public final class Form {

  private static final Pattern NAMES = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofDays(1);

  private final Map<String, Channel> channels;
  private final Policies policies;
  private final Supplier<Set<String>> ofFile;

  /** @param ofFile names of the accounts that stand in the file */
  public Form(Map<String, Channel> channels, Policies policies, Supplier<Set<String>> ofFile) {
    this.channels = channels;
    this.policies = policies;
    this.ofFile = ofFile;
  }

  /**
   * What came of it.
   *
   * @param mistakes by field, in words; none where it can be kept
   * @param config   to be used only where there is no mistake
   * @param told     all of its keys, those that stayed as they were among them
   * @param changed  the names of those that did not
   */
  record Read(Map<String, String> mistakes, Optional<AccountConfig> config, Map<String, Object> told,
              List<String> changed) {

    /** Shows no value. */
    @Override
    public String toString() {
      return "Read[" + mistakes.keySet() + "]";
    }
  }

  /** @param was as it is kept at present, where it is */
  Read read(Wish wish, Optional<Added> was, Caller caller) {
    var mistakes = new LinkedHashMap<String, String>();
    if (was.isEmpty()) {
      name(wish.name()).ifPresent(words -> mistakes.put("name", words));
    }
    place(wish, caller, mistakes);
    var channel = Optional.ofNullable(channels.get(wish.channel())).filter(c -> !c.isInternal());
    if (channel.isEmpty()) {
      mistakes.put("channel", "Choose one of the channels that there are");
      return new Read(mistakes, Optional.empty(), Map.of(), List.of());
    }
    var before = was.flatMap(Added::told).orElse(Map.of());
    var told = merged(wish, channel.get(), before);
    var changed = changed(before, told);
    unknown(wish, channel.get(), mistakes);
    elsewhere(wish, channel.get(), before, changed, mistakes);
    var config = config(wish, channel.get(), told, was.map(Added::revision).orElse(0), mistakes);
    return new Read(mistakes, Optional.of(config), told, changed);
  }

  private Optional<String> name(String name) {
    return !NAMES.matcher(name).matches()
      ? Optional.of("Give small letters, digits and hyphens, at most 60, such as shop-mastodon")
      : ofFile.get().contains(name) ? Optional.of("This one stands in config/accounts.yaml: choose another name")
      : Optional.empty();
  }

  private void place(Wish wish, Caller caller, Map<String, String> mistakes) {
    var policy = policies.current();
    if (policy.queues().stream().noneMatch(q -> q.brand().equals(wish.brand()) && caller.sees(q.brand()))) {
      mistakes.put("brand", "Choose one of your brands");
    } else if (!AccountConfig.isQueue(policy, wish.brand(), wish.queue())) {
      mistakes.put("queue", "Choose a queue of the brand " + wish.brand());
    }
  }

  /** A secret that was left empty stays as it was. */
  private static Map<String, Object> merged(Wish wish, Channel channel, Map<String, Object> before) {
    var told = new HashMap<String, Object>();
    for (var key : AccountConfig.keys(channel)) {
      var given = wish.told().get(key.name());
      var stays = key.isSecret() && (given == null || Wish.isEmpty(given)) && !wish.cleared().contains(key.name());
      var value = stays ? before.get(key.name()) : given;
      if (value != null && !Wish.isEmpty(value)) {
        told.put(key.name(), value);
      }
    }
    return told;
  }

  static List<String> changed(Map<String, Object> before, Map<String, Object> now) {
    return Stream.concat(before.keySet().stream(), now.keySet().stream())
      .filter(name -> !Objects.equals(before.get(name), now.get(name)))
      .collect(Collectors.toCollection(TreeSet::new)).stream().toList();
  }

  private static void unknown(Wish wish, Channel channel, Map<String, String> mistakes) {
    var known = AccountConfig.keys(channel).stream().map(Key::name).collect(Collectors.toSet());
    wish.told().keySet().stream().filter(name -> !known.contains(name))
      .forEach(name -> mistakes.put(name, "Is no key of " + channel.name()));
  }

  /** Whoever changes an address must not have our secrets sent there. */
  private static void elsewhere(Wish wish, Channel channel, Map<String, Object> before, List<String> changed,
                                Map<String, String> mistakes) {
    if (channel.keys().stream().noneMatch(key -> key.kind() == Key.Kind.ADDRESS && changed.contains(key.name()))) {
      return;
    }
    channel.keys().stream().filter(Key::isSecret).filter(key -> before.containsKey(key.name()))
      .filter(key -> Wish.isEmpty(wish.told().getOrDefault(key.name(), "")) && !wish.cleared().contains(key.name()))
      .forEach(key -> mistakes.put(key.name(), "Give it again: the account leads somewhere else now, and no secret is sent"
        + " there unasked"));
  }

  private static AccountConfig config(Wish wish, Channel channel, Map<String, Object> told, int mark,
                                      Map<String, String> mistakes) {
    var keys = ConfigFolder.ofKeys("the page", told);
    Keys.needed(keys, channel.keys()).stream().filter(key -> Keys.isBlank(keys, key)).forEach(key ->
      mistakes.putIfAbsent(key.name(), "Is needed" + (key.unless().isEmpty() ? "" : ", or '" + label(channel, key.unless())
        + "' instead") + ". " + key.help()));
    var access = channel.access(keys);
    var every = AccountConfig.every(keys, channel);
    if (every.compareTo(SOONEST) < 0 || every.compareTo(LATEST) > 0) {
      keys.problem(Keys.EVERY, "must be from 1s to 1d");
    }
    var region = AccountConfig.region(keys);
    keys.mistakes().forEach((name, words) -> mistakes.putIfAbsent(name, "This " + words));
    return new AccountConfig(wish.name(), wish.brand(), wish.queue(), region, channel, access, every, mark);
  }

  private static String label(Channel channel, String name) {
    return channel.keys().stream().filter(key -> key.name().equals(name)).findFirst().map(Key::label).orElse(name);
  }

  /** As it is kept, to be served. @return off, in words, where it cannot be */
  public AccountConfig of(Added added) {
    var account = added.account();
    var channel = channels.get(account.channel());
    var mark = Objects.hash(added.revision(), added.paused());
    if (channel == null || added.told().isEmpty()) {
      return off(added, channel, channel == null ? "Baton knows the channel " + account.channel() + " no more"
        : "What it is told was sealed with another key. Start all nodes with that key (BATON_KEY); if it is lost, change the"
          + " account here and give everything again", mark);
    }
    var keys = ConfigFolder.ofKeys("the page", added.told().get());
    var access = channel.access(keys);
    var every = AccountConfig.every(keys, channel);
    var wrong = !AccountConfig.isQueue(policies.current(), account.brand(), account.queue())
      ? "Its queue '" + account.queue() + "' is no queue of the brand " + account.brand() + " any more: change it here"
      : keys.mistakes().entrySet().stream().findFirst().map(e -> "Its " + e.getKey() + " " + e.getValue()).orElse("");
    return !wrong.isEmpty() ? off(added, channel, wrong, mark)
      : new AccountConfig(account.name(), account.brand(), account.queue(), account.region(), channel, access, every, mark);
  }

  private static AccountConfig off(Added added, Channel channel, String why, int mark) {
    var account = added.account();
    return new AccountConfig(account.name(), account.brand(), account.queue(), account.region(), channel, Access.of(why,
      tools -> {
        throw new IllegalStateException(why);
      }), LATEST, mark);
  }
}
