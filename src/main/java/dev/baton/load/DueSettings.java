package dev.baton.load;

import dev.baton.config.Arguments;

/**
 * What falls due, and on how many.
 *
 * @param within seconds over which it falls due, evenly
 * @param warmup seconds before, in which as many a second fall due, which are counted and not measured
 */
record DueSettings(int obligations, int within, int warmup, int gateways) {

  private static final int MOST = 1_000_000;
  private static final int LONGEST = 600;
  private static final int MOST_GATEWAYS = 8;

  static DueSettings from(Arguments a) {
    return new DueSettings(a.number("obligations", 1, MOST, 100_000, "how many fall due"),
      a.number("within", 1, LONGEST, 60, "seconds over which they do"),
      a.number("warmup", 0, LONGEST, 10, "seconds before, due alike and not measured"),
      a.number("gateways", 1, MOST_GATEWAYS, 2, "processes that share one embedded PostgreSQL"));
  }

  /** Those that fall due while it warms up. */
  int before() {
    return (int) ((long) obligations * warmup / within);
  }

  int all() {
    return before() + obligations;
  }
}
