package dev.baton.cases;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What can happen to a case. Every one that changed something is in the journal, with all the step needs to know. */
public sealed interface CaseEvent {

  /** A customer said something; also what opens a case, and what reopens a resolved one. */
  record Contacted(Contact contact) implements CaseEvent {}

  /** @param overrule the taker may take it out of another's hand */
  record Taken(String agent, boolean overrule) implements CaseEvent {}

  /** It is put into somebody else's hand. */
  record Assigned(String agent, boolean overrule, String to) implements CaseEvent {}

  record Released(String agent, boolean overrule) implements CaseEvent {}

  /** It waits in another queue of its brand. */
  record Requeued(String agent, boolean overrule, String queue) implements CaseEvent {}

  /** An answer was handed to the outbox. */
  record Replied(String agent, boolean overrule, long reply, Says says) implements CaseEvent {}

  /** The network accepted a reply that was written at {@code writtenAt}. */
  record ReplyAccepted(long reply, Instant writtenAt) implements CaseEvent {}

  /** The network will not take it. */
  record ReplyRefused(long reply, String cause) implements CaseEvent {}

  /** Nobody knows whether the network took it. */
  record ReplyUnknown(long reply, String cause) implements CaseEvent {}

  /**
   * The network had accepted a reply and could not deliver it after all.
   *
   * @param others   other replies to the customer that stand
   * @param contacts what it had answered and no other reply did, from the oldest, with their own times
   * @param noLater  when the reply to the oldest of them was due; {@link Instant#MAX} where nobody knows
   */
  record ReplyReturned(long reply, String cause, Others others, List<Contact> contacts, Instant noLater)
    implements CaseEvent {
    public ReplyReturned {
      contacts = List.copyOf(contacts);
    }
  }

  /** Whether the customer had another answer than the one it is about. */
  enum Others {
    NONE,
    BEFORE,
    /** Written later, which makes up for it. */
    SINCE;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Others of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }
  }

  record Noted(String agent, long note) implements CaseEvent {}

  /** Its author changed or removed something they had said; no clock knows. @param deleted else edited */
  record MentionChanged(long mention, boolean deleted) implements CaseEvent {}

  /** It is handed to a department or vendor. @param expert whom the agent chose, or empty for the first who is there */
  record LegOpened(String agent, boolean overrule, long leg, String party, String expert) implements CaseEvent {}

  /** Somebody is asked to look at it. @param urgency one of the policy's */
  record Flagged(String by, long leg, String rep, String urgency) implements CaseEvent {}

  /** @param overrule for who may act on what is another's */
  record LegAccepted(long leg, String by, boolean overrule) implements CaseEvent {}

  record LegAnswered(long leg, String by, boolean overrule) implements CaseEvent {}

  /** "Not mine, but hers." */
  record LegPassed(long leg, String by, boolean overrule, String to) implements CaseEvent {}

  record LegWithdrawn(long leg, String agent, boolean overrule) implements CaseEvent {}

  record Promised(String agent, boolean overrule, long promise, Instant dueAt) implements CaseEvent {}

  record PromiseWithdrawn(String agent, boolean overrule, long promise, String reason) implements CaseEvent {}

  /** @param reason why no answer is needed; empty if there is one */
  record Resolved(String agent, boolean overrule, String reason) implements CaseEvent {}

  /** Whoever was alarmed or asked at that step of that obligation cannot be reached. */
  record Unreached(int number, int step, int level, String person, String cause) implements CaseEvent {}

  /** What this case had is in another one now. */
  record MergedInto(String agent, long into) implements CaseEvent {}

  /** Another case's contacts and dealings are this one's now. */
  record Absorbed(String agent, long from, Brought brought) implements CaseEvent {}

  /** Two cases that were one are two again; this is one of them. @param alone what it would be had they never been one */
  record Unmerged(String agent, long other, Alone alone) implements CaseEvent {}

  /** Its customer is somebody else's, too, by this link. */
  record PeopleJoined(String agent, long link) implements CaseEvent {}

  /** The link that joined its customer with others is undone; all that it has was its customer's alone. */
  record PeopleParted(String agent, long link) implements CaseEvent {}

  /**
   * Contacts that came here only because of a link have a case of their own, now that it is undone.
   *
   * @param alone what this case would be if they had never come
   */
  record Left(String agent, long link, long to, Set<Long> mentions, Alone alone) implements CaseEvent {
    public Left {
      mentions = Set.copyOf(mentions);
    }
  }

  /** Some of its contacts are another case's now. @param remaining its others, from the oldest */
  record SplitOff(String agent, long to, Set<Long> mentions, List<Contact> remaining) implements CaseEvent {
    public SplitOff {
      mentions = Set.copyOf(mentions);
      remaining = List.copyOf(remaining);
    }
  }

  /** The time of at least one alarm has come. @param spare a number for a reply that Baton may have to write, or 0 */
  record TimePassed(long spare) implements CaseEvent {}
}
