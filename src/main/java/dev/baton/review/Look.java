package dev.baton.review;

import dev.baton.policy.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Looks at what was read for what will not work as hoped. May take a second; not for an event loop. */
@FunctionalInterface
public interface Look {

  /** @param past when cases of each queue opened; empty where nothing is known */
  List<Finding> at(Proposal proposal, Instant from, Map<String, List<Instant>> past);

  /** Several looks, one after the other. */
  static Look all(List<Look> looks) {
    return (proposal, from, past) -> looks.stream().flatMap(look -> look.at(proposal, from, past).stream()).toList();
  }
}
