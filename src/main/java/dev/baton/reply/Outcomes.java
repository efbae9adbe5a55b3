package dev.baton.reply;

import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.Move;
import dev.baton.cases.Moved;
import dev.baton.db.Database;
import dev.baton.journal.Doorbell;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what became of a claimed reply, with its case, in one transaction. */
final class Outcomes {

  private static final String NETWORK = "network";

  private final Database database;
  private final CaseDesk desk;
  private final Doorbell doorbell;
  private final InstantSource clock;
  private final Outbox outbox = new Outbox();
  private final OwnWords ownWords = new OwnWords();

  Outcomes(Database database, CaseDesk desk, Doorbell doorbell, InstantSource clock) {
    this.database = database;
    this.desk = desk;
    this.doorbell = doorbell;
    this.clock = clock;
  }

  /** The case first, then the reply: everyone locks in this order. A claim that is no longer ours changes nothing. */
  Future<Void> keep(Outgoing reply, Settled settled) {
    return database.inTransaction(tx -> {
      var now = clock.instant();
      return ownWords.learn(tx, reply.key().brand(), reply.accountId(), settled.externalId())
        .compose(known -> keep(tx, reply, settled.knowing(known), known.echoes(), now))
        .compose(ours -> ours ? Future.<Void>succeededFuture() : Future.failedFuture(new ClaimLost(reply.id())));
    }).onSuccess(v -> doorbell.ring());
  }

  private Future<Boolean> keep(SqlClient tx, Outgoing reply, Settled settled, List<Move> echoes, Instant now) {
    var moves = Stream.concat(Stream.of(Move.Happening.of(reply.key(), event(reply, settled), NETWORK)), echoes.stream());
    return desk.carryOut(tx, moves.toList(), now)
      .compose(moved -> moved.getFirst() instanceof Moved.Broken(var cause) ? Future.failedFuture(cause)
        : outbox.settle(tx, reply, settled, now));
  }

  private static CaseEvent event(Outgoing reply, Settled settled) {
    return switch (settled.state()) {
      case "accepted" -> new CaseEvent.ReplyAccepted(reply.id(), reply.draft().createdAt());
      case "refused" -> new CaseEvent.ReplyRefused(reply.id(), settled.cause());
      default -> new CaseEvent.ReplyUnknown(reply.id(), settled.cause());
    };
  }

  /** Another node dealt with the reply meanwhile. */
  static final class ClaimLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLost(long reply) {
      super("the claim of reply " + reply + " is no longer ours");
    }
  }
}
