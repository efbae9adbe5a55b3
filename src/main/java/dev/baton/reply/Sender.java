package dev.baton.reply;

import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.Move;
import dev.baton.cases.Moved;
import dev.baton.connector.Connector;
import dev.baton.connector.ReplyOutcome;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.journal.Doorbell;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox. A claim is committed before the first byte leaves and its outcome after the answer came;
 * a claim that was left behind is given to the network again where that cannot say it twice, and to a person where it
 * can.
 */
public final class Sender {

  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  /** Longer than any network may take to answer. */
  static final Duration LEASE = Duration.ofSeconds(90);
  /** An account unserved for so long is gone; sooner, a node with a newer configuration may be about to start. */
  static final Duration GONE = Duration.ofMinutes(10);
  /** Retries come due, and other nodes hand in, without a word. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
  /** Replies under way from this node at once. */
  private static final int AT_ONCE = 16;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  /** Tries before a network is given up; with the longest retry that is about half a day. */
  private static final int MOST_TRIES = 150;
  private static final Duration KEEP_AGAIN = Duration.ofSeconds(1);
  /** Well within the lease of the claim. */
  private static final int MOST_KEEPS = 45;
  private static final String NETWORK = "network";

  private final Vertx vertx;
  private final Database database;
  private final CaseDesk desk;
  private final Map<String, Connector> connectors;
  private final Doorbell doorbell;
  private final InstantSource clock;
  private final String node;
  private final Outbox outbox = new Outbox();
  private final Set<Future<Void>> underWay = ConcurrentHashMap.newKeySet();
  private final Rounds rounds;
  private volatile boolean stopped;

  /** @param connectors by the names of their accounts */
  public Sender(Vertx vertx, Database database, CaseDesk desk, Map<String, Connector> connectors, Doorbell doorbell,
                InstantSource clock, String node) {
    this.vertx = vertx;
    this.database = database;
    this.desk = desk;
    this.connectors = Map.copyOf(connectors);
    this.doorbell = doorbell;
    this.clock = clock;
    this.node = node;
    this.rounds = new Rounds(vertx, "outbox could not be looked at", Rounds.WITHIN, AFTER_FAILURE,
      () -> begin().map(LOOK_EVERY));
  }

  /** For a node that is alone on its database: whoever was sending is gone, so nobody need wait for their leases. */
  public Future<Void> forgetNodes() {
    return outbox.forgetNodes(database.reader(), clock.instant());
  }

  public void start() {
    rounds.start(LOOK_EVERY);
  }

  /** Claims nothing more; what is under way is waited for. */
  public Future<Void> stop() {
    stopped = true;
    return rounds.stop().compose(v -> Future.join(List.copyOf(underWay))).mapEmpty();
  }

  /** There is something to send: look now instead of soon. During a round it is left to the next. */
  public void wake() {
    rounds.wake();
  }

  /** One round, ending when every reply of it has an outcome. */
  public Future<Void> sendDue() {
    return begin().compose(Future::join).mapEmpty();
  }

  /** What was left behind, then what is due. A network that is slow to answer does not hold up the next round. */
  private Future<List<Future<Void>>> begin() {
    var now = clock.instant();
    return outbox.abandoned(database.reader(), connectors.keySet(), now.minus(GONE), now, AT_ONCE)
      .compose(left -> all(left, this::leftBehind))
      .compose(v -> outbox.claimOrphans(database.reader(), connectors.keySet(), node, now.minus(GONE), now, LEASE,
        AT_ONCE))
      .compose(orphans -> all(orphans, this::orphaned))
      .compose(v -> outbox.claim(database.reader(), connectors.keySet(), node, now, LEASE,
        Math.max(0, AT_ONCE - underWay.size())))
      .map(claimed -> claimed.stream().map(this::send).toList());
  }

  private static Future<Void> all(List<Outgoing> replies, Function<Outgoing, Future<Void>> each) {
    return Future.join(replies.stream().map(each).toList()).mapEmpty();
  }

  /** Replies this node is sending at this moment. */
  public int underWay() {
    return underWay.size();
  }

