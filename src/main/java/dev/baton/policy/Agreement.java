package dev.baton.policy;

import dev.baton.obligation.Kind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What customers of a queue are owed, and how long each step on the way may take; the SLA and what keeps it.
 *
 * @param calendar whose open hours working time counts in
 * @param times    for {@link Kind#WINDOW} how long before a network's reply window shuts somebody is alarmed; one kind
 *                 may be missing, {@link Kind#RESOLUTION}, where no time to solve was agreed
 */
public record Agreement(String name, Calendar calendar, Map<Kind, Allowance> times) {

  public Agreement {
    times = new EnumMap<>(times);
  }

  /** When what is opened at that time is due. */
  public Instant due(Kind kind, Instant from) {
    return timeFor(kind).orElseThrow(() -> new IllegalStateException(name + " agrees on no " + kind.word()))
      .after(from, calendar);
  }

  /** When to alarm about a window that shuts at that time. */
  public Instant beforeShutting(Instant shuts) {
    return times.get(Kind.WINDOW).before(shuts, calendar);
  }

  public Optional<Allowance> timeFor(Kind kind) {
    return Optional.ofNullable(times.get(kind));
  }
}
