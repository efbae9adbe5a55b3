package dev.baton.notice;

import java.util.List;

/**
 * Notices that go to somebody together. Which belong to it is settled when it is claimed first and never changes, so a
 * receiver that knows its id has seen all of it.
 *
 * @param way     the word of the way it goes; empty before the first try
 * @param tries   of this way, the present one included
 * @param cases   of all its notices
 * @param notices the latest, as many as a letter has room for
 */
record Message(String id, String person, String way, int tries, int cases, List<Notice> notices) {

  Message {
    notices = List.copyOf(notices);
  }
}
