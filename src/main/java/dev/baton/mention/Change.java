package dev.baton.mention;

import java.time.Instant;

/** What its author did to something said before. It may come before the thing itself: no network keeps an order. */
public sealed interface Change {

  /** What was said. */
  ExternalId of();

  /** The network's time. */
  Instant at();

  /** @param text as it reads now */
  record Edited(ExternalId of, String text, Instant at) implements Change {
    public Edited {
      Mention.checkTime("the time of the edit", at);
      text = Text.lines(text, Mention.MAX_TEXT);
    }
  }

  /** It is gone from the network; what was said to us stays said. */
  record Deleted(ExternalId of, Instant at) implements Change {
    public Deleted {
      Mention.checkTime("the time of the deletion", at);
    }
  }
}
