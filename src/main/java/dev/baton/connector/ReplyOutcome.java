package dev.baton.connector;

import java.time.Duration;

/** What became of saying something on a network. */
public sealed interface ReplyOutcome {

  /** The network accepted it; {@code url} may be empty. */
  record Sent(String externalId, String url) implements ReplyOutcome {}

  /** The network will not take it, ever; {@code reason} is for the agent to read. */
  record Refused(String reason) implements ReplyOutcome {}

  /** The network did not take it now and certainly did not keep it. */
  record TryLater(Duration pause, String why) implements ReplyOutcome {}

  /** Bytes left, no answer came: it may or may not have been said. */
  record Unknown(String why) implements ReplyOutcome {}
}
