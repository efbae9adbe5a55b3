package dev.baton.ingest;

import dev.baton.cases.CaseDesk;
import dev.baton.connector.Brought;
import dev.baton.connector.Receipt;
import dev.baton.db.Database;
import dev.baton.journal.Doorbell;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps all that a network told us, polled or sent: changes and receipts first, then what was said, and with the last of it
 * whatever marks it as read. Each part can be repeated, so that a crash between two of them costs a repetition. Of an account
 * that was stopped meanwhile nothing is kept, but what became of our own replies.
 */
public final class Intake {

  /** Takes in what became of our replies. */
  @FunctionalInterface
  public interface Receipts {
    Future<Void> take(Account account, List<Receipt> receipts);
  }

  private final Database database;
  private final InstantSource clock;
  private final Ingest ingest;
  private final AccountStore accounts;
  private final Changes changes;
  private final Receipts receipts;

  public Intake(Database database, CaseDesk desk, Ingest ingest, AccountStore accounts, Receipts receipts,
                Doorbell doorbell, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.ingest = ingest;
    this.accounts = accounts;
    this.receipts = receipts;
    this.changes = new Changes(database, desk, doorbell, clock);
  }

  /**
   * @param ours in each transaction, and before each step: fails where it is no longer ours to keep anything
   * @param read in the transaction that keeps the last of it
   */
  Future<Void> take(Account account, Brought brought, Ingest.Also ours, Ingest.Also read) {
    var mentions = brought.mentions();
    var last = Math.max(0, (mentions.size() - 1) / Ingest.MAX_BATCH * Ingest.MAX_BATCH);
    Ingest.Also still = (tx, now) -> accounts.held(tx, account).compose(v -> ours.carryOut(tx, now));
    return inParts(brought.changes(), part -> changes.keep(account, part, still))
      .compose(v -> brought.receipts().isEmpty() ? Future.succeededFuture()
        : database.inTransaction(tx -> ours.carryOut(tx, clock.instant()))
          .compose(known -> receipts.take(account, brought.receipts())))
      .compose(v -> inParts(mentions.subList(0, last), part -> ingest.accept(account, part, still).mapEmpty()))
      .compose(v -> ingest.accept(account, mentions.subList(last, mentions.size()), (tx, now) -> still.carryOut(tx, now)
        .compose(known -> accounts.quarantine(tx, account, brought.unreadable(), now))
        .compose(kept -> read.carryOut(tx, now))))
      .mapEmpty();
  }

  private static <T> Future<Void> inParts(List<T> all, Function<List<T>, Future<Void>> keep) {
    var kept = Future.<Void>succeededFuture();
    for (var from = 0; from < all.size(); from += Ingest.MAX_BATCH) {
      var part = all.subList(from, Math.min(from + Ingest.MAX_BATCH, all.size()));
      kept = kept.compose(v -> keep.apply(part));
    }
    return kept;
  }
}
