package dev.baton.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings together what was accepted over HTTP and what the probes were shown. A frame may come before the answer, so
 * both are kept for a while. Lives on the one event loop of the load.
 */
final class Sightings {

  /** Cases a probe remembers having been shown; whatever is answered is answered long before they are forgotten. */
  private static final int REMEMBERED = 50_000;
  /** Accepted mentions waiting to be shown; beyond it the feed is hopelessly behind, and they only count as missing. */
  private static final int MAX_WAITING = 500_000;

  private record Shown(int contacts, long at) {}

  /** Accepted, and not yet shown by some probe; bit {@code i} of {@code open} is probe {@code i}. */
  private static final class Waiting {
    private final int contacts;
    private final long sentAt;
    private final long answeredAt;
    private long open;

    private Waiting(int contacts, long sentAt, long answeredAt, long open) {
      this.contacts = contacts;
      this.sentAt = sentAt;
      this.answeredAt = answeredAt;
      this.open = open;
    }
  }

  private final List<Map<Long, Shown>> shown = new ArrayList<>();
  private final Map<Long, List<Waiting>> waiting = new HashMap<>();
  private final Latency fromAnswer = new Latency();
  private final Latency fromSent = new Latency();
  private int waitingCount;
  private long before;
  private long bySnapshot;
  private long dropped;

  Sightings(int probes) {
    for (var i = 0; i < probes; i++) {
      shown.add(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Shown> eldest) {
          return size() > REMEMBERED;
        }
      });
    }
  }

  void accepted(long caseId, int contacts, long sentAt, long answeredAt) {
    var open = 0L;
    for (var probe = 0; probe < shown.size(); probe++) {
      var seen = shown.get(probe).get(caseId);
      if (seen != null && seen.contacts() >= contacts) {
        before++;
        measure(sentAt, answeredAt, seen.at());
      } else {
        open |= 1L << probe;
      }
    }
    if (open == 0) {
      return;
    }
    if (waitingCount >= MAX_WAITING) {
      dropped++;
      return;
    }
    waitingCount++;
    waiting.computeIfAbsent(caseId, id -> new ArrayList<>(1)).add(new Waiting(contacts, sentAt, answeredAt, open));
  }

  void shown(int probe, long caseId, int contacts, long at) {
    shown.get(probe).merge(caseId, new Shown(contacts, at), (was, is) -> is.contacts() > was.contacts() ? is : was);
    var forCase = waiting.get(caseId);
    if (forCase == null) {
      return;
    }
    settle(probe, contacts, at, forCase);
    if (forCase.isEmpty()) {
      waiting.remove(caseId);
    }
  }

  private void settle(int probe, int contacts, long at, List<Waiting> forCase) {
    for (var all = forCase.iterator(); all.hasNext();) {
      var one = all.next();
      if (one.contacts <= contacts && (one.open & 1L << probe) != 0) {
        measure(one.sentAt, one.answeredAt, at);
        close(probe, one, all);
      }
    }
  }

  private void close(int probe, Waiting one, Iterator<Waiting> all) {
    one.open &= ~(1L << probe);
    if (one.open == 0) {
      waitingCount--;
      all.remove();
    }
  }

  /** A snapshot stands for everything that was missed; nothing is measured for it. */
  void snapshot(int probe) {
    waiting.values().removeIf(forCase -> {
      for (var all = forCase.iterator(); all.hasNext();) {
        var one = all.next();
        if ((one.open & 1L << probe) != 0) {
          bySnapshot++;
          close(probe, one, all);
        }
      }
      return forCase.isEmpty();
    });
  }

  private void measure(long sentAt, long answeredAt, long shownAt) {
    fromAnswer.record(shownAt - answeredAt);
    fromSent.record(shownAt - sentAt);
  }

  /** Accepted mentions that some probe has not been shown yet. */
  int missing() {
    return waitingCount;
  }

  String report() {
    return """
        accepted to frame    %s
        sent to frame        %s
        shown                %,d measured, %,d of them before the answer; %,d by a snapshot; %,d missing (must be 0)"""
      .formatted(fromAnswer, fromSent, fromAnswer.count(), before, bySnapshot, waitingCount + dropped);
  }
}
