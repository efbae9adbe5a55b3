package dev.baton.reply;

import static dev.baton.db.Rows.instant;

import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.cases.Moved;
import dev.baton.cases.Returns;
import dev.baton.connector.Receipt;
import dev.baton.db.Database;
import dev.baton.db.EchoGate;
import dev.baton.db.Rows;
import dev.baton.db.Turns;
import dev.baton.journal.Doorbell;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what networks say by themselves about replies of ours: that one arrived, which ends a doubt; or that one could
 * not be delivered, which takes an acceptance back. Whatever is said again changes nothing.
 *
 * <p>Word of a case that is broken is left: its replies are listed with it, for the person who is told of it.
 */
public final class Arrivals {

  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private static final String NETWORK = "network";
  private static final String NO_WORDS = "the network does not say why";
  private static final int MAX_WORDS = 500;

  private final Database database;
  private final CaseDesk desk;
  private final Doorbell doorbell;
  private final InstantSource clock;
  private final OwnWords ownWords = new OwnWords();
  private final Returns returns = new Returns();

  public Arrivals(Database database, CaseDesk desk, Doorbell doorbell, InstantSource clock) {
    this.database = database;
    this.desk = desk;
    this.doorbell = doorbell;
    this.clock = clock;
  }

  /** One after the other, since several may be about the same. */
  public Future<Void> take(String brand, int account, List<Receipt> receipts) {
    var left = receipts.iterator();
    return Turns.whileMore(() -> left.hasNext() ? take(brand, account, stored(left.next())).map(v -> true)
      : Future.succeededFuture(false));
  }

  /** Only what a database can keep. */
  private static Receipt stored(Receipt said) {
    var words = Text.line(said.words(), MAX_WORDS);
    return new Receipt(ExternalId.orNone(said.attemptKey()), ExternalId.orNone(said.externalId()), said.arrived(),
      words.isEmpty() ? NO_WORDS : words, said.at());
  }

  /** Most say that something arrived of which we know that; they lock nothing. */
  private Future<Void> take(String brand, int account, Receipt receipt) {
    return find(database.reader(), brand, account, receipt).compose(found -> {
      if (found.isEmpty() ? receipt.arrived() || receipt.externalId().isEmpty() : !found.get().changesWith(receipt)) {
        return Future.succeededFuture();
      }
      return database.inTransaction(tx -> EchoGate.learn(tx, account)
          .compose(v -> find(tx, brand, account, receipt))
          .compose(reply -> reply.isEmpty() ? unmatched(tx, brand, account, receipt)
            : locked(tx, account, receipt, reply.get())))
        .onSuccess(v -> doorbell.ring());
    });
  }

  private record Said(CaseKey key, long id, String state, String externalId, Instant writtenAt) {

    boolean changesWith(Receipt receipt) {
      return switch (state) {
        case "queued", "sending", "unknown" -> true;
        case "accepted" -> !receipt.arrived() || externalId.isEmpty() && !receipt.externalId().isEmpty();
        default -> false;
      };
    }
  }

  private static final String FIND = """
    select r.brand, r.case_id, r.id, r.state, r.external_id, r.created_at from (
      select *, 1 as place from reply where brand = $1 and account_id = $2 and attempt_key = $3 and $3 <> ''
      union all select *, 2 as place from reply where brand = $1 and account_id = $2 and external_id = $4 and external_id <> '') r
    order by r.place limit 1""";

  private static Future<Optional<Said>> find(SqlClient client, String brand, int account, Receipt receipt) {
    return client.preparedQuery(FIND).execute(Tuple.of(brand, account, receipt.attemptKey(), receipt.externalId()))
      .map(rows -> {
        if (rows.size() == 0) {
          return Optional.empty();
        }
        var row = rows.iterator().next();
        return Optional.of(new Said(new CaseKey(row.getString("brand"), row.getLong("case_id")), row.getLong("id"),
          row.getString("state"), row.getString("external_id"), instant(row, "created_at")));
      });
  }

  /** The sender may not have its answer yet; that something arrived of which nobody knows is somebody else's. */
  private Future<Void> unmatched(SqlClient tx, String brand, int account, Receipt receipt) {
    return receipt.arrived() || receipt.externalId().isEmpty() ? Future.succeededFuture()
      : ownWords.undeliverable(tx, brand, account, receipt.externalId(), receipt.words(), clock.instant());
  }

  /** Under its case's lock nothing becomes of it but this; it may have gone to another case until then. */
  private Future<Void> locked(SqlClient tx, int account, Receipt receipt, Said before) {
    return returns.lock(tx, before.key())
      .compose(v -> find(tx, before.key().brand(), account, receipt))
      .compose(found -> {
        var reply = found.orElse(before);
        if (!reply.key().equals(before.key())) {
          return locked(tx, account, receipt, reply);
        }
        if (!reply.changesWith(receipt)) {
          return Future.succeededFuture();
        }
        return receipt.arrived() ? arrived(tx, account, receipt, reply) : cameBack(tx, receipt, reply);
      });
  }

  private static final String ARRIVED = """
    update reply r set state = 'accepted', cause = '', settled_at = coalesce(settled_at, $4), node = '', lease_until = null,
      doubtful_since = null, external_id = case when $3 = '' or exists (select from reply o where o.brand = $1
        and o.account_id = r.account_id and o.external_id = $3 and o.id <> $2) then external_id else $3 end
    where brand = $1 and id = $2""";

  private Future<Void> arrived(SqlClient tx, int account, Receipt receipt, Said reply) {
    return ownWords.learn(tx, reply.key().brand(), account, receipt.externalId()).compose(known -> {
      var moves = Stream.concat(
        Stream.of(happening(reply, new CaseEvent.ReplyAccepted(reply.id(), reply.writtenAt()))), known.echoes().stream());
      return carryOut(tx, moves.toList(), () -> tx.preparedQuery(ARRIVED).execute(Tuple.of(reply.key().brand(),
        reply.id(), receipt.externalId(), Rows.utc(clock.instant()))).mapEmpty());
    });
  }

  private static final String CAME_BACK = """
    update reply set state = 'refused', cause = $3, settled_at = $4, node = '', lease_until = null, doubtful_since = null
    where brand = $1 and id = $2""";

  private Future<Void> cameBack(SqlClient tx, Receipt receipt, Said reply) {
    var event = reply.state().equals("accepted")
      ? returns.event(tx, reply.key(), reply.id(), reply.writtenAt(), receipt.words(), OwnWords.BATON)
      : Future.<CaseEvent>succeededFuture(new CaseEvent.ReplyRefused(reply.id(), receipt.words()));
    return event.compose(happened -> carryOut(tx, List.of(happening(reply, happened)),
      () -> tx.preparedQuery(CAME_BACK).execute(Tuple.of(reply.key().brand(), reply.id(), receipt.words(),
        Rows.utc(clock.instant()))).mapEmpty()));
  }

  private static Move happening(Said reply, CaseEvent event) {
    return Move.Happening.of(reply.key(), event, NETWORK);
  }

  /** @param then keeps it with the reply, unless the case cannot take it in */
  private Future<Void> carryOut(SqlClient tx, List<Move> moves, Supplier<Future<Void>> then) {
    return desk.carryOut(tx, moves, clock.instant()).compose(moved -> {
      if (moved.getFirst() instanceof Moved.Broken(var cause)) {
        log.error("word of a network is left, the case is broken case={}", moves.getFirst().key().id(), cause);
        return Future.succeededFuture();
      }
      return then.get();
    });
  }
}
