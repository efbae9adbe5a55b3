package dev.baton.policy;

import dev.baton.obligation.Kind;
import java.time.Duration;

/** How long each thing may take, in calendar time. */
public record Agreement(String name, Duration pickup, Duration firstReply, Duration nextReply, Duration progress,
                        Duration delivery) {

  public Duration timeFor(Kind kind) {
    return switch (kind) {
      case PICKUP -> pickup;
      case FIRST_REPLY -> firstReply;
      case NEXT_REPLY -> nextReply;
      case PROGRESS -> progress;
      case DELIVERY -> delivery;
    };
  }
}
