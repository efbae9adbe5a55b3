package dev.baton.customer.linking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Compares what is known of two people, trait by trait. Of several values of a trait the two that agree best count:
 * people have many addresses, and one in common is enough. What one of them does not have says nothing.
 */
final class Comparing {

  private final Weights weights;
  private final Commonness common;
  private final Names names;

  Comparing(Weights weights, Commonness common) {
    this.weights = weights;
    this.common = common;
    names = new Names(weights, common);
  }

  /** The strongest reason first. */
  List<Evidence> evidence(Portrait a, Portrait b) {
    var found = new ArrayList<Evidence>();
    for (var trait : Trait.values()) {
      best(a.of(trait), b.of(trait), (x, y) -> of(trait, x, y)).ifPresent(found::add);
    }
    named(a, b).map(named -> beyond(named, found)).filter(e -> e.bits() > 0).ifPresent(found::add);
    found.sort(Comparator.comparingDouble(Evidence::bits).reversed().thenComparing(Evidence::trait));
    return found;
  }

  private static Optional<Evidence> best(List<String> some, List<String> others,
                                         BiFunction<String, String, Evidence> compare) {
    return some.stream().flatMap(x -> others.stream().map(y -> compare.apply(x, y)))
      .max(Comparator.comparingDouble(Evidence::bits));
  }

  private Evidence of(Trait trait, String x, String y) {
    var isOrdered = x.compareTo(y) <= 0;
    var a = isOrdered ? x : y;
    var b = isOrdered ? y : x;
    return trait == Trait.NAME ? names.evidence(a, b) : weights.evidence(agreement(trait, a, b));
  }

  /** @param a not after {@code b}, so that both ways round are compared alike */
  private Agreement agreement(Trait trait, String a, String b) {
    return switch (trait) {
      case EMAIL -> Slips.email(a, b);
      case PHONE -> Slips.phone(a, b);
      case LINK, REFERENCE -> Slips.exact(trait, a, b);
      case NUMBER, ORDER -> Slips.number(trait, a, b);
      case BORN -> Slips.born(a, b, common);
      case HANDLE -> Overlap.handle(a, b, common);
      case NAME -> Names.word(a, b, common);
      case STREET -> Overlap.street(a, b, common);
      case POSTCODE -> Slips.postcode(a, b, common);
      case PLACE -> Slips.place(a, b, common);
      case SEEN -> Slips.seen(a, b);
      case WORDS -> Overlap.words(a, b, common);
    };
  }

  /** The name of one made into a handle of the other, where that is what they have in common. */
  private Optional<Evidence> named(Portrait a, Portrait b) {
    BiFunction<String, String, Evidence> compare =
      (name, handle) -> weights.evidence(Overlap.named(name, handle, common));
    return java.util.stream.Stream.of(best(a.of(Trait.NAME), b.of(Trait.HANDLE), compare),
        best(b.of(Trait.NAME), a.of(Trait.HANDLE), compare)).flatMap(Optional::stream)
      .max(Comparator.comparingDouble(Evidence::bits));
  }

  /** Only what the handles and the names have not said already: they are the same letters. */
  private static Evidence beyond(Evidence named, List<Evidence> found) {
    var said = found.stream().filter(e -> e.trait() == Trait.HANDLE || e.trait() == Trait.NAME)
      .mapToDouble(e -> Math.max(0, e.bits())).sum();
    return new Evidence(named.trait(), named.level(), named.bits() - said, named.words());
  }
}
