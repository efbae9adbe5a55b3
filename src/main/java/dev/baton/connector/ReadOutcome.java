package dev.baton.connector;

import dev.baton.mention.Mention;
import java.time.Duration;
import java.util.List;

/** What became of asking a network for what is new. */
public sealed interface ReadOutcome {

  /**
   * A page.
   *
   * @param brought what it says
   * @param cursor  to be given next time, once this page is stored
   * @param more    the network has more right now
   * @param quota   what is left of the network's patience
   */
  record Page(Brought brought, String cursor, boolean more, Quota quota) implements ReadOutcome {

    /** Of mentions alone. */
    public Page(List<Mention> mentions, List<Unreadable> unreadable, String cursor, boolean more, Quota quota) {
      this(Brought.of(mentions, unreadable), cursor, more, quota);
    }

    public List<Mention> mentions() {
      return brought.mentions();
    }

    public List<Unreadable> unreadable() {
      return brought.unreadable();
    }
  }

  /** The network asks us to wait; nothing is asked of it before that. */
  record Wait(Duration pause, String why) implements ReadOutcome {}

  /** It would not help to ask before that, and the network did not ask for it, as where a budget is spent. */
  record Rest(Duration pause, String why) implements ReadOutcome {}

  /** The credentials no longer work; only a person can mend that. */
  record NeedsReconnect(String why) implements ReadOutcome {}

  /** One item of a page that is not a mention we understand. */
  record Unreadable(String externalId, String why, String raw) {}

  /**
   * What asking costs.
   *
   * @param remaining requests left in the network's present window; -1 where it does not say
   * @param window    until it begins anew
   * @param cost      of this page, in millionths of a US dollar; 0 where reading is free
   * @param budget    what reading may still cost until midnight UTC, in the same; -1 where nothing bounds it
   */
  record Quota(int remaining, Duration window, long cost, long budget) {
    public static final Quota UNSAID = new Quota(-1, Duration.ZERO);

    /** Where nothing bounds what it costs. */
    public Quota(int remaining, Duration window, long cost) {
      this(remaining, window, cost, -1);
    }

    /** Where reading is free. */
    public Quota(int remaining, Duration window) {
      this(remaining, window, 0);
    }
  }
}
