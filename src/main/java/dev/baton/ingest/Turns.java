package dev.baton.ingest;

import dev.baton.ingest.Heat.Warmth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Whose turn it is when: how long an account is left alone, among all that spend from the same window of a network.
 *
 * <pre>
 *   what is left ─┬─ a fifth: replies, look-ups
 *                 └─ the rest ─► 1. as much as keeps each within its bound, the warmest first
 *                                2. what is over: up to what each wants, the warmest first
 * </pre>
 *
 * So nobody is read more often than the operator said, the coldest is slowed first, and where a network tells nothing
 * nothing is slowed. What is spent is made sure of elsewhere, by {@link Quotas#claim}; this only makes it last.
 */
final class Turns {

  /** However cold, an account is looked at this often, unless its network forbids it or the operator wants less. */
  static final Duration LONGEST = Duration.ofMinutes(15);
  /** Of what is left, the part kept for replies, look-ups and pictures. */
  private static final int KEPT_PART = 5;
  /** A look takes none of these: whoever is answered first needs one. */
  static final int KEPT = 1;
  /** Of shares that are sums of fractions, in milliseconds. */
  private static final double ROUNDING = 1e-3;

  private Turns() {}

  /** @param every as often as the operator, or a network that rings, wants it read */
  record Reader(String account, Duration every, boolean rings, Heat heat) {

    Warmth warmth() {
      return heat.warmth(rings);
    }

    Duration longest() {
      return every.compareTo(LONGEST) > 0 ? every : LONGEST;
    }
  }

  /** What is left of a network's present window. @param length until it begins anew */
  record Window(int left, Duration length) {

    /** Rounded down, so that the last is never spent on a look. */
    int spare() {
      return Math.max(0, left - Math.max(KEPT, (left + KEPT_PART - 1) / KEPT_PART));
    }

    /** Whether one may be taken for a look now, whatever was planned. */
    boolean hasOne() {
      return left > KEPT;
    }
  }

  /**
   * What a billed network may still cost today, in millionths of a US dollar.
   *
   * @param look what one costs that finds nothing; what it finds costs the same however often it is looked for
   */
  record Money(long left, long look, Duration until) {}

  /**
   * How long to pause.
   *
   * @param isSlowed for the window's sake; it is told anew when that begins anew
   */
  record Turn(Duration pause, boolean isSlowed) {}

  /** @param others that spend from the same window, without the account itself */
  static Turn next(Reader mine, List<Reader> others, Optional<Window> window, Optional<Money> money) {
    var wanted = affordable(mine, money);
    if (window.isEmpty()) {
      return new Turn(wanted, false);
    }
    var all = new ArrayList<>(others);
    all.add(mine);
    var shared = paused(window.get(), share(all, window.get()).get(mine.account()));
    return shared.compareTo(wanted) > 0 ? new Turn(shared, true) : new Turn(wanted, false);
  }

  /** Whether there is room for pages of a backlog beside what the others want. */
  static boolean isRoom(List<Reader> others, Optional<Window> window) {
    return window.isEmpty() || window.get().spare() - others.stream().mapToDouble(r -> wants(r, window.get())).sum() >= 1;
  }

  private static Duration affordable(Reader mine, Optional<Money> money) {
    if (money.isEmpty() || money.get().look() <= 0) {
      return mine.every();
    }
    var looks = Math.max(1, money.get().left() / money.get().look());
    var lasting = money.get().until().dividedBy(looks);
    var bounded = lasting.compareTo(mine.longest()) > 0 ? mine.longest() : lasting;
    return bounded.compareTo(mine.every()) > 0 ? bounded : mine.every();
  }

  /** When the window begins anew there is a new share, so nobody waits beyond that. */
  private static Duration paused(Window window, double looks) {
    return looks <= 1 ? window.length() : Duration.ofMillis((long) Math.ceil(window.length().toMillis() / looks - ROUNDING));
  }

  private static Map<String, Double> share(List<Reader> all, Window window) {
    var shares = new HashMap<String, Double>();
    var over = fill(all, window.spare(), r -> needs(r, window), shares);
    fill(all, over, r -> wants(r, window) - needs(r, window), shares);
    return shares;
  }

  private static double wants(Reader reader, Window window) {
    return (double) window.length().toMillis() / Math.max(1, reader.every().toMillis());
  }

  private static double needs(Reader reader, Window window) {
    return (double) window.length().toMillis() / reader.longest().toMillis();
  }

  /** The warmest first; those alike get the same part of what they ask for. @return what is over */
  private static double fill(List<Reader> all, double available, ToDoubleFunction<Reader> asks,
                             Map<String, Double> shares) {
    var over = available;
    for (var warmth : Warmth.values()) {
      var place = Warmth.values()[Warmth.values().length - 1 - warmth.ordinal()];
      var alike = all.stream().filter(r -> r.warmth() == place).toList();
      var asked = alike.stream().mapToDouble(asks).sum();
      var part = asked == 0 ? 0 : Math.min(1, over / asked);
      alike.forEach(r -> shares.merge(r.account(), asks.applyAsDouble(r) * part, Double::sum));
      over = Math.max(0, over - asked * part);
    }
    return over;
  }
}
