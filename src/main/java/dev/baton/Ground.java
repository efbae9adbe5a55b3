package dev.baton;

import dev.baton.config.Secret;
import dev.baton.db.Database;
import dev.baton.db.DatabaseClock;
import dev.baton.db.Migrations;
import dev.baton.db.Postgres;
import dev.baton.journal.Journal;
import dev.baton.journal.PolicyVersions;
import dev.baton.leg.SigningKey;
import dev.baton.ops.Metrics;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * What every part of a node stands on.
 *
 * @param node       its name among those that share the database, different at each start
 * @param stops      what has to be stopped; whoever starts something adds it
 * @param clock      the database's time, which all nodes share
 * @param signingKey what all nodes sign with
 */
record Ground(Vertx vertx, GatewayConfig config, Metrics metrics, String node, Stops stops, Postgres postgres,
              Database database, InstantSource clock, Journal journal, Policies policies, Secret apiToken,
              Secret signingKey) {

  /** @param clock whole microseconds, which is what the database keeps; null for the database's own */
  static Future<Ground> open(Vertx vertx, GatewayConfig config, Metrics metrics, String node, Stops stops,
                             InstantSource clock) {
    return Postgres.start(vertx, config.postgres()).compose(postgres -> {
      stops.add(postgres::close);
      var apiToken = ApiToken.of(config.apiToken(), config.postgres().data());
      var database = Database.open(vertx, postgres.url(), node, config.postgres().poolSize());
      stops.add(database::close);
      var journal = new Journal();
      return Migrations.run(vertx, postgres.url())
        .compose(v -> database.inTransaction(journal::continueNumbers))
        .compose(v -> clock != null ? Future.succeededFuture(clock) : databaseClock(vertx, database, stops))
        .compose(time -> policies(config, database, time).compose(policies -> SigningKey.of(database.reader())
          .map(key -> new Ground(vertx, config, metrics, node, stops, postgres, database, time, journal, policies,
            apiToken, key))));
    });
  }

  private static Future<InstantSource> databaseClock(Vertx vertx, Database database, Stops stops) {
    return DatabaseClock.of(database.reader()).map(clock -> {
      clock.start(vertx);
      stops.add(() -> Stops.done(clock::stop));
      return clock;
    });
  }

  /** The policy that was read, under the number by which the journal names it. */
  private static Future<Policies> policies(GatewayConfig config, Database database, InstantSource clock) {
    return new PolicyVersions(AgreedPolicy::policyOf)
      .remember(database.reader(), config.agreed().keys(), clock.instant())
      .map(version -> new Policies(new Policies.InForce(version, config.agreed().policy())));
  }
}
