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
import dev.baton.review.Findings;
import dev.baton.review.Stranded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What every part of a node stands on.
 *
 * @param node       its name among those that share the database, different at each start
 * @param stops      what has to be stopped; whoever starts something adds it
 * @param folder     the configuration, which may be read again
 * @param clock      the database's time, which all nodes share
 * @param reading    the reading of the configuration with which this node began
 * @param signingKey what all nodes sign with
 */
record Ground(Vertx vertx, Folder folder, Metrics metrics, String node, Stops stops, Postgres postgres,
              Database database, InstantSource clock, Journal journal, PolicyVersions versions,
              Policies policies, int reading, Findings findings, Secret apiToken, Secret signingKey) {

  private static final Logger log = LoggerFactory.getLogger(Ground.class);

  /** @param clock whole microseconds, which is what the database keeps; null for the database's own */
  static Future<Ground> open(Vertx vertx, Folder folder, Metrics metrics, String node, Stops stops,
                             InstantSource clock) {
    var config = folder.running();
    return Postgres.start(vertx, config.postgres()).compose(postgres -> {
      stops.add(postgres::close);
      var apiToken = ApiToken.of(config.apiToken(), config.postgres().data());
      var database = Database.open(vertx, postgres.url(), node, config.postgres().poolSize());
      stops.add(database::close);
      var journal = new Journal();
      var versions = new PolicyVersions(AgreedPolicy::policyOf);
      return Migrations.run(vertx, postgres.url())
        .compose(v -> database.inTransaction(journal::continueNumbers))
        .compose(v -> clock != null ? Future.succeededFuture(clock) : databaseClock(vertx, database, stops))
        .compose(time -> Stranded.refuse(database.reader(), config.agreed().policy()).map(time))
        .compose(time -> inForce(config, versions, database, time)
          .compose(inForce -> SigningKey.of(database.reader())
            .map(key -> new Ground(vertx, folder, metrics, node, stops, postgres, database, time, journal, versions,
              new Policies(new Policies.InForce(inForce.version(), config.agreed().policy())), inForce.reading(),
              new Findings(vertx, database.reader(), Looks.of(config), time), apiToken, key))));
    });
  }

  private static Future<InstantSource> databaseClock(Vertx vertx, Database database, Stops stops) {
    return DatabaseClock.of(database.reader()).map(clock -> {
      clock.start(vertx);
      stops.add(clock::stop);
      return clock;
    });
  }

  /** The configuration this node started with; what of it may change, {@link #policies} knows. */
  GatewayConfig config() {
    return folder.running();
  }

  /** Whether other nodes may run on the database. */
  private static boolean shared(GatewayConfig config) {
    return !config.postgres().external().isEmpty();
  }

  /** The policy that was read, under the number by which the journal names it; it is in force now, on every node. */
  private static Future<PolicyVersions.InForce> inForce(GatewayConfig config, PolicyVersions versions,
                                                        Database database, InstantSource clock) {
    var client = database.reader();
    return Future.all(versions.inForce(client), versions.remember(client, config.agreed().keys(), clock.instant()))
      .compose(both -> {
        Optional<PolicyVersions.InForce> before = both.resultAt(0);
        int version = both.resultAt(1);
        before.map(PolicyVersions.InForce::version).filter(was -> was != version).ifPresent(was -> log.atLevel(shared(config) ? Level.WARN : Level.INFO)
          .log("policy is another one than was in force, and so it is for every node version={} was={}", version, was));
        return versions.putInForce(client, version, clock.instant());
      });
  }
}
