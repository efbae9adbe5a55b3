package dev.baton.connector;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What connectors are built with.
 *
 * @param account the name of the account, for who keeps something beside its cursor
 * @param tokens  the account's own
 */
public record Tools(Vertx vertx, InstantSource clock, RandomGenerator random, Wire.Limits limits, String account,
                    TokenStore tokens) {

  /** For those who keep nothing. */
  public Tools(Vertx vertx, InstantSource clock, RandomGenerator random, Wire.Limits limits, String account) {
    this(vertx, clock, random, limits, account, TokenStore.inMemory());
  }

  public RateLimits rateLimits() {
    return new RateLimits(clock, random);
  }
}
