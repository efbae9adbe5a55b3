package dev.baton.connector.x;

import dev.baton.connector.ReadOutcome;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a day may cost. A page that was begun is read to its end, so a day may cost one page more. */
final class XBudget {

  private static final int CENTS = 2;
  private static final int MILLIONTHS = 6;

  private XBudget() {}

  /** @return what to do instead of reading, where the day's budget is spent */
  static Optional<ReadOutcome> spent(XCursor at, long budget, Instant now) {
    if (budget == 0 || at.spent() < budget) {
      return Optional.empty();
    }
    return Optional.of(new ReadOutcome.Rest(Duration.between(now, at.midnight()),
      "Today's budget for reading X is spent (" + dollars(at.spent()) + " of " + dollars(budget) + "). Reading goes on at"
        + " midnight UTC, from where it stopped; to read on now, raise budget-per-day in config/accounts.yaml"));
  }

  /** What is left of the day's. @return -1 where there is no budget */
  static long left(XCursor at, long budget) {
    return budget == 0 ? -1 : Math.max(0, budget - at.spent());
  }

  static String dollars(long millionths) {
    return "$" + BigDecimal.valueOf(millionths, MILLIONTHS).setScale(CENTS, RoundingMode.HALF_UP).toPlainString();
  }
}
