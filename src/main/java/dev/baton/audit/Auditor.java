package dev.baton.audit;

import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, apart from the engine and its clock, whether cases go on. What it finds it looks at again a moment later,
 * since somebody may just be at it; what is still so is a finding. Only after a look that found nothing it knocks
 * outside.
 *
 * <pre>
 *   look ─► nothing ─────────────────────────────► knock
 *     └──► something ─► a moment ─► look again ─┬► nothing left ─► knock
 *                                               └► findings: metrics, monitor, log; no knock
 * </pre>
 *
 * If it stands still itself, the age of its last look grows, and nobody knocks.
 */
public final class Auditor {

  private static final Logger log = LoggerFactory.getLogger(Auditor.class);

  /** A look that takes longer counts as failed, whatever comes of it. */
  private static final Duration LOOK_WITHIN = Duration.ofSeconds(40);
  /** Long enough for the engine to catch up after a start, or with what came in late. */
  private static final Duration MOMENT = Duration.ofSeconds(5);
  /** The part of its time that it may spend on looking at every case. */
  private static final int QUIET = 100;
  /** An alarm later than this breaks law 6; the clock looks several times a second. */
  private static final Duration LATE = Duration.ofMinutes(1);
  private static final int EXAMPLES_LOGGED = 5;
  /** What reads when the last look failed, or none was made: not zero, so that nobody is calmed. */
  private static final long NOT_KNOWN = -1;

  private final Vertx vertx;
  private final Probe probe;
  private final Sweep sweep;
  private final Supplier<Rules> rules;
  private final Heartbeat heartbeat;
  private final Duration moment;
  private final InstantSource clock;
  private volatile Findings last = Findings.NONE_YET;
  private volatile boolean known;
  private volatile boolean stopped;
  private final Rounds rounds;

  /** @param rules what has to be so at the moment of a look */
  public Auditor(Vertx vertx, Database database, Supplier<Rules> rules, AuditConfig config, InstantSource clock,
                 Metrics metrics) {
    this(vertx, database, rules, config, MOMENT, clock, metrics);
  }

  Auditor(Vertx vertx, Database database, Supplier<Rules> rules, AuditConfig config, Duration moment,
          InstantSource clock, Metrics metrics) {
    this.vertx = vertx;
    this.probe = new Probe(database.reader());
    this.sweep = new Sweep(database.reader(), config.every().dividedBy(QUIET));
    this.rules = rules;
    this.moment = moment;
    this.clock = clock;
    var words = "Knocks at the address that watches the audit";
    this.heartbeat = new Heartbeat(vertx, config.heartbeat(),
      metrics.counter("baton.audit.heartbeat", words, "outcome", "taken"),
      metrics.counter("baton.audit.heartbeat", words, "outcome", "failed"));
    this.rounds = new Rounds(vertx, "audit not ended", Rounds.WITHIN, config.every(),
      () -> look().otherwiseEmpty().map(config.every()));
    gauges(metrics);
  }

  private void gauges(Metrics metrics) {
    for (var kind : Kind.values()) {
      metrics.gauge("baton.audit.findings", "What does not go on; must be 0, -1 is unknown", () -> count(kind),
        "kind", kind.word());
    }
    metrics.gauge("baton.audit.age", "Seconds since the last audit that was completed; -1 is never",
      () -> last.at().map(at -> age(at).toSeconds()).orElse(NOT_KNOWN));
    metrics.gauge("baton.law.naked.cases", "Open cases without owner or running obligation; must be 0, -1 is unknown",
      this::naked);
    metrics.gauge("baton.law.late.alarms", "Alarms overdue by more than a minute; must be 0, -1 is unknown",
      () -> known ? last.late() : NOT_KNOWN);
  }

  private long count(Kind kind) {
    return known ? last.stuck().stream().filter(s -> s.kind() == kind).count() : NOT_KNOWN;
  }

  private Duration age(Instant at) {
    var age = Duration.between(at, clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Law 1 as the last look found it; -1 if it is not known. */
  public long naked() {
    return count(Kind.NAKED);
  }

  /** What the last look that was completed found, and how long ago, as the monitor shows it. */
  public JsonObject shown(Set<String> brands) {
    return last.shown(brands, clock.instant());
  }

  public void start() {
    rounds.start(Duration.ZERO);
  }

  /** Ends the present look. */
  public Future<Void> stop() {
    stopped = true;
    return rounds.stop().eventually(heartbeat::close);
  }

  /** One look, and the knock if all is well. Fails where it could not be completed. */
  Future<Void> look() {
    var now = clock.instant();
    return Future.succeededFuture().compose(v -> findings(rules.get(), now))
      .timeout(LOOK_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
      .onSuccess(this::see)
      .onFailure(e -> {
        known = false;
        log.error("audit not completed age={} cause={}", last.at().map(this::age).orElse(null), e.toString());
      })
      .compose(found -> found.stuck().isEmpty() ? heartbeat.knock() : Future.succeededFuture());
  }

  private Future<Findings> findings(Rules agreed, Instant now) {
    return Future.all(probe.look(agreed, now), sweep.look(agreed, now)).compose(both -> {
      var first = union(both.list());
      return first.isEmpty() || stopped ? Future.succeededFuture(first)
        : vertx.timer(Math.max(1, moment.toMillis()), TimeUnit.MILLISECONDS).compose(t -> again(agreed, first));
    }).compose(found -> probe.late(clock.instant().minus(LATE))
      .map(late -> new Findings(clock.instant(), found, late)));
  }

  /** Those that are still as they were. */
  private Future<List<Stuck>> again(Rules agreed, List<Stuck> first) {
    var now = clock.instant();
    return Future.all(probe.look(agreed, now), sweep.lookAgain(agreed, now)).map(both -> {
      var second = union(both.list());
      return first.stream().filter(second::contains).toList();
    });
  }

  private static List<Stuck> union(List<List<Stuck>> found) {
    return List.copyOf(found.stream().flatMap(List::stream).collect(
      Collectors.toCollection(LinkedHashSet::new)));
  }

  private void see(Findings found) {
    last = found;
    known = true;
    Arrays.stream(Kind.values()).forEach(kind -> {
      var stuck = found.stuck().stream().filter(s -> s.kind() == kind).map(Stuck::named).distinct().toList();
      if (!stuck.isEmpty()) {
        log.error("audit found kind={} count={} such as {}: {}", kind.word(), count(kind),
          stuck.stream().limit(EXAMPLES_LOGGED).toList(), kind.words());
      }
    });
  }
}
