package dev.baton.review;

import static dev.baton.db.Rows.instant;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** When the cases of the past opened, by the queue they are in. */
public final class History {

  /** Of each brand, the newest; so that a look takes a moment however long Baton has run. */
  private static final int MOST = 5_000;

  private History() {}

  private static final String OPENED = """
    select queue, opened_at from cases where brand = $1 and merged_into = 0 order by id desc limit $2""";

  private record Opened(String queue, Instant at) {}

  /** Of the cases of these brands. */
  public static Future<Map<String, List<Instant>>> read(SqlClient client, Collection<String> brands) {
    return Future.all(new TreeSet<>(brands).stream().map(brand -> opened(client, brand)).toList())
      .map(all -> all.<List<Opened>>list().stream().flatMap(List::stream)
        .collect(Collectors.groupingBy(Opened::queue, Collectors.mapping(Opened::at, Collectors.toList()))));
  }

  private static Future<List<Opened>> opened(SqlClient client, String brand) {
    return client.preparedQuery(OPENED).execute(Tuple.of(brand, MOST)).map(rows -> {
      var opened = new ArrayList<Opened>();
      rows.forEach(row -> opened.add(new Opened(row.getString("queue"), instant(row, "opened_at"))));
      return opened;
    });
  }
}