  private Future<Void> send(Outgoing reply) {
    var sent = Future.succeededFuture()
      .compose(v -> connectors.get(reply.account()).reply(reply.draft()))
      .compose(outcome -> kept(reply, () -> became(reply, outcome), 1),
        e -> kept(reply, () -> notSent(reply, e), 1));
    underWay.add(sent);
    return sent.onComplete(done -> underWay.remove(sent));
  }

  /** What became of it is known, so it is worth some tries to keep it, as when the database is away for a moment. */
  private Future<Void> kept(Outgoing reply, Supplier<Future<Void>> keep, int tries) {
    return keep.get().recover(e -> {
      if (e instanceof ClaimLost || tries >= MOST_KEEPS || stopped) {
        log.warn("outcome not kept reply={} cause={}", reply.id(), e.getMessage());
        return Future.succeededFuture();
      }
      return vertx.timer(KEEP_AGAIN.toMillis()).compose(v -> kept(reply, keep, tries + 1));
    });
  }

  private Future<Void> became(Outgoing reply, ReplyOutcome outcome) {
    return switch (outcome) {
      case ReplyOutcome.Sent(var id, var url) -> settle(reply, Settled.accepted(id, url));
      case ReplyOutcome.Refused(var reason) -> settle(reply, Settled.refused(reason));
      case ReplyOutcome.TryLater(var pause, var why) -> again(reply, pause, why);
      case ReplyOutcome.Unknown(var why) -> doubtful(reply, why);
    };
  }

  /** A failed future means that not a byte left. */
  private Future<Void> notSent(Outgoing reply, Throwable cause) {
    return reply.attempt() >= MOST_TRIES
      ? settle(reply, Settled.refused("The network could not be reached: " + cause.getMessage()))
      : again(reply, backoff(reply.attempt()), "The network cannot be reached: " + cause.getMessage());
  }

  private Future<Void> leftBehind(Outgoing reply) {
    return doubtful(reply, "Baton stopped while the network was taking it").recover(e -> {
      log.warn("outcome not kept reply={} retry={} cause={}", reply.id(), LEASE, e.getMessage());
      return outbox.leave(database.reader(), reply, clock.instant().plus(LEASE));
    });
  }

  /** Not a byte left, and none ever will. */
  private Future<Void> orphaned(Outgoing reply) {
    return settle(reply, Settled.refused("The account " + reply.account() + " is not connected any more"))
      .otherwiseEmpty();
  }

  /** Given again where the network recognises it, else to a person. Never blindly. */
  private Future<Void> doubtful(Outgoing reply, String why) {
    var connector = connectors.get(reply.account());
    return connector != null && connector.repeatable(reply.draft(), clock.instant())
      ? again(reply, backoff(reply.attempt()), why) : settle(reply, Settled.unknown(why));
  }

  private static Duration backoff(int attempt) {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempt - 1, 10));
    return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
  }

  private Future<Void> again(Outgoing reply, Duration pause, String why) {
    return outbox.again(database.reader(), reply, clock.instant().plus(pause), Text.line(why, 500)).mapEmpty();
  }

  /** The case first, then the reply: everyone locks in this order. A claim that is no longer ours changes nothing. */
  private Future<Void> settle(Outgoing reply, Settled settled) {
    return database.inTransaction(tx -> {
      var now = clock.instant();
      var move = Move.Happening.of(reply.key(), event(reply, settled), NETWORK);
      return desk.carryOut(tx, List.of(move), now)
        .compose(moved -> moved.getFirst() instanceof Moved.Broken(var cause) ? Future.failedFuture(cause)
          : outbox.settle(tx, reply, settled, now))
        .compose(ours -> ours ? Future.<Void>succeededFuture() : Future.failedFuture(new ClaimLost(reply.id())));
    }).onSuccess(v -> doorbell.ring());
  }

  private static CaseEvent event(Outgoing reply, Settled settled) {
    return switch (settled.state()) {
      case "accepted" -> new CaseEvent.ReplyAccepted(reply.id(), reply.draft().createdAt());
      case "refused" -> new CaseEvent.ReplyRefused(reply.id(), settled.cause());
      default -> new CaseEvent.ReplyUnknown(reply.id(), settled.cause());
    };
  }

  /** Another node dealt with the reply meanwhile. */
  private static final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLost(long reply) {
      super("the claim of reply " + reply + " is no longer ours");
    }
  }
}
