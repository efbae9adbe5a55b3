package dev.baton.db;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Numbers of one sequence, had before a transaction begins, so that rows can name each other before they are stored.
 * What a transaction did not need is given back; what a stop leaves over is lost, which costs nothing but the number.
 */
public final class Ids {

  /** Asked for beyond the need, so that few batches ask. */
  private static final int AHEAD = 256;

  private final SqlClient client;
  private final String sequence;
  private final Queue<Long> free = new PriorityQueue<>();

  public Ids(SqlClient client, String sequence) {
    this.client = client;
    this.sequence = sequence;
  }

  private static final String NEXT = """
    select nextval($1::text::regclass) as id from generate_series(1, $2::integer)""";

  /** So many numbers that nobody else has. */
  public Future<List<Long>> take(int count) {
    var taken = takeFree(count);
    if (taken.size() == count) {
      return Future.succeededFuture(taken);
    }
    return client.preparedQuery(NEXT).execute(Tuple.of(sequence, count - taken.size() + AHEAD))
      .map(rows -> {
        var fresh = new ArrayList<Long>();
        rows.forEach(row -> fresh.add(row.getLong("id")));
        taken.addAll(fresh.subList(0, count - taken.size()));
        giveBack(fresh.subList(fresh.size() - AHEAD, fresh.size()));
        return taken;
      });
  }

  public synchronized void giveBack(Collection<Long> unused) {
    free.addAll(unused);
  }

  private synchronized List<Long> takeFree(int count) {
    var taken = new ArrayList<Long>(count);
    while (taken.size() < count && !free.isEmpty()) {
      taken.add(free.poll());
    }
    return taken;
  }
}
