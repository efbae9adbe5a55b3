package dev.baton;

import dev.baton.policy.Review;
import dev.baton.review.Look;
import java.util.List;

/** Everything that looks for what will not work as hoped: at the start, at a reload, and by the command check. */
final class Looks {

  private Looks() {}

  /** A new kind of finding is added here. */
  static Look of(GatewayConfig config) {
    return Look.all(List.of(
      (proposal, from, past) -> proposal.unused(),
      (proposal, from, past) -> References.brands(proposal),
      (proposal, from, past) -> Review.of(proposal.policy(), from, past)));
  }
}
