package dev.baton.cases;

import java.time.Instant;

/** What can happen to a case. Every one that changed something is in the journal, with all the step needs to know. */
public sealed interface CaseEvent {

  /** A customer said something; also what opens a case, and what reopens a resolved one. */
  record Contacted(Contact contact) implements CaseEvent {}

  /** @param overrule the taker may take it out of another's hand */
  record Taken(String agent, boolean overrule) implements CaseEvent {}

  record Released(String agent, boolean overrule) implements CaseEvent {}

  /** An answer was handed to the outbox. */
  record Replied(String agent, boolean overrule, long reply) implements CaseEvent {}

  /** The network accepted a reply that was written at {@code writtenAt}. */
  record ReplyAccepted(long reply, Instant writtenAt) implements CaseEvent {}

  /** The network will not take it. */
  record ReplyRefused(long reply, String cause) implements CaseEvent {}

  /** Nobody knows whether the network took it. */
  record ReplyUnknown(long reply, String cause) implements CaseEvent {}

  record Noted(String agent, long note) implements CaseEvent {}

  /** @param reason why no answer is needed; empty if there is one */
  record Resolved(String agent, boolean overrule, String reason) implements CaseEvent {}

  /** The time of at least one alarm has come. */
  record TimePassed() implements CaseEvent {}
}
