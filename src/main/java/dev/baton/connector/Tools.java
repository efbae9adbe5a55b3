package dev.baton.connector;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What connectors are built with. @param account the name of the account, for who keeps something beside its cursor */
public record Tools(Vertx vertx, InstantSource clock, RandomGenerator random, Wire.Limits limits, String account) {

  public RateLimits rateLimits() {
    return new RateLimits(clock, random);
  }
}
