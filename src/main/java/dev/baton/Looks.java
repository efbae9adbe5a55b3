package dev.baton;

import dev.baton.notice.Reach;
import dev.baton.policy.Review;
import dev.baton.review.Look;
import java.util.List;

/** Everything that looks for what will not work as hoped: at the start, at a reload, and by the command check. */
final class Looks {

  private Looks() {}

  /** A new kind of finding is added here. */
  static Look of(GatewayConfig config) {
    var mailIsThere = config.notices().mail().isThere() || config.demo(); // a demo brings a mailbox
    return Look.all(List.of(
      (proposal, from, past) -> proposal.unused(),
      (proposal, from, past) -> References.brands(proposal),
      (proposal, from, past) -> Review.of(proposal.policy(), from, past),
      (proposal, from, past) -> Reach.findings(proposal.policy(), proposal.people(), mailIsThere)));
  }
}
