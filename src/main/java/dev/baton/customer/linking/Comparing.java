package dev.baton.customer.linking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Compares what is known of two people, trait by trait. Of several values of a trait the two that agree best count:
 * people have many addresses, and one in common is enough. What one of them does not have says nothing.
 */
final class Comparing {

  /** Of reasons that weigh the same, always the same one, whoever is named first. */
  private static final Comparator<Evidence> BETTER =
    Comparator.comparingDouble(Evidence::bits).thenComparing(Evidence::words, Comparator.reverseOrder());

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
    var named = named(a, b).map(n -> beyond(n, found)).filter(e -> e.bits() > 0);
    halveTheLesser(found);
    named.ifPresent(found::add);
    found.sort(Comparator.comparingDouble(Evidence::bits).reversed().thenComparing(Evidence::trait));
    return found;
  }

  /** What agrees how far, for learning what that weighs; of a name, each pair of words that counts. */
  List<Agreement> agreements(Portrait a, Portrait b) {
    var found = new ArrayList<Agreement>();
    for (var trait : Trait.values()) {
      var pairs = a.of(trait).stream().flatMap(x -> b.of(trait).stream().map(y -> agreements(trait, x, y)));
      pairs.max(Comparator.comparingDouble(some -> some.stream().mapToDouble(weights::bits).sum()))
        .ifPresent(found::addAll);
    }
    return found;
  }

  private List<Agreement> agreements(Trait trait, String x, String y) {
    var isOrdered = x.compareTo(y) <= 0;
    var a = isOrdered ? x : y;
    var b = isOrdered ? y : x;
    return trait == Trait.NAME ? names.counted(a, b) : List.of(agreement(trait, a, b));
  }

  private static Optional<Evidence> best(List<String> some, List<String> others,
                                         BiFunction<String, String, Evidence> compare) {
    return some.stream().flatMap(x -> others.stream().map(y -> compare.apply(x, y)))
      .max(BETTER);
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
    return Stream.of(best(a.of(Trait.NAME), b.of(Trait.HANDLE), compare),
        best(b.of(Trait.NAME), a.of(Trait.HANDLE), compare)).flatMap(Optional::stream)
      .max(BETTER);
  }

  /** People make handles of their names, so where both agree, the lesser of the two says half of what it would alone. */
  private static void halveTheLesser(List<Evidence> found) {
    found.stream().filter(e -> (e.trait() == Trait.HANDLE || e.trait() == Trait.NAME) && e.bits() > 0)
      .sorted(Comparator.comparingDouble(Evidence::bits).reversed().thenComparing(Evidence::trait)).skip(1).toList()
      .forEach(e -> found.set(found.indexOf(e), new Evidence(e.trait(), e.level(), e.bits() / 2, e.words())));
  }

  /** Only what the handles and the names have not said already: they are the same letters. */
  private static Evidence beyond(Evidence named, List<Evidence> found) {
    var said = found.stream().filter(e -> e.trait() == Trait.HANDLE || e.trait() == Trait.NAME)
      .mapToDouble(e -> Math.max(0, e.bits())).max().orElse(0);
    return new Evidence(named.trait(), named.level(), named.bits() - said, named.words());
  }
}
