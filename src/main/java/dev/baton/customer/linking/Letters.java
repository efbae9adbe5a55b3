package dev.baton.customer.linking;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Letters of several alphabets as people write them on a keyboard that has only 26. */
final class Letters {

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Map<Integer, String> LATIN = new HashMap<>();

  static {
    several("ß ss æ ae ø o œ oe ł l đ d ð d þ th ı i ħ h");
    several("а a б b в v г g д d е e ё e ж zh з z и i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch "
      + "ш sh щ shch ъ _ ы y ь _ э e ю yu я ya і i ї i є e ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz");
    several("α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o");
  }

  private Letters() {}

  private static void several(String pairs) {
    var words = pairs.split(" ");
    for (var i = 0; i < words.length; i += 2) {
      LATIN.put(words[i].codePointAt(0), words[i + 1].equals("_") ? "" : words[i + 1]);
    }
  }

  /** In lower case, without accents; letters of an alphabet that is not known here stay. */
  static String latin(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 128)) {
      return lower;
    }
    var plain = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    var out = new StringBuilder(plain.length());
    plain.codePoints().forEach(c -> out.append(LATIN.getOrDefault(c, Character.toString(c))));
    return out.toString();
  }

  /** As {@code Müller}, {@code Mueller} and {@code Muller} are one; for comparing, not for showing. */
  static String withoutUmlauts(String latin) {
    return latin.replace("ae", "a").replace("oe", "o").replace("ue", "u");
  }
}
