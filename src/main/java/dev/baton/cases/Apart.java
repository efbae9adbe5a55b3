package dev.baton.cases;

import dev.baton.journal.Entry;
import dev.baton.obligation.Obligation;
import dev.baton.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Two lives out of one: what each of two joined cases would be now if they had never been joined. Both journals are lived
 * once more without the joining, each thing that happened since on the side where it belongs. Only what really was
 * alarmed is alarmed: what would have been due meanwhile is due now, and the clock finds it.
 */
final class Apart {

  /**
   * What belongs to the case that was given up, of all that came since it was: the contacts, and what was done about
   * them.
   */
  record Theirs(Set<Long> mentions, Set<Long> replies, Set<Long> legs, Set<Long> promises) {
    Theirs {
      mentions = Set.copyOf(mentions);
      replies = Set.copyOf(replies);
      legs = Set.copyOf(legs);
      promises = Set.copyOf(promises);
    }
  }

  /** @param ours of the case that went on, @param theirs of the one that was given up */
  record Lives(Alone ours, Alone theirs) {}

  private final IntFunction<Policy> policies;
  private final UnaryOperator<String> queueOf;
  private final Set<Long> undone;
  private final Side ours;
  private final Side theirs;

  /** One of the two, as it lives apart. */
  private final class Side {
    private final boolean isTheirs;
    private CaseState state;

    private Side(CaseState state, boolean isTheirs) {
      this.state = state;
      this.isTheirs = isTheirs;
    }

    private void take(Step step) {
      if (step instanceof Step.Moved moved) {
        state = moved.state();
      }
    }

    /** Without a link the customer's first word would have opened a case. */
    private void begin(String brand, Contact first, Policy policy, Instant at) {
      state = CaseMachine.open(brand, queueOf.apply(first.account()), "", "", first, policy, at).state();
    }

    private boolean hasBegun() {
      return state != null;
    }
  }

  private final Set<Long> mentions;
  private final Set<Long> replies;
  private final Set<Long> legs;
  private final Set<Long> promises;

  private Apart(IntFunction<Policy> policies, UnaryOperator<String> queueOf, CaseState ours, CaseState theirs, Set<Long> undone, Theirs since,
                List<Contact> brought) {
    this.policies = policies;
    this.queueOf = queueOf;
    this.undone = undone;
    this.ours = new Side(ours, false);
    this.theirs = new Side(theirs, true);
    mentions = new HashSet<>(since.mentions());
    brought.forEach(contact -> mentions.add(contact.mention()));
    replies = since.replies();
    legs = new HashSet<>(since.legs());
    promises = new HashSet<>(since.promises());
    if (theirs != null) {
      theirs.dealings().legs().forEach(leg -> legs.add(leg.id()));
      theirs.dealings().promises().forEach(promise -> promises.add(promise.id()));
    }
  }

  /**
   * Of two cases that are one now.
   *
   * @param ours     the whole journal of the case that went on, from the oldest
   * @param theirs   that of the case that was given up
   * @param from     the number of the case that was given up
   * @param contacts all that the case that went on has now, from the oldest
   * @param policies by their versions
   * @return empty where one of the two would be left without a contact
   */
  static Optional<Lives> of(List<Entry> ours, List<Entry> theirs, long from, Theirs since, List<Contact> contacts,
                            IntFunction<Policy> policies) {
    var joined = lastJoined(ours, from);
    var undone = undoneSince(ours, joined, from);
    var start = ours.stream().filter(e -> isJoining(e, undone)).findFirst().map(ours::indexOf).orElse(joined);
    var apart = new Apart(policies, UnaryOperator.identity(), replay(policies, ours.subList(0, start)),
      replay(policies, untilJoined(theirs)), undone, since, brought(ours.get(joined)));
    apart.live(ours, start, joined, event -> true);
    return apart.lives(contacts);
  }

  /**
   * Of a case into which contacts came only because somebody was taken for its customer. The one that opened it goes on
   * in it; the other begins with its own first contact, in the queue of the account it came in on.
   *
   * @param all    its whole journal, from the oldest
   * @param theirs what belongs to the one that did not open it
   * @param has    all that it has now: what left it meanwhile is not lived through
   * @return empty where others were merged into it that cannot be told apart, or one of the two would be left without a
   *         contact
   */
  static Optional<Lives> leaving(List<Entry> all, Theirs theirs, Holdings has, UnaryOperator<String> queueOf,
                                 IntFunction<Policy> policies) {
    var mixed = all.stream().filter(e -> e.kind().equals("absorbed") && has.absorbed().contains(e.body().getLong("from")))
      .flatMap(e -> brought(e).stream()).anyMatch(contact -> theirs.mentions().contains(contact.mention()));
    var began = Contacts.of(List.of(new Entry.Numbered(0, all.getFirst())), Map.of()).stream()
      .anyMatch(contact -> theirs.mentions().contains(contact.mention()));
    if (mixed || began) {
      return Optional.empty();
    }
    var apart = new Apart(policies, queueOf, replay(policies, all.subList(0, 1)), null, Set.of(), theirs, List.of());
    apart.live(all, 1, 0, has::hold);
    return apart.theirs.hasBegun() ? apart.lives(has.contacts()) : Optional.empty();
  }

