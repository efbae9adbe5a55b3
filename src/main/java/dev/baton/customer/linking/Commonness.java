package dev.baton.customer.linking;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How common a name, a town or a piece of a handle is among the people here: that two people share a rare one says
 * more. Counted on a sample, and held together by what is usual elsewhere while the sample is small.
 */
public final class Commonness {

  /** What is usual elsewhere counts as much as so many people. */
  private static final double WEIGHT_OF_USUAL = 256;
  /** Beyond this a value is simply rare, and need not be kept. */
  private static final int MAX_VALUES = 500_000;
  /** The share of people who have a value of this trait that nobody counted. */
  private static final Map<Trait, Double> USUAL = new EnumMap<>(Map.of(Trait.NAME, 1 / 512.0, Trait.HANDLE, 1 / 256.0,
    Trait.PLACE, 1 / 128.0, Trait.STREET, 1 / 256.0, Trait.POSTCODE, 1 / 1_024.0, Trait.BORN, 1 / 16_384.0,
    Trait.WORDS, 1 / 256.0));
  /** So many letters are as likely to come next, by what is usual. */
  private static final double LETTERS_THAT_FOLLOW = 4;
  private static final double ELSE = 1 / 1_000_000.0;

  private final Map<Trait, Map<String, Integer>> counts;
  private final Map<Trait, Integer> counted;
  private final long people;

  private Commonness(Map<Trait, Map<String, Integer>> counts, Map<Trait, Integer> counted, long people) {
    this.counts = counts;
    this.counted = counted;
    this.people = people;
  }

  /** Where nobody has been counted yet. */
  public static Commonness unknown() {
    return new Commonness(Map.of(), Map.of(), 0);
  }

  /** @param people how many there are altogether, where {@code sample} is a part of them */
  public static Commonness among(Collection<Portrait> sample, long people) {
    var counts = new EnumMap<Trait, Map<String, Integer>>(Trait.class);
    var counted = new EnumMap<Trait, Integer>(Trait.class);
    for (var trait : USUAL.keySet()) {
      var own = new HashMap<String, Integer>();
      for (var portrait : sample) {
        var parts = new HashSet<String>();
        portrait.of(trait).forEach(value -> parts.addAll(parts(trait, value)));
        parts.stream().filter(p -> own.size() < MAX_VALUES || own.containsKey(p))
          .forEach(p -> own.merge(p, 1, Integer::sum));
        if (!parts.isEmpty()) {
          counted.merge(trait, 1, Integer::sum);
        }
      }
      counts.put(trait, own);
    }
    return new Commonness(counts, counted, people);
  }

  private static Set<String> parts(Trait trait, String value) {
    return switch (trait) {
      case NAME, STREET, WORDS -> Set.copyOf(List.of(value.split(" ")).stream().distinct().toList());
      case HANDLE -> {
        var pieces = Grams.of(value);
        pieces.addAll(Grams.longer(value));
        yield pieces;
      }
      default -> Set.of(value);
    };
  }

  /** How many people there are among whom one is looked for. */
  public long people() {
    return people;
  }

  /** In bits: how little likely it is that somebody has this by chance. */
  double information(Trait trait, String part) {
    return information(trait, part, 0, USUAL.getOrDefault(trait, ELSE));
  }

  /** Of a piece of two handles, which are counted themselves, among everybody else. */
  double informationOfPiece(String piece) {
    return information(Trait.HANDLE, piece, 2, USUAL.get(Trait.HANDLE)
      / (piece.length() > Grams.SIZE ? LETTERS_THAT_FOLLOW : 1));
  }

  private double information(Trait trait, String part, int own, double usual) {
    var others = Math.max(0, counts.getOrDefault(trait, Map.of()).getOrDefault(part, 0) - own);
    var share = (others + WEIGHT_OF_USUAL * usual)
      / (counted.getOrDefault(trait, 0) + WEIGHT_OF_USUAL);
    return -Math.log(Math.min(1, share)) / Math.log(2);
  }
}
