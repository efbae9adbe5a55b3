package dev.baton.customer;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import dev.baton.mention.Author;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What {@link Joins} asks of the tables. */
final class JoinStore {

  /** Of one person; more are a mistake in the data, such as an address that everybody gives. */
  static final int MOST_PROFILES = 50;

  /** A question to agents, and the profiles it is about, by their keys. */
  record Asked(long id, String one, String other, List<Reason> evidence, double score, boolean isOpen) {}

  private static final String ASKED = """
    select id, channel, author_id, other_channel, other_author, evidence, score, state from suggestion
    where brand = $1 and id = $2 and kind = 'person'""";

  Future<Optional<Asked>> asked(SqlClient tx, String brand, long id) {
    return tx.preparedQuery(ASKED).execute(Tuple.of(brand, id)).map(rows -> first(rows, row -> new Asked(row.getLong("id"),
      Profile.key(row.getString("channel"), row.getString("author_id")),
      Profile.key(row.getString("other_channel"), row.getString("other_author")), reasons(row.getJsonArray("evidence")),
      row.getFloat("score"), row.getString("state").equals("open"))));
  }

  private static List<Reason> reasons(JsonArray json) {
    return json.stream().map(JsonObject.class::cast).map(r -> new Reason(r.getString("what"), r.getString("words"),
      r.getDouble("weight"))).toList();
  }

