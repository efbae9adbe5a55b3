package dev.baton.cases;

import java.time.Instant;
import java.util.List;

/**
 * What a case has under way with others: legs, promises, a question to the customer, replies with more to them than words.
 *
 * @param ask      what we asked the customer and wait for
 * @param underWay replies handed to the outbox whose acceptance does more than answer
 * @param answers  of departments and vendors, that the customer has not heard yet
 */
record Dealings(List<Leg> legs, List<Promise> promises, Ask ask, List<UnderWay> underWay, List<Answer> answers) {

  static final Dealings NONE = new Dealings(List.of(), List.of(), Ask.NOTHING, List.of(), List.of());

  Dealings {
    legs = List.copyOf(legs);
    promises = List.copyOf(promises);
    underWay = List.copyOf(underWay);
    answers = List.copyOf(answers);
  }

  /**
   * A question to the customer.
   *
   * @param reply     that asked it; 0 if nothing is asked
   * @param canRemind whether Baton can write to the customer there
   * @param reminders so far
   */
  record Ask(long reply, boolean canRemind, int reminders) {
    static final Ask NOTHING = new Ask(0, false, 0);

    boolean isAsked() {
      return reply != 0;
    }

    Ask reminded() {
      return new Ask(reply, canRemind, reminders + 1);
    }
  }

  /**
   * A reply whose outcome is not known yet.
   *
   * @param byBaton a reminder; nobody's answer
   * @param keeps   promises that it keeps
   * @param moves   promises for which it gives another date
   */
  record UnderWay(long reply, boolean byBaton, boolean asks, boolean canRemind, List<Long> keeps, List<Long> moves) {
    UnderWay {
      keeps = List.copyOf(keeps);
      moves = List.copyOf(moves);
    }
  }

  record Answer(long leg, Instant at) {}

  boolean isNothing() {
    return equals(NONE);
  }
}
