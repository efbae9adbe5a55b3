package dev.baton.connector;

import dev.baton.mention.Mention;
import java.time.Duration;
import java.util.List;

/** What became of asking a network for what is new. */
public sealed interface ReadOutcome {

  /**
   * A page.
   *
   * @param mentions   what was said, in any order, with repeats
   * @param unreadable what could not be understood, one line of why each; kept aside, never in the way of the rest
   * @param cursor     to be given next time, once this page is stored
   * @param more       the network has more right now
   * @param quota      what is left of the network's patience
   */
  record Page(List<Mention> mentions, List<Unreadable> unreadable, String cursor, boolean more, Quota quota)
    implements ReadOutcome {

    public Page {
      mentions = List.copyOf(mentions);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** The network asks us to wait; nothing is asked of it before that. */
  record Wait(Duration pause, String why) implements ReadOutcome {}

  /** The credentials no longer work; only a person can mend that. */
  record NeedsReconnect(String why) implements ReadOutcome {}

  /** One item of a page that is not a mention we understand. */
  record Unreadable(String externalId, String why, String raw) {}

  /** Requests left in the network's present window; {@code remaining} is -1 where it does not say. */
  record Quota(int remaining, Duration window) {
    public static final Quota UNSAID = new Quota(-1, Duration.ZERO);
  }
}
