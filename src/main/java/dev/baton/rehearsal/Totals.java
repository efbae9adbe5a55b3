package dev.baton.rehearsal;

import dev.baton.cases.CaseKey;
import dev.baton.cases.Ledger;
import dev.baton.cases.Rehearsed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Adds up what the rehearsals of many cases came to; as large as the policy, not as the cases are many. */
final class Totals {

  private static final int MOST_SHOWN = 10;
  private static final Comparator<Differing> LEAST_FIRST = Comparator.comparingLong(Differing::distance)
    .thenComparing(Differing::key, Comparator.reverseOrder());

  /** A case that would have gone otherwise. */
  record Differing(CaseKey key, Ledger was, Ledger with) {
    long distance() {
      return was.distance(with);
    }
  }

  /** A case whose past came out otherwise than it was. */
  record Mistaken(CaseKey key, List<String> mistakes) {}

  private final PriorityQueue<Differing> differing = new PriorityQueue<>(LEAST_FIRST);
  private final List<Mistaken> mistaken = new ArrayList<>();
  private Ledger was = Ledger.NOTHING;
  private Ledger with = Ledger.NOTHING;
  private long differ;
  private long mistakes;
  private long unknown;
  private long cut;

  void add(Rehearsed rehearsed) {
    switch (rehearsed) {
      case Rehearsed.Done done -> done(done);
      case Rehearsed.Mistaken(var key, var words) -> {
        mistakes++;
        if (mistaken.size() < MOST_SHOWN) {
          mistaken.add(new Mistaken(key, words));
        }
      }
      case Rehearsed.Unknown u -> unknown++;
    }
  }

  private void done(Rehearsed.Done done) {
    was = was.plus(done.was());
    with = with.plus(done.with());
    cut += done.wasCut() ? 1 : 0;
    if (done.was().equals(done.with())) {
      return;
    }
    differ++;
    differing.add(new Differing(done.key(), done.was(), done.with()));
    if (differing.size() > MOST_SHOWN) {
      differing.remove();
    }
  }

  Ledger was() {
    return was;
  }

  Ledger with() {
    return with;
  }

  /** Cases that differ. */
  long differ() {
    return differ;
  }

  /** Those that differ most, the most first. */
  List<Differing> most() {
    return differing.stream().sorted(LEAST_FIRST.reversed()).toList();
  }

  /** Cases whose past came out otherwise. */
  long mistakes() {
    return mistakes;
  }

  /** The first of them. */
  List<Mistaken> mistaken() {
    return List.copyOf(mistaken);
  }

  /** Cases from before policies were kept. */
  long unknown() {
    return unknown;
  }

  /** Cases with so many alarms that the rest was left out. */
  long cut() {
    return cut;
  }
}
