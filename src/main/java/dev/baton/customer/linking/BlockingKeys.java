package dev.baton.customer.linking;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Under what somebody is found by those they could be: whoever shares no key with them is never compared. A key that
 * very many share is none, see {@link Candidates}, so each trait gives several, some of which survive a slip.
 */
public final class BlockingKeys {

  /** Of one portrait. */
  public static final int MAX_KEYS = 64;
  private static final int TAIL = 8;
  private static final int SHORTEST_NAME = 3;
  private static final int SHORTEST_USER = 5;
  /** Letters of a handle: long enough that most are rare. */
  private static final int PIECE = 4;
  private static final int BEGINNING = 3;

  private BlockingKeys() {}

  /** Those of what is hardest to share come first; what is beyond the limit is left out. */
  public static List<String> of(Portrait portrait) {
    var keys = new java.util.LinkedHashSet<String>();
    for (var trait : List.of(Trait.EMAIL, Trait.PHONE, Trait.LINK, Trait.REFERENCE, Trait.NUMBER, Trait.ORDER, Trait.BORN)) {
      portrait.of(trait).forEach(value -> keys.add(trait + ":" + value));
    }
    portrait.of(Trait.EMAIL).forEach(value -> user(value, keys));
    portrait.of(Trait.PHONE).stream().filter(v -> v.length() > TAIL)
      .forEach(value -> keys.add("tail:" + value.substring(value.length() - TAIL)));
    portrait.of(Trait.NAME).forEach(value -> name(portrait, value, keys));
    portrait.of(Trait.HANDLE).forEach(value -> handle(value, keys));
    return keys.stream().limit(MAX_KEYS).toList();
  }

  private static void user(String address, Set<String> keys) {
    var user = address.substring(0, address.lastIndexOf('@'));
    if (user.length() >= SHORTEST_USER) {
      keys.add("user:" + user);
      keys.add("user:" + sorted(address));
    }
  }

  /** Mixed up it is the same still. */
  private static String sorted(String text) {
    var letters = text.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  private static void name(Portrait portrait, String name, Set<String> keys) {
    var words = new TreeSet<String>();
    Arrays.stream(name.split(" ")).filter(w -> w.length() >= SHORTEST_NAME).map(Letters::withoutUmlauts)
      .forEach(words::add);
    for (var word : words) {
      keys.add("word:" + word);
      keys.add("letters:" + sorted(word));
      var beginning = word.substring(0, Math.min(BEGINNING, word.length()));
      words.tailSet(word, false).forEach(other ->
        keys.add("name:" + beginning + " " + other.substring(0, Math.min(BEGINNING, other.length()))));
      for (var trait : List.of(Trait.BORN, Trait.POSTCODE, Trait.PLACE)) {
        portrait.of(trait).forEach(value -> {
          keys.add("at:" + word + " " + (trait == Trait.BORN ? value.substring(0, 4) : value));
          keys.add("at:" + beginning + " " + (trait == Trait.BORN ? value.substring(0, 4) : value));
        });
      }
    }
    var written = name.replace(" ", "");
    if (words.size() > 1) {
      handle(written, keys);
    }
  }

  private static void handle(String handle, Set<String> keys) {
    for (var i = 0; i + PIECE <= handle.length(); i++) {
      keys.add("piece:" + handle.substring(i, i + PIECE));
    }
    if (handle.length() < PIECE) {
      keys.add("piece:" + handle);
    }
  }
}
