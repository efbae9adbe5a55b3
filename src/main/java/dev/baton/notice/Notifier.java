package dev.baton.notice;

import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.db.Turns;
import dev.baton.mention.Text;
import dev.baton.people.People;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what they have to know, a message at a time: the first at once, and what comes soon after it together.
 * A claim is committed before the first byte leaves; if its node dies, another sends the same message again, by the
 * same id. A message that nobody takes is handed on as an unreachable level.
 */
public final class Notifier {

  private static final Logger log = LoggerFactory.getLogger(Notifier.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  /** People being told from this node at once. */
  static final int AT_ONCE = 8;
  /** Longer than all ways together may take to answer. */
  static final Duration LEASE = Duration.ofMinutes(2);
  /** After the first try of a way; longer after each one more. */
  static final Duration FIRST_RETRY = Duration.ofSeconds(15);
  private static final Duration KEEP_AGAIN = Duration.ofSeconds(1);
  /** Well within the lease. */
  private static final int MOST_KEEPS = 45;
  /** Nodes that die over the same message, or fail to write it; that many are no accident. */
  static final int MOST_CLAIMS = 10;
  private static final int LONGEST_CAUSE = 500;

  private final Vertx vertx;
  private final Database database;
  private final People people;
  private final Letters letters;
  private final Ways ways;
  private final Unreachable unreachable;
  private final Runnable afterCommit;
  private final Duration bundle;
  private final InstantSource clock;
  private final String node;
  private final Rounds rounds;
  private final NoticeStore store = new NoticeStore();
  private final Map<String, Future<Void>> underWay = new ConcurrentHashMap<>();
  private final Counter told;
  private final Counter failed;
  private volatile boolean stopped;

  /**
   * @param bundle      between two messages to one person
   * @param afterCommit called when a case changed because somebody could not be reached
   */
  public Notifier(Vertx vertx, Database database, People people, Letters letters, Ways ways, Duration bundle,
           Unreachable unreachable, Runnable afterCommit, InstantSource clock, String node, MeterRegistry meters) {
    this.vertx = vertx;
    this.database = database;
    this.people = people;
    this.letters = letters;
    this.ways = ways;
    this.bundle = bundle;
    this.unreachable = unreachable;
    this.afterCommit = afterCommit;
    this.clock = clock;
    this.node = node;
    this.rounds = new Rounds(vertx, "notices could not be looked at", Rounds.WITHIN, AFTER_FAILURE,
      () -> begin().map(LOOK_EVERY));
    told = Counter.builder("baton.notice.told").description("Messages that a server accepted").register(meters);
    failed = Counter.builder("baton.notice.failed").description("Messages that nobody took").register(meters);
  }

  /** For a node that is alone on its database: whoever was sending is gone, so nobody need wait for their leases. */
  public Future<Void> forgetNodes() {
    return store.forgetNodes(database.reader(), clock.instant());
  }

  public void start() {
    rounds.start(LOOK_EVERY);
  }

  /** Claims nothing more; what is under way is waited for. */
  public Future<Void> stop() {
    stopped = true;
    return rounds.stop().compose(v -> Future.join(List.copyOf(underWay.values()))).otherwiseEmpty()
      .compose(v -> ways.close());
  }

  /** One round, ending when every message of it has a fate. */
  public Future<Void> tellDue() {
    return begin().compose(Future::join).mapEmpty();
  }

  /** A server that is slow to answer does not hold up the next round. */
  private Future<List<Future<Void>>> begin() {
    var now = clock.instant();
    var free = AT_ONCE - underWay.size();
    return free <= 0 ? Future.succeededFuture(List.of())
      : store.due(database.reader(), underWay.keySet(), now, now.minus(bundle), free)
        .compose(due -> due.isEmpty() ? Future.succeededFuture(List.<Message>of())
          : store.claim(database, due, node, now, now.minus(bundle), LEASE))
        .map(messages -> messages.stream().map(this::send).toList());
  }

  private Future<Void> send(Message message) {
    var sent = Future.succeededFuture()
      .compose(v -> fate(message))
      .compose(fate -> kept(message, fate, 1))
      .recover(e -> {
        log.warn("message left to its lease message={} cause={}", message.id(), e.getMessage());
        return Future.succeededFuture();
      });
    underWay.put(message.person(), sent);
    return sent.onComplete(done -> underWay.remove(message.person(), sent));
  }

  private Future<Fate> fate(Message message) {
    if (message.tries() > MOST_CLAIMS) {
      return Future.succeededFuture(new Fate.Failed("Baton could not send it"));
    }
    var person = people.of(message.person());
    if (person.isEmpty()) {
      return Future.succeededFuture(letters.mayCome(message.person())
        ? new Fate.Again(Way.EMAIL, message.tries(), "this node does not know them yet")
        : new Fate.Failed("they do not work here any more"));
    }
    if (ways.of(person.get()).isEmpty()) {
      return Future.succeededFuture(person.get().account() ? new Fate.Unneeded()
        : new Fate.Failed("they have neither e-mail nor webhook nor account"));
    }
    return letters.write(message, person.get()).compose(letter -> ways.tell(letter, message));
  }

  /** What became of it is known, so it is worth some tries to keep it, as when the database is away for a moment. */
  private Future<Void> kept(Message message, Fate fate, int tries) {
    return settle(message, fate).recover(e -> tries >= MOST_KEEPS || stopped ? Future.failedFuture(e)
      : vertx.timer(KEEP_AGAIN.toMillis()).compose(v -> kept(message, fate, tries + 1)));
  }

  private Future<Void> settle(Message message, Fate fate) {
    return switch (fate) {
      case Fate.Told way -> keep(message, way).onSuccess(v -> told.increment());
      case Fate.Again(var way, var tries, var cause) ->
        keep(message, new Fate.Again(way, tries, Text.line(cause, LONGEST_CAUSE)));
      case Fate.Unneeded unneeded -> keep(message, unneeded);
      case Fate.Failed(var cause) -> giveUp(message, Text.line(cause, LONGEST_CAUSE));
    };
  }

  private Future<Void> keep(Message message, Fate fate) {
    var now = clock.instant();
    return store.settle(database.reader(), message, node, fate, now, next(fate, now)).mapEmpty();
  }

  private static Instant next(Fate fate, Instant now) {
    return fate instanceof Fate.Again(var way, var tries, var cause) ? now.plus(FIRST_RETRY.multipliedBy(tries)) : now;
  }

  /** With what follows from it, a part in each transaction, so that none is long. */
  private Future<Void> giveUp(Message message, String cause) {
    log.warn("nobody took a message person={} cases={} cause={}", message.person(), message.cases(), cause);
    return Turns.whileMore(() -> store.unsettled(database.reader(), message, node)
        .compose(part -> part.ids().isEmpty() ? Future.succeededFuture(false)
          : giveUp(message, part, cause).map(part.ids().size() == NoticeStore.MOST_CLIMBING)))
      .onSuccess(v -> failed.increment())
      .recover(e -> e instanceof ClaimLost ? Future.succeededFuture() : Future.failedFuture(e));
  }

  /** All or nothing; where a case will not have that, each by itself. */
  private Future<Void> giveUp(Message message, NoticeStore.Part part, String cause) {
    var climbing = part.notices().stream().filter(n -> n.number() > 0).toList();
    return climb(message, part, climbing, cause)
      .recover(e -> e instanceof ClaimLost ? Future.failedFuture(e)
        : database.ping().compose(v -> climbSingly(message, part, climbing, cause)))
      .onSuccess(v -> afterCommit.run());
  }

  /** The cases first, then the notices: everyone locks in this order. */
  private Future<Void> climb(Message message, NoticeStore.Part part, List<Notice> climbing, String cause) {
    var now = clock.instant();
    return database.inTransaction(tx -> unreached(tx, climbing, cause, now)
      .compose(v -> store.fail(tx, message, part, node, cause, now))
      .compose(ours -> ours ? Future.succeededFuture() : Future.failedFuture(new ClaimLost(message.id()))));
  }

  private Future<Void> unreached(SqlClient tx, List<Notice> climbing, String cause, Instant now) {
    return climbing.isEmpty() ? Future.succeededFuture() : unreachable.unreached(tx, climbing, cause, now);
  }

  /** A case that cannot climb now does so when its own alarm comes; it holds up no other. */
  private Future<Void> climbSingly(Message message, NoticeStore.Part part, List<Notice> climbing, String cause) {
    var now = clock.instant();
    return Future.join(climbing.stream().map(notice ->
        database.inTransaction(tx -> unreached(tx, List.of(notice), cause, now))
          .onFailure(e -> log.error("an unreachable level could not be passed case={}", notice.caseId(), e))).toList())
      .otherwiseEmpty()
      .compose(v -> climb(message, part, List.of(), cause));
  }

  /** Another node dealt with the message meanwhile. */
  private static final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLost(String message) {
      super("the claim of message " + message + " is no longer ours");
    }
  }
}
