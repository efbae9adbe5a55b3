package dev.baton.connector;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when the test says. */
public final class MovableClock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-11-02T09:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
