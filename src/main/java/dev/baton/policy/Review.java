package dev.baton.policy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at a policy as a whole: what will not work as hoped, before anybody lives under it. */
public final class Review {

  private Review() {}

  /**
   * Takes a part of a second; not for an event loop.
   *
   * @param past when cases of each queue opened, for the share that would have broken; may be empty
   */
  public static List<Finding> of(Policy policy, Instant from, Map<String, List<Instant>> past) {
    return Stream.concat(new Coverage(policy, from).findings().stream(),
      Feasibility.findings(policy, from, past).stream()).toList();
  }
}
