package dev.baton.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What goes wrong next on a simulated server. Safe to use from any thread. */
public final class Faults {

  private record Due(String path, Fault fault, boolean forEver) {}

  private final List<Due> due = new ArrayList<>();
  private long met;

  /** The next request whose path contains this meets the fault; several queue up. */
  public synchronized void next(String path, Fault fault) {
    due.add(new Due(path, fault, false));
  }

  /** Every request whose path contains this meets the fault, until {@link #none}. */
  public synchronized void always(String path, Fault fault) {
    due.add(new Due(path, fault, true));
  }

  public synchronized void none() {
    due.clear();
  }

  /** How many requests met one. */
  public synchronized long met() {
    return met;
  }

  synchronized Optional<Fault> take(String path) {
    var found = due.stream().filter(d -> path.contains(d.path())).findFirst();
    found.filter(d -> !d.forEver()).ifPresent(due::remove);
    met += found.isPresent() ? 1 : 0;
    return found.map(Due::fault);
  }
}
