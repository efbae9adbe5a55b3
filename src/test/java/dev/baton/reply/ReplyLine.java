package dev.baton.reply;

import dev.baton.Line;
import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Move;
import dev.baton.cases.Says;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;

/** The line with an outbox and a network that is played, since each of its moods must be had at will. */
final class ReplyLine implements AutoCloseable {

  static final String BRAND = "northwind";

  final Line line;
  final PlayedNetwork network = new PlayedNetwork();
  private final Vertx vertx;
  private final Outbox outbox = new Outbox();

  ReplyLine(Vertx vertx) {
    this.vertx = vertx;
    line = new Line(vertx);
  }

  /** A node that sends on the account {@code mastodon}. */
  Sender sender(String node) {
    return new Sender(vertx, line.database, line.desk, () -> Map.of("mastodon", network), line.doorbell, line.clock, node);
  }

  /** Ana answers the case's last mention: "answer" and its number, under "key-" and its number. */
  void write(long caseId, long number) {
    write(caseId, number, Says.WORDS);
  }

  void write(long caseId, long number, Says says) {
    var key = new CaseKey(BRAND, caseId);
    line.database.inTransaction(tx -> line.desk.carryOut(tx,
        List.of(Move.Happening.of(key, new CaseEvent.Replied("ana", false, number, says), "ana")), line.clock.instant())
      .compose(v -> outbox.target(tx, key, 0))
      .compose(target -> outbox.put(tx, key, number, target.orElseThrow(), "ana", "answer " + number, "key-" + number,
        line.clock.instant()))).await();
  }

  String state(long number) {
    return line.rows("select state from reply where id = $1", number).getFirst().getString(0);
  }

  String cause(long number) {
    return line.rows("select cause from reply where id = $1", number).getFirst().getString(0);
  }

  String delivery(long caseId) {
    return line.rows("select delivery from cases where id = $1", caseId).getFirst().getString(0);
  }

  @Override
  public void close() {
    line.close();
  }
}
