package dev.baton.policy;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises the sentence that Baton exists to end: "we have forwarded it to department X". A reply that says so needs a
 * leg and a date.
 */
public final class Forwarding {

  private final List<String> phrases;

  public Forwarding(List<String> phrases) {
    this.phrases = phrases.stream().map(Forwarding::plain).filter(p -> !p.isBlank()).toList();
  }

  /** The phrase a text uses. */
  public Optional<String> in(String text) {
    var said = plain(text);
    return phrases.stream().filter(said::contains).map(String::strip).findFirst();
  }

  /** Words without accents, case and punctuation, with one space around each, so that a phrase is found as words. */
  private static String plain(String text) {
    var letters = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
      .replaceAll("\\p{M}", "").replaceAll("['\u2019]", "").replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    return letters.isEmpty() ? "" : " " + letters + " ";
  }
}
