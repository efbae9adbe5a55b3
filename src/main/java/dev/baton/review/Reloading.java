package dev.baton.review;

import dev.baton.config.ConfigProblems;
import dev.baton.journal.PolicyVersions;
import dev.baton.people.People;
import dev.baton.policy.Finding;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a policy comes into force while the gateway runs. What a case owes stands in rows and never moves; what happens to
 * it from now on is decided by the new policy.
 *
 * <pre>
 *   reload on one node ─► its folder without a mistake ─► remembered, in force ─► this node ─► findings
 *   every few seconds  ─► another reading in force? ─► own folder if it says the same ─► this node ─► findings
 *                                                      └► else the policy from the table, and look at the folder again
 * </pre>
 */
public final class Reloading {

  private static final Logger log = LoggerFactory.getLogger(Reloading.class);

  private final Vertx vertx;
  private final SqlClient client;
  private final PolicyVersions versions;
  private final Policies policies;
  private final People people;
  private final Findings findings;
  private final Supplier<Proposal> folder;
  private final Supplier<Future<Void>> welcome;
  private final InstantSource clock;
  /** One thing at a time, in turn: what was decided on an old version must not undo a newer one. */
  private Future<?> last = Future.succeededFuture();
  private boolean reloading;
  /** The reading that is in force here; -1 while this node's folder says something else than what is in force. */
  private volatile int reading;

  /**
   * @param reading with which this node began
   * @param folder  reads it again, taking its time; throws {@link ConfigProblems}
   * @param welcome what people who are new need besides
   */
  public Reloading(Vertx vertx, SqlClient client, PolicyVersions versions, int reading, Policies policies,
                   People people, Findings findings, Supplier<Proposal> folder, Supplier<Future<Void>> welcome, InstantSource clock) {
    this.vertx = vertx;
    this.client = client;
    this.versions = versions;
    this.reading = reading;
    this.policies = policies;
    this.people = people;
    this.findings = findings;
    this.folder = folder;
    this.welcome = welcome;
    this.clock = clock;
  }

  /**
   * What a reload brought.
   *
   * @param changed whether another policy is in force than before; people may have changed in any case
   */
  public record Reloaded(int version, boolean changed, List<Finding> findings, List<String> needsRestart) {}

  /** Somebody else is reloading. */
  public static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("a reload is under way", null, false, false);
    }
  }

  /** Fails with {@link ConfigProblems}, and nothing has changed; or with {@link Busy}. */
  public synchronized Future<Reloaded> reload() {
    if (reloading) {
      return Future.failedFuture(new Busy());
    }
    reloading = true;
    return inTurn(this::readAndActivate).onComplete(done -> {
      synchronized (this) {
        reloading = false;
      }
    });
  }

  private synchronized <T> Future<T> inTurn(Supplier<Future<T>> next) {
    var turn = last.transform(done -> next.get());
    last = turn;
    return turn;
  }

  private Future<Reloaded> readAndActivate() {
    return vertx.executeBlocking(folder::get, false)
      .compose(read -> Stranded.refuse(client, read.policy()).compose(v -> activate(read)));
  }

  private Future<Reloaded> activate(Proposal read) {
    var before = policies.inForce().version();
    return versions.remember(client, read.keys(), clock.instant())
      .compose(version -> versions.putInForce(client, version, clock.instant()))
      .onSuccess(inForce -> become(inForce, read))
      .compose(inForce -> welcome.get().compose(v -> findings.lookAt(read)).map(found ->
        new Reloaded(inForce.version(), inForce.version() != before, found, read.needsRestart())));
  }

  private void become(PolicyVersions.InForce inForce, Proposal read) {
    log.info("policy in force version={} was={}", inForce.version(), policies.inForce().version());
    people.become(read.people());
    policies.become(new Policies.InForce(inForce.version(), read.policy()));
    reading = inForce.reading();
  }

  /** Takes over what another node has put in force; until this node's folder says the same, looks at it each time. */
  public Future<Void> follow() {
    return inTurn(() -> versions.inForce(client).compose(inForce ->
      inForce.filter(now -> now.reading() != reading).map(this::follow).orElseGet(Future::succeededFuture)));
  }

  private Future<Void> follow(PolicyVersions.InForce inForce) {
    return readIfWell().compose(read -> saysTheSame(read, inForce).compose(same -> {
      if (!same) {
        return take(inForce.version());
      }
      become(inForce, read.get());
      return welcome.get().compose(v -> findings.lookAt(read.get())).mapEmpty();
    }));
  }

  private Future<Optional<Proposal>> readIfWell() {
    return vertx.executeBlocking(folder::get, false).map(Optional::of).otherwise(Optional.empty());
  }

  private Future<Boolean> saysTheSame(Optional<Proposal> read, PolicyVersions.InForce inForce) {
    return read.map(proposal -> versions.find(client, proposal.keys())
      .map(own -> own.filter(version -> version == inForce.version()).isPresent()))
      .orElseGet(() -> Future.succeededFuture(false));
  }

  /** The other node has another folder, or ours comes later: its policy, as it was remembered, and our people so far. */
  private Future<Void> take(int version) {
    reading = -1;
    if (version == policies.inForce().version()) {
      return Future.succeededFuture();
    }
    return versions.one(client, version).compose(policy -> {
      log.warn("policy taken over from another node, this node's folder says something else version={} was={}", version,
        policies.inForce().version());
      policies.become(new Policies.InForce(version, policy));
      return findings.lookAt(new Proposal(policy, people, List.of(), Map.of(), List.of())).mapEmpty();
    });
  }
}
