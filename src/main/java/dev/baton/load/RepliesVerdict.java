package dev.baton.load;

import java.util.List;
import java.util.Map;

/**
 * What Baton says of its replies on one network, held against what that really said.
 *
 * @param once       accepted, and said once
 * @param twice      said more than once, whatever Baton says of them
 * @param lost       accepted and not said, without an outcome, or said to be refused
 * @param doubtful   nobody knows, so a person is asked
 * @param doubtSaid  of these, those that were said
 * @param unlisted   of these, those that no person would find
 */
record RepliesVerdict(int replies, int once, int twice, int lost, int doubtful, int doubtSaid, int unlisted) {

  /** @param truth the ids under which each text was said */
  static RepliesVerdict of(List<RepliesRows.Row> rows, Map<String, List<String>> truth) {
    var once = 0;
    var twice = 0;
    var lost = 0;
    var doubtful = 0;
    var doubtSaid = 0;
    var unlisted = 0;
    for (var row : rows) {
      var said = truth.getOrDefault(row.text(), List.of());
      if (said.size() > 1) {
        twice++;
      } else if (row.state().equals("unknown")) {
        doubtful++;
        doubtSaid += said.size();
        unlisted += row.listed() ? 0 : 1;
      } else if (row.state().equals("accepted") && said.equals(List.of(row.externalId()))) {
        once++;
      } else {
        lost++;
      }
    }
    return new RepliesVerdict(rows.size(), once, twice, lost, doubtful, doubtSaid, unlisted);
  }

  boolean isRight(int written) {
    return replies == written && twice == 0 && lost == 0 && unlisted == 0;
  }

  @Override
  public String toString() {
    return "%,d replies: %,d said once, %,d twice, %,d lost, %,d doubtful (%,d said, %,d not; %,d not listed)".formatted(
      replies, once, twice, lost, doubtful, doubtSaid, doubtful - doubtSaid, unlisted);
  }
}
