package dev.baton.customer;

import dev.baton.customer.linking.Match;
import dev.baton.customer.linking.Portrait;
import dev.baton.customer.linking.Trait;
import dev.baton.customer.linking.Vetoes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

/** What {@link Comparisons} asks of the tables; each answer is bounded, however many customers there are. */
final class ComparisonStore {

  /** Enough to know which names are common. */
  private static final int SAMPLE = 2_000;

  /** Somebody as they are known now. */
  record Seen(String brand, String channel, String author, long customer, Portrait portrait) {
    String key() {
      return Profile.key(channel, author);
    }
  }

  /** By their keys; of one brand. */
  record Pair(String brand, String one, String other) {}

  /** @param people how many share that key */
  record Shared(Pair pair, int people) {}

  record Found(Seen one, Seen other, Match match) {}

  record Sample(List<Portrait> portraits, long people) {}

  /** What they said last tells of orders, and of when; a profile's own words are found by way of its customer's cases. */
  private static final String SAID = """
    (select jsonb_agg(jsonb_build_object('text', left(m.body, 500), 'at', m.posted_at)) from (
      select n.body, n.posted_at from cases c join mention n on n.case_id = c.id and n.brand = c.brand
        and n.author_id = p.author_id
      where c.brand = p.brand and c.customer_id = p.customer_id order by n.posted_at desc limit 3) m) as said""";
  private static final String COLUMNS = "p.brand, p.channel, p.author_id, p.handle, p.name, p.email, p.phone, p.customer_id, ";

  private static final String TO_COMPARE = "select " + COLUMNS + SAID + " " + """
    from profile p where p.to_compare order by p.brand, p.channel, p.author_id limit $1 for update of p skip locked""";

  Future<List<Seen>> toCompare(SqlClient tx, int limit) {
    return tx.preparedQuery(TO_COMPARE).execute(Tuple.of(limit)).map(rows -> list(rows, ComparisonStore::seen));
  }

  private static Seen seen(Row row) {
    var draft = Portrait.draft(Profile.key(row.getString("channel"), row.getString("author_id")), row.getString("channel"), "")
      .with(Trait.HANDLE, row.getString("handle")).with(Trait.NAME, row.getString("name"))
      .with(Trait.EMAIL, row.getString("email")).with(Trait.PHONE, row.getString("phone"));
    var said = row.getJsonArray("said");
    if (said != null) {
      said.stream().map(JsonObject.class::cast).forEach(word -> {
        NamedNumbers.in(word.getString("text")).forEach(number -> draft.with(Trait.ORDER, number));
        draft.with(Trait.WORDS, word.getString("text"));
        draft.with(Trait.SEEN, OffsetDateTime.parse(word.getString("at")).toInstant().toString());
      });
    }
    return new Seen(row.getString("brand"), row.getString("channel"), row.getString("author_id"), row.getLong("customer_id"),
      draft.portrait());
  }

  private static final String FORGET_KEYS = """
    delete from profile_key k using unnest($1::text[], $2::text[], $3::text[]) as n(brand, channel, author_id)
    where k.brand = n.brand and k.channel = n.channel and k.author_id = n.author_id""";
  private static final String KEEP_KEYS = """
    insert into profile_key (brand, key, channel, author_id)
    select brand, key, channel, author_id from unnest($1::text[], $2::bigint[], $3::text[], $4::text[])
      as n(brand, key, channel, author_id) order by brand, key, channel, author_id on conflict do nothing""";

  /** By what they are found from now on. */
  Future<Void> keep(SqlClient tx, List<Seen> some, List<Keyed> all) {
    if (some.isEmpty()) {
      return Future.succeededFuture();
    }
    return tx.preparedQuery(FORGET_KEYS).execute(profiles(some))
      .compose(v -> tx.preparedQuery(KEEP_KEYS).execute(Tuple.tuple()
        .addArrayOfString(all.stream().map(k -> k.seen().brand()).toArray(String[]::new))
        .addArrayOfLong(all.stream().map(Keyed::key).toArray(Long[]::new))
        .addArrayOfString(all.stream().map(k -> k.seen().channel()).toArray(String[]::new))
        .addArrayOfString(all.stream().map(k -> k.seen().author()).toArray(String[]::new)))).mapEmpty();
  }

  /** A profile and one of the keys by which others are found. */
  record Keyed(Seen seen, long key) {}

  private static Tuple profiles(List<Seen> some) {
    return Tuple.tuple().addArrayOfString(some.stream().map(Seen::brand).toArray(String[]::new))
      .addArrayOfString(some.stream().map(Seen::channel).toArray(String[]::new))
      .addArrayOfString(some.stream().map(Seen::author).toArray(String[]::new));
  }

  static long hash(String key) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static final String SHARING = """
    select k.place, k.key, c.channel, c.author_id
    from unnest($1::integer[], $2::text[], $3::bigint[]) as k(place, brand, key) cross join lateral (
      select n.channel, n.author_id from profile_key n where n.brand = k.brand and n.key = k.key limit $4) c""";