  private Optional<Lives> lives(List<Contact> contacts) {
    var own = contacts.stream().filter(c -> !mentions.contains(c.mention())).toList();
    var parting = contacts.stream().filter(c -> mentions.contains(c.mention())).toList();
    return own.isEmpty() || parting.isEmpty() ? Optional.empty()
      : Optional.of(new Lives(Alone.of(ours.state, own), Alone.of(theirs.state, parting)));
  }

  private static int lastJoined(List<Entry> ours, long from) {
    for (var i = ours.size() - 1; i >= 0; i--) {
      if (isJoining(ours.get(i), Set.of(from))) {
        return i;
      }
    }
    throw new IllegalArgumentException("case " + from + " was never part of it");
  }

  /** A word on it may have come afterwards; it changes nothing of what it was. */
  private static List<Entry> untilJoined(List<Entry> theirs) {
    for (var i = theirs.size() - 1; i > 0; i--) {
      if (theirs.get(i).kind().equals("merged-into")) {
        return theirs.subList(0, i);
      }
    }
    throw new IllegalArgumentException("it was never part of another case");
  }

  /** What happened to the case that went on before the other one became part of it, the last time. */
  static List<Entry> untilJoined(List<Entry> ours, long from) {
    return ours.subList(0, lastJoined(ours, from));
  }

  /** What was joined before it and taken back after it is not lived through either. */
  private static Set<Long> undoneSince(List<Entry> ours, int joined, long from) {
    var undone = new TreeSet<>(Set.of(from));
    ours.stream().skip(joined).filter(e -> e.kind().equals("unmerged"))
      .forEach(e -> undone.add(e.body().getLong("other")));
    return undone;
  }

  private static boolean isJoining(Entry entry, Set<Long> of) {
    return entry.kind().equals("absorbed") && of.contains(entry.body().getLong("from"));
  }

  private static List<Contact> brought(Entry absorbed) {
    return ((CaseEvent.Absorbed) EventJson.event(absorbed.kind(), absorbed.body())).brought().contacts();
  }

  private static CaseState replay(IntFunction<Policy> policies, List<Entry> entries) {
    return new Replay(policies, "", "").of(entries);
  }

  /** @param lived what happens to the two apart; else only the real one goes on */
  private void live(List<Entry> all, int start, int joined, Predicate<CaseEvent> lived) {
    var real = ours.state;
    for (var i = start; i < all.size(); i++) {
      var entry = all.get(i);
      var event = EventJson.event(entry.kind(), entry.body());
      var policy = policies.apply(entry.policy());
      if (lived.test(event)) {
        happen(ours, real, event, policy, entry.at());
        if (i > joined) {
          happen(theirs, real, event, policy, entry.at());
        }
      }
      real = ((Step.Moved) CaseMachine.next(real, event, policy, entry.at())).state();
    }
  }

  private void happen(Side side, CaseState real, CaseEvent event, Policy policy, Instant at) {
    if (!side.hasBegun()) {
      if (event instanceof CaseEvent.Contacted(var contact) && mentions.contains(contact.mention())) {
        side.begin(real.brand(), contact, policy, at);
      }
      return;
    }
    switch (event) {
      case CaseEvent.TimePassed(var spare) -> side.take(Missing.timePassed(new Turn(side.state, policy, at), spare,
        o -> real.running().stream().anyMatch(was -> was.isAlarmDue(at) && Undoing.isSame(was, o))));
      case CaseEvent.Unreached failed -> sameOf(side, real, failed.number()).ifPresent(o ->
        side.take(CaseMachine.next(side.state, new CaseEvent.Unreached(o.number(), o.step(), o.level(), failed.person(),
          failed.cause()), policy, at)));
      default -> on(side, event).ifPresent(e -> side.take(CaseMachine.next(side.state, e, policy, at)));
    }
  }

  private static Optional<Obligation> sameOf(Side side, CaseState real, int number) {
    return real.running().stream().filter(o -> o.number() == number).findFirst()
      .flatMap(was -> side.state.running().stream().filter(o -> Undoing.isSame(was, o)).findFirst());
  }

