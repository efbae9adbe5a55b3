package dev.baton.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Puts together what customers write, from {@code phrases.txt}: moods, facts and slips of the finger. */
final class Phrases {

  private static final String FILE = "phrases.txt";
  private static final List<String> PRODUCTS = List.of("Hub 2 router", "Fibre 300", "Mesh Duo", "Northwind TV box",
    "SIM-only plan", "landline adapter", "smart meter");
  private static final List<String> STREETS = List.of("Mill Lane 4", "Station Road 17", "Park Street 88",
    "Harbour View 3", "King's Road 120", "Elm Close 9");
  private static final double HAS_OPENER = 0.35;
  private static final double HAS_CLOSER = 0.3;
  private static final double HAS_TYPO = 0.15;
  private static final double SHOUTS = 0.04;

  private final Map<String, List<String>> byKindAndLanguage = new HashMap<>();
  private final RandomGenerator random;

  Phrases(RandomGenerator random) {
    this.random = random;
    try (var lines = new BufferedReader(
      new InputStreamReader(Phrases.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::learn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void learn(String line) {
    var parts = line.split("\\s*\\|\\s*", 3);
    byKindAndLanguage.computeIfAbsent(parts[0] + "/" + parts[1], k -> new ArrayList<>()).add(parts[2].strip());
  }

  /** A first message, with the mood of its author. */
  String opening(String kind, Person author) {
    var text = say(kind, author);
    if (kind.equals("spam")) {
      return text;
    }
    if (random.nextDouble() < HAS_OPENER) {
      text = raw("opener", author.language()) + " " + text;
    }
    if (kind.equals("complaint") && random.nextDouble() < HAS_CLOSER) {
      text = text + (text.matches(".*[.!?。؟]") ? " " : ". ") + raw("closer", author.language());
    }
    if (random.nextDouble() < SHOUTS) {
      text = text.toUpperCase(Locale.ROOT);
    }
    return random.nextDouble() < HAS_TYPO ? typo(text) : text;
  }

  /** A message of a kind, in the author's language or else in English. */
  String say(String kind, Person author) {
    return raw(kind, author.language())
      .replace("{product}", oneOf(PRODUCTS))
      .replace("{street}", oneOf(STREETS))
      .replace("{city}", author.city())
      .replace("{order}", "NB-" + random.nextInt(100_000, 1_000_000))
      .replace("{days}", String.valueOf(random.nextInt(2, 15)))
      .replace("{amount}", (author.language().equals("en") ? "£" : "€") + random.nextInt(15, 240) + ".90");
  }

  private String raw(String kind, String language) {
    var own = byKindAndLanguage.get(kind + "/" + language);
    return oneOf(own == null ? byKindAndLanguage.get(kind + "/en") : own);
  }

  /** Two letters swapped, or one missing, inside a word of the first half. */
  private String typo(String text) {
    int at = random.nextInt(1, Math.max(2, text.length() / 2));
    if (at + 1 >= text.length() || !isLetter(text, at - 1) || !isLetter(text, at) || !isLetter(text, at + 1)) {
      return text;
    }
    return random.nextBoolean() ? text.substring(0, at) + text.substring(at + 1)
      : text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
  }

  private static boolean isLetter(String text, int at) {
    return text.charAt(at) < 0x250 && Character.isLetter(text.charAt(at));
  }

  String oneOf(List<String> some) {
    return some.get(random.nextInt(some.size()));
  }
}
