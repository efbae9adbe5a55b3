package dev.baton.notice;

import java.util.ArrayList;
import java.util.List;

/**
 * Notices that go to somebody together. Which belong to it is settled when it is claimed first and never changes, so a
 * receiver that knows its id has seen all of it.
 *
 * @param way   the word of the way it goes; empty before the first try
 * @param tries of this way, the present one included
 */
record Message(String id, String person, String way, int tries, List<Notice> notices) {

  Message {
    notices = List.copyOf(notices);
  }

  /** With those of another claim of the same message. */
  Message and(Message other) {
    var all = new ArrayList<>(notices);
    all.addAll(other.notices);
    return new Message(id, person, way, Math.max(tries, other.tries), all);
  }
}
