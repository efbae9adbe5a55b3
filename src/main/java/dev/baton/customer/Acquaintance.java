package dev.baton.customer;

import static dev.baton.db.Rows.instant;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Who is behind a case, for people to read: the customer's profiles with what links them, and who else they could be. */
public final class Acquaintance {

  /** More are not looked through by anybody. */
  private static final int MOST_SUGGESTIONS = 5;

  private final UnaryOperator<String> nameOf;

  /** @param nameOf a person's name by their id */
  public Acquaintance(UnaryOperator<String> nameOf) {
    this.nameOf = nameOf;
  }

  private static final String PROFILES = """
    select p.channel, p.author_id, p.handle, p.name, p.own_id, p.customer_id, l.id as link, l.evidence, l.score, l.made_by,
      l.made_at, l.to_channel, l.to_author, (select jsonb_build_object('channel', a.channel, 'at', m.posted_at)
        from cases c join mention m on m.case_id = c.id and m.brand = c.brand and m.author_id = l.to_author
        join account a on a.id = m.account_id and a.channel = l.to_channel
        where c.brand = p.brand and c.customer_id = p.customer_id and m.received_at <= l.made_at
        order by m.posted_at desc limit 1) as heard
    from profile p left join link l on l.brand = p.brand and l.channel = p.channel and l.author_id = p.author_id
      and l.undone_at is null
    where p.brand = $1 and p.customer_id = $2 order by p.own_id <> p.customer_id, l.id limit\s""" + JoinStore.MOST_PROFILES;

  /** The one whom the customer began with comes first. */
  public Future<List<JsonObject>> profiles(SqlClient client, String brand, long customer) {
    return client.preparedQuery(PROFILES).execute(Tuple.of(brand, customer)).map(rows -> list(rows, this::profile));
  }

  private JsonObject profile(Row row) {
    var profile = who(row);
    return row.getLong("link") == null ? profile.putNull("link") : profile.put("link", new JsonObject()
      .put("id", row.getLong("link")).put("evidence", row.getJsonArray("evidence")).put("score", row.getFloat("score"))
      .put("by", by(row.getString("made_by"))).put("at", instant(row, "made_at").toString())
      .put("to", new JsonObject().put("channel", row.getString("to_channel")).put("authorId", row.getString("to_author"))
        .put("heard", row.getJsonObject("heard"))));
  }

  private static JsonObject who(Row row) {
    return new JsonObject().put("channel", row.getString("channel")).put("authorId", row.getString("author_id"))
      .put("handle", row.getString("handle")).put("name", row.getString("name"));
  }

  private JsonObject by(String person) {
    return new JsonObject().put("id", person).put("name", person.equals(LinkStore.BATON) ? "Baton" : nameOf.apply(person));
  }

  private static final String SUGGESTIONS = """
    with mine as (select channel, author_id from profile where brand = $1 and customer_id = $2),
    asked as (select s.*, s.other_channel as c, s.other_author as a from mine join suggestion s on s.author_id = mine.author_id
        and s.channel = mine.channel and s.brand = $1 and s.state = 'open' and s.kind = 'person'
      union all select s.*, s.channel, s.author_id from mine join suggestion s on s.other_author = mine.author_id
        and s.other_channel = mine.channel and s.brand = $1 and s.state = 'open' and s.kind = 'person')
    select asked.id, asked.evidence, asked.score, asked.made_at, p.channel, p.author_id, p.handle, p.name, p.customer_id
    from asked join profile p on p.brand = $1 and p.channel = asked.c and p.author_id = asked.a
    where p.customer_id <> $2 order by asked.score desc, asked.id limit 20""";
  private static final String APART = """
    with mine as (select channel, author_id from profile where brand = $1 and customer_id = $2)
    select p.customer_id from mine join different d on d.author_id = mine.author_id and d.channel = mine.channel and d.brand = $1
      join profile p on p.brand = $1 and p.channel = d.other_channel and p.author_id = d.other_author
    union select p.customer_id from mine join different d on d.other_author = mine.author_id and d.other_channel = mine.channel
      and d.brand = $1 join profile p on p.brand = $1 and p.channel = d.channel and p.author_id = d.author_id""";

  /** Who else they could be, the likeliest first; each customer once, and nobody whom they are not. */
  public Future<List<JsonObject>> suggestions(SqlClient client, String brand, long customer) {
    var which = Tuple.of(brand, customer);
    return Future.all(client.preparedQuery(SUGGESTIONS).execute(which), client.preparedQuery(APART).execute(which))
      .map(both -> {
        Set<Long> seen = new HashSet<>(list(both.resultAt(1), row -> row.getLong("customer_id")));
        return list(both.resultAt(0), Acquaintance::suggestion).stream()
          .filter(s -> seen.add(s.getLong("customerId"))).limit(MOST_SUGGESTIONS).toList();
      });
  }

  private static JsonObject suggestion(Row row) {
    return new JsonObject().put("id", row.getLong("id")).put("kind", "person").put("customerId", row.getLong("customer_id"))
      .put("evidence", row.getJsonArray("evidence")).put("score", row.getFloat("score"))
      .put("at", instant(row, "made_at").toString()).put("profile", who(row));
  }

  private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> read) {
    var all = new ArrayList<T>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }
}
