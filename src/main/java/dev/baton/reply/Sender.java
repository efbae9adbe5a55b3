package dev.baton.reply;

import dev.baton.cases.CaseDesk;
import dev.baton.connector.Connector;
import dev.baton.connector.ReplyOutcome;
import dev.baton.db.Database;
import dev.baton.db.Rounds;
import dev.baton.journal.Doorbell;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is in the outbox. A claim is committed before the first byte leaves and its outcome after the answer came.
 * Where nobody knows whether a reply was said, it is given to the network again where that recognises it; else the network
 * is asked; and where it cannot say either, a person is. That it is not there counts only after a while, since networks
 * show late what they have.
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
  /** By then a network shows what it took, and whoever still had a connection to it has given up. */
  static final Duration SETTLING = Duration.ofSeconds(60);
  /** A network that cannot be asked for so long, or so often, will not tell: a person has to look. */
  static final Duration LONGEST_DOUBT = Duration.ofMinutes(30);
  private static final int MOST_ASKS = 20;
  /** A node that froze between claim and sending would send what others may have asked about meanwhile. */
  private static final Duration FRESH = LEASE.dividedBy(3);
  private static final Duration KEEP_AGAIN = Duration.ofSeconds(1);
  /** Well within the lease of the claim. */
  private static final int MOST_KEEPS = 45;
  private static final int MAX_WHY = 500;
  private static final String ANOTHERS = "what the network shows with these words is another reply";

  private final Vertx vertx;
  private final Database database;
  private final Supplier<Map<String, Connector>> connectors;
  private final InstantSource clock;
  private final String node;
  private final Outbox outbox = new Outbox();
  private final Doubts doubts = new Doubts();
  private final Outcomes outcomes;
  private final Set<Future<Void>> underWay = ConcurrentHashMap.newKeySet();
  private final Rounds rounds;
  private volatile boolean stopped;

  /** @param connectors by the names of their accounts, as they are at the moment */
  public Sender(Vertx vertx, Database database, CaseDesk desk, Supplier<Map<String, Connector>> connectors,
                Doorbell doorbell, InstantSource clock, String node) {
    this.vertx = vertx;
    this.database = database;
    this.connectors = connectors;
    this.clock = clock;
    this.node = node;
    this.outcomes = new Outcomes(database, desk, doorbell, clock);
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

  /** What is in doubt, then what is due. A network that is slow to answer does not hold up the next round. */
  private Future<List<Future<Void>>> begin() {
    var now = clock.instant();
    var began = System.nanoTime();
    var served = connectors.get().keySet();
    return doubts.take(database.reader(), served, node, now.minus(GONE), now, LEASE, room())
      .map(doubtful -> doubtful.stream().map(reply -> goes(ask(reply))).toList())
      .compose(asked -> outbox.claimOrphans(database.reader(), served, node, now.minus(GONE), now, LEASE,
          AT_ONCE)
        .compose(orphans -> all(orphans, this::orphaned))
        .compose(v -> outbox.claim(database.reader(), served, node, now, LEASE, room()))
        .map(claimed -> Stream.concat(asked.stream(), claimed.stream().map(reply -> goes(send(reply, began))))
          .toList()));
  }

  private int room() {
    return Math.max(0, AT_ONCE - underWay.size());
  }

  private static Future<Void> all(List<Outgoing> replies, Function<Outgoing, Future<Void>> each) {
    return Future.join(replies.stream().map(each).toList()).mapEmpty();
  }

  /** Replies this node is sending at this moment. */
  public int underWay() {
    return underWay.size();
  }

  private Future<Void> goes(Future<Void> one) {
    underWay.add(one);
    return one.onComplete(done -> underWay.remove(one));
  }

  /** @param began when the look began that claimed it, by this process's own clock */
  private Future<Void> send(Outgoing reply, long began) {
    var connector = connectors.get().get(reply.account());
    if (connector == null) {
      return kept(reply, () -> notSent(reply, new IllegalStateException(notConnected(reply))), 1);
    }
    if (System.nanoTime() - began > FRESH.toNanos()) {
      log.warn("claim is too old to send reply={}", reply.id());
      return Future.succeededFuture();
    }
    if (reply.doubt().isThere() && !connector.repeatable(reply.draft(), clock.instant())) {
      return ask(reply);
    }
    return Future.succeededFuture()
      .compose(v -> connector.reply(reply.draft()))
      .compose(outcome -> kept(reply, () -> became(reply, outcome), 1),
        e -> kept(reply, () -> notSent(reply, e), 1));
  }

  /** What became of it is known, so it is worth some tries to keep it, as when the database is away for a moment. */
  private Future<Void> kept(Outgoing reply, Supplier<Future<Void>> keep, int tries) {
    return keep.get().recover(e -> {
      if (e instanceof Outcomes.ClaimLost || tries >= MOST_KEEPS || stopped) {
        log.warn("outcome not kept reply={} cause={}", reply.id(), e.getMessage());
        return Future.succeededFuture();
      }
      return vertx.timer(KEEP_AGAIN.toMillis()).compose(v -> kept(reply, keep, tries + 1));
    });
  }

  private Future<Void> became(Outgoing reply, ReplyOutcome outcome) {
    return switch (outcome) {
      case ReplyOutcome.Sent(var id, var url) -> settle(reply, Settled.accepted(id, url));
      case ReplyOutcome.Refused(var reason) -> settle(reply, notTaken(reply, reason));
      case ReplyOutcome.TryLater(var pause, var why) -> again(reply, pause, why, reply.doubt());
      case ReplyOutcome.Unknown(var why) -> doubtful(reply, why);
    };
  }

  /** A failed future means that not a byte left. */
  private Future<Void> notSent(Outgoing reply, Throwable cause) {
    return reply.attempt() >= MOST_TRIES
      ? settle(reply, notTaken(reply, "The network could not be reached: " + cause.getMessage()))
      : again(reply, backoff(reply.attempt()), "The network cannot be reached: " + cause.getMessage(), reply.doubt());
  }

  /** Not a byte left, and none ever will. */
  private Future<Void> orphaned(Outgoing reply) {
    return settle(reply, notTaken(reply, notConnected(reply))).otherwiseEmpty();
  }

  private static String notConnected(Outgoing reply) {
    return "The account " + reply.account() + " is not connected any more";
  }

  /** What is said of the last try is not said of those before. */
  private static Settled notTaken(Outgoing reply, String why) {
    return reply.doubt().isThere() ? Settled.unknown("An earlier try may have been said; then: " + why)
      : Settled.refused(why);
  }

  /** Given again where the network recognises it, else the network is asked. Never blindly. */
  private Future<Void> doubtful(Outgoing reply, String why) {
    var now = clock.instant();
    var connector = connectors.get().get(reply.account());
    if (connector != null && connector.repeatable(reply.draft(), now)) {
      return again(reply, backoff(reply.attempt()), why, new Outgoing.Doubt(now, 0, why));
    }
    return doubts.begin(database.reader(), reply, Text.line(why, MAX_WHY), now);
  }

  /** It is claimed until an answer can be had; whatever fails here is tried again when that time is over. */
  private Future<Void> ask(Outgoing reply) {
    var connector = connectors.get().get(reply.account());
    var now = clock.instant();
    if (connector == null) {
      return left(reply, settle(reply, Settled.unknown(notConnected(reply))));
    }
    if (connector.repeatable(reply.draft(), now)) {
      return left(reply, again(reply, backoff(reply.attempt()), reply.doubt().why(), reply.doubt()));
    }
    return left(reply, Future.succeededFuture()
      .compose(v -> connector.lookUp(reply.draft()))
      .compose(found -> found(reply, found, now), e -> notAsked(reply, e)));
  }

  private static Future<Void> left(Outgoing reply, Future<Void> asked) {
    return asked.otherwise(e -> {
      log.warn("outcome not kept reply={} retry={} cause={}", reply.id(), LEASE, e.getMessage());
      return null;
    });
  }

  /** @param asked when the question was begun: what the network had then */
  private Future<Void> found(Outgoing reply, ReplyOutcome found, Instant asked) {
    var settled = reply.doubt().since().plus(SETTLING);
    return switch (found) {
      case ReplyOutcome.Sent(var id, var url) -> doubts.isAnothers(database.reader(), reply, id)
        .compose(another -> settle(reply, another ? Settled.unknown(reply.doubt().why() + "; " + ANOTHERS)
          : Settled.accepted(id, url)));
      case ReplyOutcome.TryLater(var pause, var why) when asked.isBefore(settled) ->
        doubts.later(database.reader(), reply, settled);
      case ReplyOutcome.TryLater(var pause, var why) -> again(reply, pause, why, Outgoing.Doubt.NONE);
      case ReplyOutcome.Refused(var reason) -> settle(reply, Settled.unknown(reply.doubt().why() + "; " + reason));
      case ReplyOutcome.Unknown(var why) -> settle(reply, Settled.unknown(reply.doubt().why() + "; " + why));
    };
  }

  private Future<Void> notAsked(Outgoing reply, Throwable cause) {
    var now = clock.instant();
    var doubt = reply.doubt();
    return doubt.asked() >= MOST_ASKS || !now.isBefore(doubt.since().plus(LONGEST_DOUBT))
      ? settle(reply, Settled.unknown(doubt.why() + "; the network cannot be asked about it: " + cause.getMessage()))
      : doubts.later(database.reader(), reply, now.plus(backoff(Math.max(1, doubt.asked()))));
  }

  private static Duration backoff(int attempt) {
    var doubled = FIRST_RETRY.multipliedBy(1L << Math.min(attempt - 1, 10));
    return doubled.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : doubled;
  }

  private Future<Void> again(Outgoing reply, Duration pause, String why, Outgoing.Doubt doubt) {
    return outbox.again(database.reader(), reply, clock.instant().plus(pause), Text.line(why, MAX_WHY), doubt).mapEmpty();
  }

  private Future<Void> settle(Outgoing reply, Settled settled) {
    return outcomes.keep(reply, settled);
  }
}
