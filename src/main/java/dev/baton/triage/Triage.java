package dev.baton.triage;

import dev.baton.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a mention by word lists. Pure; costs time in proportion to the text. */
public final class Triage {

  /** What decides is said early; the rest of a long mail is quotes. */
  private static final int READ = 2_000;
  /** A longer text is more than a thank-you. */
  private static final int THANKS_MAX_WORDS = 15;

  private final Map<Mood, WordList> moods;
  private final WordList thanks;
  private final WordList asks;
  private final Map<String, WordList> urgencies;

  private Triage(Map<Mood, WordList> moods, WordList thanks, WordList asks, Map<String, WordList> urgencies) {
    this.moods = moods;
    this.thanks = thanks;
    this.asks = asks;
    this.urgencies = urgencies;
  }

  /** From {@code triage.mood.<mood>}, {@code triage.thanks}, {@code triage.asks} and {@code triage.urgency.<name>}, phrases. */
  public static Triage from(Settings settings) {
    var triage = settings.at("triage");
    var moods = new LinkedHashMap<Mood, WordList>();
    for (var mood : List.of(Mood.ANGRY, Mood.UNHAPPY, Mood.HAPPY)) {
      moods.put(mood, new WordList(triage.list("mood." + mood.word())));
    }
    var urgencies = new LinkedHashMap<String, WordList>();
    triage.names("urgency").forEach(name -> urgencies.put(name, new WordList(triage.list("urgency." + name))));
    return new Triage(moods, new WordList(triage.list("thanks")), new WordList(triage.list("asks")), urgencies);
  }

  public Reading read(String text) {
    var words = WordList.words(text.length() > READ ? text.substring(0, READ) : text);
    var signals = new ArrayList<String>();
    var mood = mood(words, signals);
    var urgent = new TreeSet<String>();
    urgencies.forEach((name, list) -> list.hit(words).ifPresent(hit -> {
      urgent.add(name);
      signals.add(name + ": " + hit);
    }));
    var thanked = thanks.hit(words);
    thanked.ifPresent(hit -> signals.add("thanks: " + hit));
    var onlyThanks = thanked.isPresent() && mood != Mood.ANGRY && mood != Mood.UNHAPPY && urgent.isEmpty()
      && !text.contains("?") && asks.hit(words).isEmpty() && words.size() <= THANKS_MAX_WORDS;
    return new Reading(onlyThanks ? Mood.HAPPY : mood, !onlyThanks, urgent, signals);
  }

  private Mood mood(List<String> words, List<String> signals) {
    for (var entry : moods.entrySet()) {
      var hit = entry.getValue().hit(words);
      if (hit.isPresent()) {
        signals.add(entry.getKey().word() + ": " + hit.get());
        return entry.getKey();
      }
    }
    return Mood.UNKNOWN;
  }
}
