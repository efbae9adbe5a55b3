package dev.baton.config;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The keys of a configuration folder, each of which an environment variable overrides: {@code http.port} is
 * {@code BATON_HTTP_PORT}, {@code ladders.standard.0.people} is {@code BATON_LADDERS_STANDARD_0_PEOPLE} (lists are
 * written with commas). Reading never stops at a mistake; {@link #finish} reports them all.
 */
public final class Settings {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m|h|d)");
  private static final String PREFIX = "BATON_";

  private final Map<String, Entry> entries;
  private final Map<String, String> environment;
  private final String root;
  private final Reading reading;

  /** A scalar, list or map where it stands: {@code value} is a String, a List of Strings, or null for a map. */
  record Entry(String where, Object value) {}

  Settings(Map<String, Entry> entries, Map<String, String> environment, List<String> problems) {
    this(entries, environment, "", new Reading(problems));
  }

  private Settings(Map<String, Entry> entries, Map<String, String> environment, String root, Reading reading) {
    this.entries = entries;
    this.environment = environment;
    this.root = root;
    this.reading = reading;
  }

  /** From now on what is sealed is opened so. @param opener throws {@link Unsealed} where it cannot be */
  public void openWith(UnaryOperator<String> opener) {
    reading.opener = opener;
  }

  /** The part below a key. */
  public Settings at(String key) {
    return new Settings(entries, environment, path(key), reading);
  }

  /** The names below a key, in the order of the file. */
  public List<String> names(String key) {
    var prefix = path(key) + ".";
    asked(path(key), null);
    return entries.keySet().stream()
      .filter(k -> k.startsWith(prefix))
      .map(k -> k.substring(prefix.length()))
      .map(k -> k.contains(".") ? k.substring(0, k.indexOf('.')) : k)
      .distinct()
      .toList();
  }

  /** The parts below a key that is a list of maps. */
  public List<Settings> items(String key) {
    var count = names(key).size();
    return IntStream.range(0, count).mapToObj(i -> at(key).at(String.valueOf(i))).toList();
  }

  /**
   * The keys of these parts as they stand, the environment's included, for {@link ConfigFolder#ofSnapshot}.
   *
   * @param wanted which keys; none that holds a secret
   */
  public Map<String, Object> snapshot(Predicate<String> wanted) {
    var keys = new LinkedHashMap<String, Object>();
    Stream.concat(entries.keySet().stream(), reading.asked.keySet().stream()).filter(wanted).distinct().forEach(path -> {
      var override = environment.get(variable(path));
      var entry = entries.get(path);
      if (override != null) {
        keys.put(path, reading.lists.contains(path) ? split(override) : override);
      } else if (entry != null && entry.value() != null) {
        keys.put(path, entry.value());
      }
    });
    return keys;
  }

  private static List<String> split(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Counts everything below a key as read, though nothing needs it. */
  public void readAll(String key) {
    var prefix = path(key);
    entries.keySet().stream().filter(k -> k.equals(prefix) || k.startsWith(prefix + ".")).forEach(k -> asked(k, null));
  }

  public boolean has(String key) {
    var path = path(key);
    return environment.containsKey(variable(path)) || entries.containsKey(path);
  }

  public String text(String key) {
    return text(key, null);
  }

  /** @param otherwise null if the key must be there */
  public String text(String key, String otherwise) {
    return value(key, "a text", otherwise, Function.identity());
  }

  public Secret secret(String key) {
    noteIfPlain(path(key));
    return new Secret(text(key, ""));
  }

  /** A list of secrets; empty where the key is missing. */
  public List<String> secrets(String key) {
    noteIfPlain(path(key));
    return list(key);
  }

  private void noteIfPlain(String path) {
    if (entries.containsKey(path) && !environment.containsKey(variable(path))) {
      reading.secret(path, entries.get(path));
    }
  }

  public int integer(String key, int min, int max, Integer otherwise) {
    return value(key, "a whole number from " + min + " to " + max, otherwise, raw -> {
      var number = Integer.parseInt(raw.replace("_", ""));
      if (number < min || number > max) {
        throw new IllegalArgumentException("out of range");
      }
      return number;
    });
  }

  public boolean flag(String key, Boolean otherwise) {
    return value(key, "true or false", otherwise, raw -> switch (raw.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(raw);
    });
  }

  /** A length of calendar time, such as {@code 90s}, {@code 15m}, {@code 2h} or {@code 3d} (24 hours each). */
  public Duration duration(String key, Duration otherwise) {
    return value(key, "a time such as 90s, 15m, 2h or 3d, longer than nothing", otherwise, Settings::parseDuration);
  }

  public URI uri(String key, URI otherwise) {
    return value(key, "an address such as https://example.org", otherwise, raw -> {
      var uri = URI.create(raw);
      if (uri.getScheme() == null || uri.getHost() == null) {
        throw new IllegalArgumentException(raw);
      }
      return uri;
    });
  }

  /** A list of texts; empty where the key is missing. */
  public List<String> list(String key) {
    var path = path(key);
    asked(path, List.of());
    reading.lists.add(path);
    var override = environment.get(variable(path));
    if (override != null) {
      return split(override).stream().map(one -> opened(path, one)).toList();
    }
    var entry = entries.get(path);
    if (entry == null) {
      return List.of();
    }
    return switch (entry.value()) {
      case List<?> many -> {
        IntStream.range(0, many.size()).forEach(i -> asked(path + "." + i, null));
        yield many.stream().map(one -> opened(path, String.valueOf(one))).toList();
      }
      case String one -> one.isBlank() ? List.of() : List.of(opened(path, one));
      case null, default -> {
        problem(key, "must be a list, such as [one, two]");
        yield List.of();
      }
    };
  }

  /** One of the words given. */
  public String oneOf(String key, Collection<String> words, String otherwise) {
    return value(key, "one of " + String.join(", ", words), otherwise, raw -> {
      if (!words.contains(raw)) {
        throw new IllegalArgumentException(raw);
      }
      return raw;
    });
  }

  /** Notes a mistake at a key; reading goes on. */
  public void problem(String key, String whatToDo) {
    mistake(path(key), whatToDo);
  }

  /** What could not be opened cannot be read either; one word of it is enough. */
  private void mistake(String path, String whatToDo) {
    if (!reading.shut.contains(path)) {
      reading.mistakes.putIfAbsent(path, whatToDo);
      reading.problems.add(where(path) + ": " + path + " " + whatToDo);
    }
  }

  /** What is wrong so far, by key; the first of each. */
  public Map<String, String> mistakes() {
    return Map.copyOf(reading.mistakes);
  }

  /** The secrets so far that stand in a file for all to read, by key, and where. */
  public Map<String, String> plainSecrets() {
    return Map.copyOf(reading.plain);
  }

  /** What was asked for so far, and what was read where nothing is said; null where it must be there. */
  public Map<String, Object> asked() {
    return Collections.unmodifiableMap(reading.asked);
  }

  private void asked(String path, Object otherwise) {
    reading.asked.put(path, otherwise);
  }

  /**
   * To be called when everything has been read: every mistake, every key nobody asked for and every variable that
   * means nothing, at once.
   *
   * @throws ConfigProblems unless all is well
   */
  public void finish() {
    entries.forEach((path, entry) -> {
      if (entry.value() != null && reading.asked.keySet().stream().noneMatch(a -> a.equals(path))) {
        reading.problems.add(entry.where() + ": " + path + " is not a key Baton knows" + closest(path)
          .map(k -> " (did you mean " + k + "?)").orElse(""));
      }
    });
    environment.keySet().stream()
      .filter(name -> name.startsWith(PREFIX) && !name.startsWith(PREFIX + "TEST_"))
      .filter(name -> reading.asked.keySet().stream().map(Settings::variable).noneMatch(name::equals))
      .forEach(name -> reading.problems.add("environment: " + name + " is set, but no key of the configuration has that name"));
    if (!reading.problems.isEmpty()) {
      throw new ConfigProblems(reading.problems.stream().distinct().toList());
    }
  }

  private Optional<String> closest(String path) {
    var parent = path.contains(".") ? path.substring(0, path.lastIndexOf('.') + 1) : "";
    var letters = sorted(path);
    return reading.asked.keySet().stream()
      .filter(a -> a.startsWith(parent) && Math.abs(a.length() - path.length()) < 3)
      .filter(a -> !entries.containsKey(a))
      .filter(a -> a.charAt(parent.length() < a.length() ? parent.length() : 0) == path.charAt(parent.length())
        || sorted(a).equals(letters))
      .findFirst();
  }

  private static String sorted(String text) {
    var letters = text.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  /**
   * A value of a type of the reader's own.
   *
   * @param expected  what to give, in words, such as "a day such as 2026-12-24"
   * @param otherwise null if the key must be there
   * @param parse     throws whatever it likes at what it does not understand, and understands one of 1, 1s,
   *                  http://localhost, true or the empty text, to read on with after a mistake; else null is read
   */
  public <T> T value(String key, String expected, T otherwise, Function<String, T> parse) {
    var path = path(key);
    asked(path, otherwise);
    var written = raw(path);
    var raw = written.map(text -> opened(path, text));
    if (raw.isEmpty() || raw.get().isBlank()) {
      if (otherwise == null) {
        problem(key, "is missing: give " + expected);
      }
      return otherwise == null ? anything(parse) : otherwise;
    }
    try {
      return parse.apply(raw.get().strip());
    } catch (RuntimeException e) {
      problem(key, (written.filter(Reading::isSealed).isPresent() ? "holds something else, sealed" : "is '" + raw.get() + "'")
        + ": give " + expected);
      return otherwise == null ? anything(parse) : otherwise;
    }
  }

  /** Something to read on with after a mistake; it is never used, because {@link #finish} will refuse. */
  private static <T> T anything(Function<String, T> parse) {
    for (var guess : List.of("1", "1s", "http://localhost", "true", "")) {
      try {
        return parse.apply(guess);
      } catch (RuntimeException tryNext) {
        continue;
      }
    }
    return null;
  }

  private String opened(String path, String text) {
    try {
      return reading.opened(text);
    } catch (Unsealed e) {
      mistake(path, e.getMessage());
      reading.shut.add(path);
      return "unopened";
    }
  }

  private Optional<String> raw(String path) {
    var override = environment.get(variable(path));
    if (override != null) {
      return Optional.of(override);
    }
    var entry = entries.get(path);
    if (entry == null) {
      return Optional.empty();
    }
    return entry.value() instanceof String text ? Optional.of(text) : Optional.of(String.valueOf(entry.value()));
  }

  private String where(String path) {
    var variable = variable(path);
    if (environment.containsKey(variable)) {
      return "environment: " + variable;
    }
    for (var at = path; ; at = at.substring(0, at.lastIndexOf('.'))) {
      if (entries.containsKey(at)) {
        return entries.get(at).where();
      }
      if (!at.contains(".")) {
        return "configuration";
      }
    }
  }

  private String path(String key) {
    return root.isEmpty() ? key : key.isEmpty() ? root : root + "." + key;
  }

  private static String variable(String path) {
    return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** As {@link #duration} reads it. @throws IllegalArgumentException where it is none */
  public static Duration parseDuration(String raw) {
    var match = DURATION.matcher(raw);
    if (!match.matches()) {
      throw new IllegalArgumentException(raw);
    }
    var amount = Long.parseLong(match.group(1));
    if (amount == 0) {
      throw new IllegalArgumentException(raw);
    }
    return switch (match.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
