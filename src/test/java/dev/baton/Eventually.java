package dev.baton;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For what happens by itself, soon: looked at again and again until it is so, or the test fails. */
public final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Eventually() {}

  public static void until(String what, BooleanSupplier isSo) {
    until(what, PATIENCE, isSo);
  }

  public static void until(String what, Duration patience, BooleanSupplier isSo) {
    var end = System.nanoTime() + patience.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail("not within " + patience.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }
}
