package dev.baton.notice;

import dev.baton.people.Person;
import java.util.ArrayList;
import java.util.List;

/** How somebody is told of something beside the inbox; the first is tried first. */
enum Way {
  EMAIL("email", "e-mail"),
  WEBHOOK("webhook", "webhook");

  private final String word;
  private final String name;

  Way(String word, String name) {
    this.word = word;
    this.name = name;
  }

  /** The word used in SQL and JSON. */
  String word() {
    return word;
  }

  /** As people read it. */
  String called() {
    return name;
  }

  /** Those of a person. @param mail whether there is a server that takes mails */
  static List<Way> of(Person person, boolean mail) {
    var ways = new ArrayList<Way>();
    if (mail && !person.email().isEmpty()) {
      ways.add(EMAIL);
    }
    if (person.webhook().isThere()) {
      ways.add(WEBHOOK);
    }
    return ways;
  }
}
