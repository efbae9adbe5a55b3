package dev.baton.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who guesses. A try counts as a failure until it is taken back, so that a hundred tries at once are no way
 * around it.
 */
final class Throttle {

  static final int FAILURES = 10;
  static final Duration WINDOW = Duration.ofMinutes(15);
  /** Names and addresses remembered, each; the ones not seen for longest are forgotten first. */
  private static final int MAX_KEYS = 10_000;

  private final InstantSource clock;
  private final Map<String, Deque<Instant>> byLogin = bounded();
  private final Map<String, Deque<Instant>> byAddress = bounded();

  Throttle(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts a try; or says how long to wait. */
  synchronized Optional<Duration> enter(String login, String address) {
    var now = clock.instant();
    var ofLogin = recent(byLogin, login, now);
    var ofAddress = recent(byAddress, address, now);
    var wait = longer(waitFor(ofLogin, now), waitFor(ofAddress, now));
    if (wait.isEmpty()) {
      ofLogin.addLast(now);
      ofAddress.addLast(now);
    }
    return wait;
  }

  /** The password was right: the name starts anew, the address has one failure less. */
  synchronized void succeeded(String login, String address) {
    byLogin.remove(login);
    recent(byAddress, address, clock.instant()).pollLast();
  }

  /** The try could not be judged. */
  synchronized void unjudged(String login, String address) {
    recent(byLogin, login, clock.instant()).pollLast();
    recent(byAddress, address, clock.instant()).pollLast();
  }

  private static Deque<Instant> recent(Map<String, Deque<Instant>> failures, String key, Instant now) {
    var times = failures.computeIfAbsent(key, k -> new ArrayDeque<>());
    while (!times.isEmpty() && !times.getFirst().plus(WINDOW).isAfter(now)) {
      times.removeFirst();
    }
    return times;
  }

  private static Optional<Duration> waitFor(Deque<Instant> times, Instant now) {
    return times.size() < FAILURES ? Optional.empty()
      : Optional.of(Duration.between(now, times.getFirst().plus(WINDOW)));
  }

  private static Optional<Duration> longer(Optional<Duration> a, Optional<Duration> b) {
    return a.isEmpty() || b.isPresent() && b.get().compareTo(a.get()) > 0 ? b : a;
  }

  private static Map<String, Deque<Instant>> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
        return size() > MAX_KEYS;
      }
    };
  }
}