  private static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(read.apply(rows.iterator().next()));
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    var all = new ArrayList<T>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }

  private static final String CUSTOMERS_OF = """
    select p.customer_id from unnest($2::text[], $3::text[]) as k(channel, author_id)
    join profile p on p.brand = $1 and p.channel = k.channel and p.author_id = k.author_id""";

  Future<Set<Long>> customersOf(SqlClient tx, String brand, List<String> keys) {
    return tx.preparedQuery(CUSTOMERS_OF).execute(named(brand, keys))
      .map(rows -> new TreeSet<>(list(rows, row -> row.getLong("customer_id"))));
  }

  private static Tuple named(String brand, List<String> keys) {
    return Tuple.of(brand).addArrayOfString(keys.stream().map(JoinStore::channel).toArray(String[]::new))
      .addArrayOfString(keys.stream().map(JoinStore::author).toArray(String[]::new));
  }

  private static String channel(String key) {
    return key.substring(0, key.indexOf('\n'));
  }

  private static String author(String key) {
    return key.substring(key.indexOf('\n') + 1);
  }

  private static final String PROFILES = """
    select channel, author_id, handle, name, followers, email, phone, own_id, customer_id, evidence from profile
    where brand = $1 and customer_id = any($2) order by channel, author_id for update""";

  /** All profiles of these customers, locked in their order. */
  Future<List<Profile>> profiles(SqlClient tx, String brand, Collection<Long> customers) {
    return tx.preparedQuery(PROFILES).execute(Tuple.of(brand).addArrayOfLong(customers.toArray(Long[]::new)))
      .map(rows -> list(rows, row -> new Profile(row.getString("channel"), new Author(row.getString("author_id"),
        row.getString("handle"), row.getString("name"), row.getLong("followers"), row.getString("email"),
        row.getString("phone")), row.getLong("own_id"), row.getLong("customer_id"), row.getString("evidence"), 0)));
  }

  /** Two profiles by their keys. */
  record Pair(String one, String other) {}

  private static final String VETOES = """
    select d.channel, d.author_id, d.other_channel, d.other_author
    from unnest($2::text[], $3::text[]) as k(channel, author_id)
    join different d on d.brand = $1 and d.channel = k.channel and d.author_id = k.author_id""";

  Future<List<Pair>> vetoes(SqlClient tx, String brand, List<Profile> of) {
    return tx.preparedQuery(VETOES).execute(named(brand, of.stream().map(Profile::key).toList()))
      .map(rows -> list(rows, row -> new Pair(Profile.key(row.getString("channel"), row.getString("author_id")),
        Profile.key(row.getString("other_channel"), row.getString("other_author")))));
  }

  /** A customer whose row is locked. */
  record Known(long id, Instant since) {}

  private static final String LOCK = "select id from customer where brand = $1 and id = any($2) order by id for update";
  private static final String REVISE = """
    update customer set revision = revision + 1 where brand = $1 and id = any($2) returning id, since""";

  /** Locks both, so that whoever waits for them looks again. @return who is known longer comes first */
  Future<List<Known>> lock(SqlClient tx, String brand, TreeSet<Long> customers) {
    var which = Tuple.of(brand).addArrayOfLong(customers.toArray(Long[]::new));
    return tx.preparedQuery(LOCK).execute(which).compose(v -> tx.preparedQuery(REVISE).execute(which))
      .map(rows -> list(rows, row -> new Known(row.getLong("id"), instant(row, "since"))).stream()
        .sorted(java.util.Comparator.comparing(Known::since).thenComparing(Known::id)).toList());
  }

  private static final String MOVE_PROFILES = """
    update profile p set customer_id = $4, evidence = case when p.own_id = $4 then '' else p.evidence end, to_compare = false
    from unnest($2::text[], $3::text[]) as k(channel, author_id)
    where p.brand = $1 and p.channel = k.channel and p.author_id = k.author_id""";
  private static final String MOVE_IDENTIFIERS = """
    update identifier i set customer_id = $4 from (select n.brand, n.kind, n.value
      from unnest($2::text[], $3::text[]) as k(channel, author_id)
      join identifier n on n.brand = $1 and n.channel = k.channel and n.author_id = k.author_id
      order by n.kind, n.value for update of n) l
    where i.brand = l.brand and i.kind = l.kind and i.value = l.value""";

  /** These profiles, and what they brought, are this customer's. */
  Future<Void> move(SqlClient tx, String brand, List<Profile> profiles, long customer) {
    var which = named(brand, profiles.stream().map(Profile::key).toList()).addValue(customer);
    return tx.preparedQuery(MOVE_PROFILES).execute(which)
      .compose(v -> tx.preparedQuery(MOVE_IDENTIFIERS).execute(which)).mapEmpty();
  }

  private static final String SETTLE = """
    update suggestion set state = $3, settled_by = $4, settled_at = $5 where brand = $1 and id = $2 and state = 'open'""";

  /** After the profiles are locked, so that of two who decide at once the second is told. */
  Future<Void> settle(SqlClient tx, String brand, long id, String state, String by, Instant now) {
    return tx.preparedQuery(SETTLE).execute(Tuple.of(brand, id, state, by, Rows.utc(now)))
      .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture() : Future.failedFuture(new Joins.Hindered(Joins.NOT_ASKED)));
  }

  /** A link that counts. */
  record InForce(long id, String profile, String to, Instant madeAt) {}

  private static final String IN_FORCE = """
    select l.id, l.channel, l.author_id, l.to_channel, l.to_author, l.made_at
    from unnest($2::text[], $3::text[]) as k(channel, author_id)
    join link l on l.brand = $1 and l.channel = k.channel and l.author_id = k.author_id and l.undone_at is null""";

  Future<List<InForce>> inForce(SqlClient tx, String brand, List<Profile> of) {
    return tx.preparedQuery(IN_FORCE).execute(named(brand, of.stream().map(Profile::key).toList()))
      .map(rows -> list(rows, JoinStore::link));
  }

  private static InForce link(Row row) {
    return new InForce(row.getLong("id"), Profile.key(row.getString("channel"), row.getString("author_id")),
      Profile.key(row.getString("to_channel"), row.getString("to_author")), instant(row, "made_at"));
  }

  private static final String ENDS = """
    select id, channel, author_id, to_channel, to_author, made_at from link where brand = $1 and id = $2""";

  Future<InForce> ends(SqlClient tx, String brand, long link) {
    return tx.preparedQuery(ENDS).execute(Tuple.of(brand, link)).map(rows -> first(rows, JoinStore::link).orElseThrow());
  }

  private static final String REVIVE = """
    insert into customer (brand, id, name, since) values ($1, $2, $3, $4) on conflict do nothing""";

  /** Whoever was joined when they were first heard of has no row yet. */
  Future<Void> revive(SqlClient tx, String brand, long id, String name, Instant since) {
    return tx.preparedQuery(REVIVE).execute(Tuple.of(brand, id, name, Rows.utc(since))).mapEmpty();
  }

  private static final String UNDO = """
    update link set undone_by = $3, undone_at = $4 where brand = $1 and id = $2 and undone_at is null""";

  Future<Void> undo(SqlClient tx, String brand, long link, String by, Instant now) {
    return tx.preparedQuery(UNDO).execute(Tuple.of(brand, link, by, Rows.utc(now))).mapEmpty();
  }

  private static final String REFUSE = """
    insert into suggestion (brand, kind, channel, author_id, other_channel, other_author, evidence, score, state, made_by,
      made_at, settled_by, settled_at)
    select l.brand, 'person', $3, $4, $5, $6, l.evidence, l.score, 'refused', 'baton', $8, $7, $8
    from link l where l.brand = $1 and l.id = $2
    on conflict (author_id, channel, other_author, other_channel, case_id, other_case, mention_id, brand) do update
      set state = 'refused', settled_by = excluded.settled_by, settled_at = excluded.settled_at""";

  /** What was undone is not asked again. */
  Future<Void> refuse(SqlClient tx, String brand, InForce link, String by, Instant now) {
    var pair = ordered(link.profile(), link.to());
    return tx.preparedQuery(REFUSE).execute(Tuple.of(brand, link.id()).addString(channel(pair.one()))
      .addString(author(pair.one())).addString(channel(pair.other())).addString(author(pair.other())).addString(by)
      .addValue(Rows.utc(now))).mapEmpty();
  }

  private static Pair ordered(String one, String other) {
    return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
  }

  private static final String DIFFERENT = """
    insert into different (brand, channel, author_id, other_channel, other_author, made_by, made_at)
    values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing""";

  Future<Void> different(SqlClient tx, String brand, String one, String other, String by, Instant now) {
    var pair = ordered(one, other);
    return tx.preparedQuery(DIFFERENT).execute(Tuple.of(brand, channel(pair.one()), author(pair.one()), channel(pair.other()))
      .addString(author(pair.other())).addString(by).addValue(Rows.utc(now))).mapEmpty();
  }
}