  /** The event as it would have happened on that side, if it would. Whoever did it had the right to do it. */
  private Optional<CaseEvent> on(Side side, CaseEvent event) {
    return switch (event) {
      case CaseEvent.Contacted e -> where(side, mentions.contains(e.contact().mention()), e);
      case CaseEvent.Taken e -> where(side, false, e);
      case CaseEvent.Assigned e -> where(side, false, e);
      case CaseEvent.Released e -> where(side, false, e);
      case CaseEvent.Requeued e -> where(side, false, e);
      case CaseEvent.Resolved e -> where(side, false, e);
      case CaseEvent.Replied(var agent, var overrule, var reply, var says) ->
        where(side, replies.contains(reply), new CaseEvent.Replied(agent, true, reply, said(side, says)));
      case CaseEvent.ReplyAccepted e -> where(side, replies.contains(e.reply()), e);
      case CaseEvent.ReplyRefused e -> where(side, replies.contains(e.reply()), e);
      case CaseEvent.ReplyUnknown e -> where(side, replies.contains(e.reply()), e);
      case CaseEvent.ReplyReturned(var reply, var cause, var others, var contacts, var noLater) ->
        where(side, replies.contains(reply), new CaseEvent.ReplyReturned(reply, cause, others, own(side, contacts), noLater));
      case CaseEvent.LegOpened(var agent, var overrule, var leg, var party, var expert) ->
        where(side, legs.contains(leg), new CaseEvent.LegOpened(agent, true, leg, party, expert));
      case CaseEvent.Flagged e -> where(side, legs.contains(e.leg()), e);
      case CaseEvent.LegAccepted e -> where(side, legs.contains(e.leg()), e);
      case CaseEvent.LegAnswered e -> where(side, legs.contains(e.leg()), e);
      case CaseEvent.LegPassed e -> where(side, legs.contains(e.leg()), e);
      case CaseEvent.LegWithdrawn(var leg, var agent, var overrule) ->
        where(side, legs.contains(leg), new CaseEvent.LegWithdrawn(leg, agent, true));
      case CaseEvent.Promised(var agent, var overrule, var promise, var dueAt) ->
        where(side, promises.contains(promise), new CaseEvent.Promised(agent, true, promise, dueAt));
      case CaseEvent.PromiseWithdrawn(var agent, var overrule, var promise, var reason) ->
        where(side, promises.contains(promise), new CaseEvent.PromiseWithdrawn(agent, true, promise, reason));
      case CaseEvent.SplitOff e -> splitOff(side, e);
      case CaseEvent.Absorbed e -> undone.contains(e.from()) ? Optional.empty() : where(side, false, e);
      case CaseEvent.PeopleJoined e -> Optional.empty();
      case CaseEvent.PeopleParted e -> Optional.empty();
      case CaseEvent.Left(var agent, var link, var to, var left, var alone) ->
        splitOff(side, new CaseEvent.SplitOff(agent, to, left, alone.contacts()));
      case CaseEvent.Unmerged e -> undone.contains(e.other()) ? Optional.empty() : where(side, false, e);
      case CaseEvent.MergedInto e -> Optional.empty();
      case CaseEvent.Noted e -> Optional.empty();
      case CaseEvent.MentionChanged e -> Optional.empty();
      case CaseEvent.TimePassed e -> Optional.empty();
      case CaseEvent.Unreached e -> Optional.empty();
    };
  }

  private static Optional<CaseEvent> where(Side side, boolean theirs, CaseEvent event) {
    return side.isTheirs == theirs ? Optional.of(event) : Optional.empty();
  }

  /** What a reply did with promises of the other side it did not do here. */
  private Says said(Side side, Says says) {
    return new Says(false, says.asks(), says.canRemind(), says.promises(), known(side, says.keeps()),
      known(side, says.moves()));
  }

  private static List<Long> known(Side side, List<Long> ids) {
    var has = side.state.dealings().promises().stream().map(Promise::id).toList();
    return ids.stream().filter(has::contains).toList();
  }

  private List<Contact> own(Side side, List<Contact> contacts) {
    return contacts.stream().filter(c -> mentions.contains(c.mention()) == side.isTheirs).toList();
  }

  private Optional<CaseEvent> splitOff(Side side, CaseEvent.SplitOff event) {
    var leaving = new ArrayList<>(event.mentions());
    leaving.removeIf(mention -> mentions.contains(mention) != side.isTheirs);
    return leaving.isEmpty() ? Optional.empty()
      : Optional.of(new CaseEvent.SplitOff(event.agent(), event.to(), Set.copyOf(leaving), own(side, event.remaining())));
  }
}