  /** Who shares a key with them. A key that more than {@code most} share says nothing, and is passed over. */
  Future<List<Shared>> sharing(SqlClient tx, List<Seen> some, List<Keyed> keyed, int most) {
    var places = new HashMap<Seen, Integer>();
    some.forEach(seen -> places.put(seen, places.size()));
    return tx.preparedQuery(SHARING).execute(Tuple.tuple()
      .addArrayOfInteger(keyed.stream().map(k -> places.get(k.seen())).toArray(Integer[]::new))
      .addArrayOfString(keyed.stream().map(k -> k.seen().brand()).toArray(String[]::new))
      .addArrayOfLong(keyed.stream().map(Keyed::key).toArray(Long[]::new)).addInteger(most + 1))
      .map(rows -> {
        var byKey = new HashMap<String, List<Pair>>();
        rows.forEach(row -> {
          var one = some.get(row.getInteger("place"));
          byKey.computeIfAbsent(row.getInteger("place") + " " + row.getLong("key"), k -> new ArrayList<>())
            .add(new Pair(one.brand(), one.key(), Profile.key(row.getString("channel"), row.getString("author_id"))));
        });
        return byKey.values().stream().filter(group -> group.size() <= most)
          .flatMap(group -> group.stream().filter(p -> !p.one().equals(p.other())).map(p -> new Shared(p, group.size()))).toList();
      });
  }

  private static final String SEEN = "select " + COLUMNS + SAID + " " + """
    from unnest($1::text[], $2::text[], $3::text[]) as k(brand, channel, author_id)
    join profile p on p.brand = k.brand and p.channel = k.channel and p.author_id = k.author_id""";

  /** The others of the pairs. */
  Future<List<Seen>> seen(SqlClient tx, List<Pair> pairs) {
    var others = pairs.stream().map(p -> new Pair(p.brand(), "", p.other())).distinct().toList();
    return tx.preparedQuery(SEEN).execute(Tuple.tuple().addArrayOfString(others.stream().map(Pair::brand).toArray(String[]::new))
        .addArrayOfString(others.stream().map(p -> p.other().substring(0, p.other().indexOf('\n'))).toArray(String[]::new))
        .addArrayOfString(others.stream().map(p -> p.other().substring(p.other().indexOf('\n') + 1)).toArray(String[]::new)))
      .map(rows -> list(rows, ComparisonStore::seen));
  }

  private static final String VETOES = """
    select d.channel, d.author_id, d.other_channel, d.other_author
    from unnest($1::text[], $2::text[], $3::text[]) as k(brand, channel, author_id) join different d
      on d.brand = k.brand and d.channel = k.channel and d.author_id = k.author_id
    union all
    select d.channel, d.author_id, d.other_channel, d.other_author
    from unnest($1::text[], $2::text[], $3::text[]) as k(brand, channel, author_id) join different d
      on d.brand = k.brand and d.other_channel = k.channel and d.other_author = k.author_id""";

  Future<Vetoes> vetoes(SqlClient tx, List<Seen> of) {
    return tx.preparedQuery(VETOES).execute(profiles(of)).map(rows -> {
      var vetoes = new Vetoes();
      rows.forEach(row -> vetoes.add(Profile.key(row.getString("channel"), row.getString("author_id")),
        Profile.key(row.getString("other_channel"), row.getString("other_author"))));
      return vetoes;
    });
  }

  private static final String COMPARED = """
    update profile p set to_compare = false from (select n.brand, n.channel, n.author_id
      from unnest($1::text[], $2::text[], $3::text[]) as k(brand, channel, author_id)
      join profile n on n.brand = k.brand and n.channel = k.channel and n.author_id = k.author_id
      for update of n skip locked) l
    where p.brand = l.brand and p.channel = l.channel and p.author_id = l.author_id""";

  /** Whoever says something at this moment is compared again; nobody waits for anybody. */
  Future<Void> compared(SqlClient tx, List<Seen> some) {
    return tx.preparedQuery(COMPARED).execute(profiles(some)).mapEmpty();
  }

  private static final String HOW_MANY = "select greatest(reltuples, 0)::bigint as people from pg_class where relname = 'profile'";
  private static final String SOME = """
    select handle, name from profile tablesample system ($1) limit\s""" + SAMPLE;

  /** As many as the planner believes, and some of them. */
  Future<Sample> sample(SqlClient client) {
    return client.preparedQuery(HOW_MANY).execute().map(rows -> rows.iterator().next().getLong("people"))
      .compose(people -> client.preparedQuery(SOME).execute(Tuple.of((float) Math.min(100, 100.0 * SAMPLE / Math.max(1, people))))
        .map(rows -> new Sample(list(rows, row -> Portrait.draft("somebody", "", "").with(Trait.HANDLE, row.getString("handle"))
          .with(Trait.NAME, row.getString("name")).portrait()), people)));
  }

  private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> read) {
    var all = new ArrayList<T>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }
}
