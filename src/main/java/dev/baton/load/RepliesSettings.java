package dev.baton.load;

import dev.baton.config.Arguments;

/**
 * What is said, and what goes wrong meanwhile.
 *
 * @param kills how often a gateway is killed while it sends
 * @param hurry whether what takes minutes by the clock is moved on: the lease of a killed gateway, and the while after
 *              which a network's "not there" counts, of which the networks of the drill need eight seconds
 * @param seed  of the faults and of the moments of the kills
 */
record RepliesSettings(int replies, int kills, int gateways, boolean hurry, int seed) {

  private static final int MOST = 100_000;
  private static final int MOST_KILLS = 100;
  private static final int MOST_GATEWAYS = 8;

  static RepliesSettings from(Arguments a, int someSeed) {
    return new RepliesSettings(a.number("replies", 3, MOST, 10_000, "how many are said, a third on each network"),
      a.number("kills", 0, MOST_KILLS, 6, "how often a gateway is killed with -9 meanwhile"),
      a.number("gateways", 1, MOST_GATEWAYS, 2, "processes that share one embedded PostgreSQL"),
      a.number("hurry", 0, 1, 0, "1 to spare the minutes that leases and doubts take by the clock") == 1,
      a.number("seed", 0, Integer.MAX_VALUE, someSeed, "of faults and kills"));
  }
}
