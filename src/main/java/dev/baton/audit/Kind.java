package dev.baton.audit;

import java.util.Locale;

/** What can be wrong. */
enum Kind {
  /** Its alarm is due for minutes, and nobody fired it: the clock stands still, or does not see it. */
  OVERDUE("Alarms that were due minutes ago and did not go out"),
  SET_ASIDE("Cases that Baton could not carry on, so nothing alarms anybody about them"),
  /** Law 1. */
  NAKED("Open cases without an owner or without an obligation that runs"),
  /** Of a case that is closed, or is not there. */
  ORPHAN("Obligations that run for a case that is closed or gone"),
  /** Law 5. */
  SILENT("Cases with the person of last resort, who is not alarmed about them any more"),
  /** Law 3. */
  LEG("Open legs that nobody is held to"),
  PROMISE("Open promises that nobody is held to"),
  REPLY("Replies that nobody sends"),
  NOTICE("Notices that nobody sends on"),
  ACCOUNT("Accounts that nobody reads");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** One line for people. */
  String words() {
    return words;
  }

  /** The word used in JSON and metrics. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
