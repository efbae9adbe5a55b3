package dev.baton;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What somebody who starts Baton for work has still to do before a customer can be answered. */
final class FirstSteps {

  private FirstSteps() {}

  /**
   * In the order in which they are done.
   *
   * @param supervisor whether one can sign in
   * @param network    whether an account is on whose network sends or is asked
   * @param address    where people open Baton
   */
  static List<String> of(boolean supervisor, boolean network, URI address) {
    var steps = new ArrayList<String>();
    if (!supervisor) {
      steps.add("No supervisor can sign in: run hash-password, put its line below one in people.yaml, start again");
    }
    if (!network) {
      steps.add("No network is connected: add an account as a supervisor at " + address + "/accounts");
    }
    return List.copyOf(steps);
  }
}
