package dev.baton.triage;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Words and phrases, looked up by their first word, so that a text costs its own length and not the list's. */
final class WordList {

  private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();

  WordList(List<String> phrases) {
    phrases.stream().map(WordList::words).filter(words -> !words.isEmpty())
      .forEach(words -> byFirstWord.computeIfAbsent(words.getFirst(), w -> new ArrayList<>()).add(words));
  }

  /** The first phrase of the list that the text has. */
  Optional<String> hit(List<String> text) {
    for (var i = 0; i < text.size(); i++) {
      for (var phrase : byFirstWord.getOrDefault(text.get(i), List.of())) {
        if (i + phrase.size() <= text.size() && text.subList(i, i + phrase.size()).equals(phrase)) {
          return Optional.of(String.join(" ", phrase));
        }
      }
    }
    return Optional.empty();
  }

  /** Lower-case words without accents; apostrophes are dropped, so that "can't" and "cant" are one. */
  static List<String> words(String text) {
    var plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    plain.codePoints().forEach(c -> {
      if (Character.isLetterOrDigit(c) || isEmoji(c)) {
        word.appendCodePoint(c);
      } else if (c != '\'' && c != '\u2019' && Character.getType(c) != Character.NON_SPACING_MARK
        && !word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static boolean isEmoji(int c) {
    return c >= 0x1F300 && c <= 0x1FAFF;
  }
}
