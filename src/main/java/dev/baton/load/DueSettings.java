package dev.baton.load;

/**
 * What falls due, and on how many.
 *
 * @param within seconds over which it falls due, evenly
 */
record DueSettings(int obligations, int within, int gateways) {

  private static final int MOST = 1_000_000;
  private static final int LONGEST = 600;
  private static final int MOST_GATEWAYS = 8;

  static DueSettings from(Arguments a) {
    return new DueSettings(a.number("obligations", 1, MOST, 100_000, "how many fall due"),
      a.number("within", 1, LONGEST, 60, "seconds over which they do"),
      a.number("gateways", 1, MOST_GATEWAYS, 2, "processes that share one embedded PostgreSQL"));
  }
}
