package dev.baton.connector;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntFunction;

/**
 * How much of a list is asked for at once. Strangers write what stands in it, at any length, and a page too large to be
 * taken would be so for ever: so fewer are asked for, half as many at each try, and after a while as many as usual.
 */
public final class PageSize {

  /** By then a newest-first list has moved on, or it costs a few failed reads to find out that it has not. */
  static final Duration SMALLER_FOR = Duration.ofHours(1);

  private final int usual;
  private final int fewest;
  private final InstantSource clock;
  private int smaller;
  private Instant until = Instant.MIN;

  /** @param fewest that the network lets us ask for */
  public PageSize(int usual, int fewest, InstantSource clock) {
    this.usual = usual;
    this.fewest = fewest;
    this.clock = clock;
    this.smaller = usual;
  }

  /** Asks for a page of the present size; {@code question} is given it. */
  public <T> Future<T> ask(IntFunction<Future<T>> question) {
    if (!clock.instant().isBefore(until)) {
      smaller = usual;
    }
    var asked = smaller;
    return question.apply(asked).onFailure(e -> {
      if (e instanceof SourceException failed && failed.isTooLarge()) {
        smaller = Math.max(fewest, asked / 2);
        until = clock.instant().plus(SMALLER_FOR);
      }
    });
  }
}
