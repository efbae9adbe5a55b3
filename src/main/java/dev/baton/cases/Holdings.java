package dev.baton.cases;

import java.util.List;
import java.util.Set;

/**
 * What a case has now.
 *
 * @param contacts from the oldest
 * @param absorbed the cases that are part of it
 */
record Holdings(List<Contact> contacts, Set<Long> replies, Set<Long> legs, Set<Long> promises, Set<Long> absorbed) {
  Holdings {
    contacts = List.copyOf(contacts);
    replies = Set.copyOf(replies);
    legs = Set.copyOf(legs);
    promises = Set.copyOf(promises);
    absorbed = Set.copyOf(absorbed);
  }

  /** Whether the event is about something that the case has still; what left it, and that it left, is another's past. */
  boolean hold(CaseEvent event) {
    return switch (event) {
      case CaseEvent.Contacted e -> contacts.stream().anyMatch(c -> c.mention() == e.contact().mention());
      case CaseEvent.Replied e -> replies.contains(e.reply());
      case CaseEvent.ReplyAccepted e -> replies.contains(e.reply());
      case CaseEvent.ReplyRefused e -> replies.contains(e.reply());
      case CaseEvent.ReplyUnknown e -> replies.contains(e.reply());
      case CaseEvent.ReplyReturned e -> replies.contains(e.reply());
      case CaseEvent.LegOpened e -> legs.contains(e.leg());
      case CaseEvent.Flagged e -> legs.contains(e.leg());
      case CaseEvent.LegAccepted e -> legs.contains(e.leg());
      case CaseEvent.LegAnswered e -> legs.contains(e.leg());
      case CaseEvent.LegPassed e -> legs.contains(e.leg());
      case CaseEvent.LegWithdrawn e -> legs.contains(e.leg());
      case CaseEvent.Promised e -> promises.contains(e.promise());
      case CaseEvent.PromiseWithdrawn e -> promises.contains(e.promise());
      case CaseEvent.Absorbed e -> absorbed.contains(e.from());
      case CaseEvent.Unmerged e -> false;
      case CaseEvent.SplitOff e -> false;
      case CaseEvent.Left e -> false;
      case CaseEvent.MergedInto e -> true;
      case CaseEvent.Taken e -> true;
      case CaseEvent.Assigned e -> true;
      case CaseEvent.Released e -> true;
      case CaseEvent.Requeued e -> true;
      case CaseEvent.Resolved e -> true;
      case CaseEvent.PeopleJoined e -> true;
      case CaseEvent.PeopleParted e -> true;
      case CaseEvent.Noted e -> true;
      case CaseEvent.MentionChanged e -> true;
      case CaseEvent.TimePassed e -> true;
      case CaseEvent.Unreached e -> true;
    };
  }
}
