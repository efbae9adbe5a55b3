package dev.baton.customer.linking;

import java.util.List;
import java.util.Set;

/**
 * Whether two people are one: by itself, as a suggestion, or not.
 *
 * <pre>
 *   bits of all evidence − bits to find one among all  ≥ 10  and something strangers do not know agrees  ─► links
 *                                                      ≥  0                                              ─► suggests
 * </pre>
 *
 * Where two full names, or two days of birth, are two people's, it suggests only: a couple shares an address.
 *
 * The more people there are, the more of them are alike by chance, so it takes one bit more each time they double.
 */
public final class Judge {

  /** As likely as not. */
  public static final double SUGGESTS_FROM = 0;
  /** A thousand to one. */
  public static final double LINKS_FROM = 10;
  /** Among a few people some are alike all the same: they are not drawn at random. */
  private static final double FEWEST = 9;
  /** Of more than a million, whoever shares a key with somebody is hardly there at random. */
  private static final double MOST = 20;

  /** Nobody shares these with a relative, as people share an address, a telephone or a contract's orders. */
  private static final Set<Trait> PERSONAL = Set.of(Trait.NUMBER, Trait.LINK);

  private final Comparing comparing;
  private final Vetoes vetoes;
  private final double toFindOne;

  public Judge(Weights weights, Commonness common, Vetoes vetoes) {
    this.vetoes = vetoes;
    comparing = new Comparing(weights, common);
    toFindOne = Math.clamp(Math.log(Math.max(1, common.people())) / Math.log(2), FEWEST, MOST);
  }

  public Match judge(Portrait a, Portrait b) {
    var evidence = comparing.evidence(a, b);
    var bits = evidence.stream().mapToDouble(Evidence::bits).sum() - toFindOne;
    var isDoubted = evidence.stream().anyMatch(e -> isTwoPeoples(a, b, e));
    var verdict = vetoes.between(a.id(), b.id()) || bits < SUGGESTS_FROM ? Verdict.APART
      : bits >= LINKS_FROM && isEnough(evidence, isDoubted) ? Verdict.LINKS : Verdict.SUGGESTS;
    return new Match(a, b, evidence, bits, isDoubted, verdict);
  }

  /** Where there is doubt, only what belongs to one person alone is; a day of birth does, but twins share it. */
  private static boolean isEnough(List<Evidence> evidence, boolean isDoubted) {
    var same = evidence.stream().filter(Evidence::isSame).map(Evidence::trait).toList();
    return isDoubted ? same.stream().anyMatch(PERSONAL::contains)
        || same.contains(Trait.BORN) && same.stream().anyMatch(trait -> trait.kind() == Trait.Kind.STRONG)
      : same.stream().anyMatch(trait -> trait.kind() != Trait.Kind.PUBLIC);
  }

  private static boolean isTwoPeoples(Portrait a, Portrait b, Evidence evidence) {
    return switch (evidence.trait()) {
      case NAME -> (evidence.level().equals("different") || evidence.level().equals("part"))
        && a.of(Trait.NAME).stream().allMatch(Judge::isFull) && b.of(Trait.NAME).stream().allMatch(Judge::isFull);
      case BORN -> evidence.level().equals("different");
      default -> false;
    };
  }

  private static boolean isFull(String name) {
    return name.indexOf(' ') > 0;
  }
}
