package dev.baton.load;

import dev.baton.db.Turns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What the same PostgreSQL reaches with plain multi-row inserts, in a schema of its own that it makes and drops. Three
 * yardsticks, each over the same connections and batches as the load, one transaction a batch:
 *
 * <pre>
 *   mentions   the row of a mention with its unique key, nothing else
 *   rows       every row that a mention costs, with all indexes and checks; no look-up, no update
 *   keys       the same with the foreign keys, which hold the laws
 * </pre>
 */
final class Baseline {

  /** Rows a second of each yardstick; a row is a mention with all that belongs to it. */
  record Result(double mentions, double rows, double keys) {
    @Override
    public String toString() {
      return "(a) mentions only %,.0f/s   (b) all rows %,.0f/s   (c) with foreign keys %,.0f/s"
        .formatted(mentions, rows, keys);
    }
  }

  private static final String SCHEMA = "baton_load_baseline";
  private static final List<String> TABLES = List.of("customer", "profile", "cases", "obligation", "mention", "journal");
  private static final String DROP = "drop schema if exists " + SCHEMA + " cascade";
  private static final String PLAIN = """
    create schema baton_load_baseline;
    create table baton_load_baseline.mention (like public.mention including defaults);
    alter table baton_load_baseline.mention add unique (brand, account_id, external_id)""";
  private static final String KEYS = """
    create table baton_load_baseline.account (like public.account including all);
    insert into baton_load_baseline.account overriding system value select * from public.account;
    alter table baton_load_baseline.cases add foreign key (brand, id, next_obligation, is_open)
      references baton_load_baseline.obligation (brand, case_id, number, running) deferrable initially deferred;
    alter table baton_load_baseline.obligation add foreign key (brand, case_id)
      references baton_load_baseline.cases (brand, id) deferrable initially deferred;
    alter table baton_load_baseline.mention add foreign key (brand, case_id)
      references baton_load_baseline.cases (brand, id) deferrable initially deferred,
      add foreign key (account_id) references baton_load_baseline.account""";

  private final LoadSettings settings;
  private final Pool pool;
  private long ids;
  private int tries;

  Baseline(Vertx vertx, LoadSettings settings) {
    this.settings = settings;
    pool = PgBuilder.pool()
      .connectingTo(PgConnectOptions.fromUri(settings.database().value())
        .setCachePreparedStatements(true).setPipeliningLimit(16).addProperty("application_name", "baton load"))
      .with(new PoolOptions().setMaxSize(settings.connections())).using(vertx).build();
  }

  Future<Result> run(String run) {
    return prepared(PLAIN).compose(v -> drive(run, this::mentions))
      .compose(mentions -> prepared(copies()).compose(v -> drive(run, this::everything))
        .compose(rows -> prepared(copies() + KEYS).compose(v -> drive(run, this::everything))
          .map(keys -> new Result(mentions, rows, keys))))
      .eventually(() -> pool.query(DROP).execute());
  }

  private static String copies() {
    var sql = new StringBuilder("create schema " + SCHEMA + ";");
    TABLES.forEach(t -> sql.append("create table ").append(SCHEMA).append('.').append(t).append(" (like public.").append(t)
      .append(" including all);"));
    return sql.toString();
  }

  private Future<Void> prepared(String sql) {
    return pool.query(DROP + ";" + sql).execute().mapEmpty();
  }

  private interface Insert {
    Future<?> of(List<Talk.Said> batch);
  }

  /** As many at once as the load has connections, for so many seconds. @return mentions a second */
  private Future<Double> drive(String run, Insert insert) {
    var began = System.nanoTime();
    var end = began + TimeUnit.SECONDS.toNanos(settings.baseline());
    tries++;
    var count = new long[1];
    return Future.all(IntStream.range(0, settings.connections()).mapToObj(i ->
        repeat(new Talk(run + "b" + tries + "x" + i, settings.returning()), insert, end, count)).toList())
      .map(v -> count[0] * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - began));
  }

  private Future<Void> repeat(Talk talk, Insert insert, long end, long[] count) {
    return Turns.whileMore(() -> insert.of(talk.next(settings.batch())).map(v -> {
      count[0] += settings.batch();
      return System.nanoTime() < end;
    }));
  }

  private static final String MENTION = """
    insert into baton_load_baseline.mention (brand, id, account_id, external_id, case_id, customer_id, author_id, body,
      in_reply_to, thread, url, language, visibility, answer_ref, mood, signals, joined, posted_at, received_at)
    select 'northwind', id, (select min(id) from public.account), external_id, case_id, case_id, author_id, body, '', '', url, 'en',
      'public', '', 'angry', '{"angry: ridiculous"}', 'same customer, open case', at, at
    from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[])
      as n(id, external_id, author_id, body, url, at, case_id)""";

  private Future<?> mentions(List<Talk.Said> batch) {
    var numbers = ids(batch.size());
    return insertMentions(pool, batch, numbers, numbers);
  }

  private Future<?> insertMentions(SqlClient client, List<Talk.Said> batch, Long[] numbers, Long[] cases) {
    return client.preparedQuery(MENTION).execute(Tuple.tuple().addArrayOfLong(numbers)
      .addArrayOfString(batch.stream().map(Talk.Said::externalId).toArray(String[]::new))
      .addArrayOfString(batch.stream().map(s -> s.author().id()).toArray(String[]::new))
      .addArrayOfString(batch.stream().map(Talk.Said::text).toArray(String[]::new))
      .addArrayOfString(batch.stream().map(Talk.Said::url).toArray(String[]::new))
      .addArrayOfOffsetDateTime(batch.stream().map(s -> s.at().atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new))
      .addArrayOfLong(cases));
  }

  private static final String CUSTOMER = """
    insert into baton_load_baseline.customer (brand, id, name, since)
    select 'northwind', id, name, at from unnest($1::bigint[], $2::text[], $3::timestamptz[]) as n(id, name, at)""";
  private static final String PROFILE = """
    insert into baton_load_baseline.profile (brand, channel, author_id, handle, name, followers, own_id, customer_id, evidence,
      to_compare)
    select 'northwind', 'api', author, '@' || author, name, 1234, id, id, '', true
    from unnest($1::bigint[], $2::text[], $3::text[]) as n(id, author, name)""";
  private static final String CASE = """
    insert into baton_load_baseline.cases (brand, id, customer_id, queue, phase, owner, revision, conversation, numbered,
      contacts, opened_at, last_contact_at, waiting_since, answered, unanswered, facts, next_obligation, next_kind,
      next_due_at, next_alarm_at, order_at, parts, customer_name, customer_handle, title, channels, language, mood)
    select 'northwind', id, id, 'social', 'waiting', 'maria', 1, 1, 2, 1, at, at, at, false,
      ('[[' || id || ',"2026-01-01T10:00:00.123456Z","2026-01-01T10:00:00.123456Z"]]')::jsonb,
      '{"recent":["2026-01-01T10:00:00.123456Z"],"mood":"angry","urgencies":[],"reach":1234,"lapses":0,"reopened":0}',
      1, 'pickup', at + interval '5 minutes', at + interval '5 minutes', at - interval '22 minutes',
      '[{"name":"pickup due","at":"2026-01-01T10:05:00.123456Z"},{"name":"angry","minutes":15},{"name":"reach","minutes":12}]',
      name, '@' || author, body, '{api}', 'en', 'angry'
    from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) as n(id, author, name, body, at)""";
  private static final String OBLIGATIONS = """
    insert into baton_load_baseline.obligation (brand, case_id, number, kind, opened_at, due_at, level, alarm_at, running)
    select 'northwind', id, k.number, k.kind, at, at + k.time, 0, at + k.time, true
    from unnest($1::bigint[], $2::timestamptz[]) as n(id, at),
      (values (1, 'pickup', interval '5 minutes'), (2, 'first-reply', interval '20 minutes')) as k(number, kind, time)""";
  private static final String JOURNAL = """
    insert into baton_load_baseline.journal (seq, brand, at, kind, case_id, revision, actor, body)
    select (pg_current_xact_id()::text::bigint << 12) + place, 'northwind', at, 'contacted', id, 1, 'customer',
      ('{"mention":' || id || ',"at":"2026-01-01T10:00:00.123456Z","seen":"2026-01-01T10:00:00.123456Z","asks":true,'
      || '"channel":"api","mood":"angry","urgencies":[],"reach":1234,"language":"en","joined":""}')::jsonb
    from unnest($1::bigint[], $2::timestamptz[]) with ordinality as n(id, at, place)""";

  /** Mentions of returning authors go to the case of another of the batch, as if it had been there. */
  private Future<?> everything(List<Talk.Said> batch) {
    var numbers = ids(batch.size());
    var first = batch.getFirst().at().atOffset(ZoneOffset.UTC);
    var fresh = IntStream.range(0, batch.size()).filter(i -> batch.get(i).isFirst() || i == 0).boxed().toList();
    var cases = fresh.stream().map(i -> numbers[i]).toArray(Long[]::new);
    var of = fresh.stream().map(batch::get).toList();
    var authors = of.stream().map(s -> s.author().id() + "." + s.contacts()).toArray(String[]::new);
    var names = of.stream().map(s -> s.author().name()).toArray(String[]::new);
    var texts = of.stream().map(Talk.Said::text).toArray(String[]::new);
    var times = of.stream().map(s -> first).toArray(OffsetDateTime[]::new);
    return pool.withTransaction(tx -> Future.all(List.of(
      tx.preparedQuery(CUSTOMER).execute(Tuple.tuple().addArrayOfLong(cases).addArrayOfString(names)
        .addArrayOfOffsetDateTime(times)),
      tx.preparedQuery(PROFILE).execute(Tuple.tuple().addArrayOfLong(cases).addArrayOfString(authors)
        .addArrayOfString(names)),
      tx.preparedQuery(CASE).execute(Tuple.tuple().addArrayOfLong(cases).addArrayOfString(authors).addArrayOfString(names)
        .addArrayOfString(texts).addArrayOfOffsetDateTime(times)),
      tx.preparedQuery(OBLIGATIONS).execute(Tuple.tuple().addArrayOfLong(cases).addArrayOfOffsetDateTime(times)),
      insertMentions(tx, batch, numbers, casesOf(batch, numbers)),
      tx.preparedQuery(JOURNAL).execute(Tuple.tuple().addArrayOfLong(numbers)
        .addArrayOfOffsetDateTime(batch.stream().map(s -> first).toArray(OffsetDateTime[]::new))))));
  }

  /** The latest case that the batch opened before. */
  private static Long[] casesOf(List<Talk.Said> batch, Long[] numbers) {
    var cases = new Long[numbers.length];
    for (var i = 0; i < cases.length; i++) {
      cases[i] = i == 0 || batch.get(i).isFirst() ? numbers[i] : cases[i - 1];
    }
    return cases;
  }

  private Long[] ids(int count) {
    var numbers = new ArrayList<Long>(count);
    for (var i = 0; i < count; i++) {
      numbers.add(++ids);
    }
    return numbers.toArray(Long[]::new);
  }

  Future<Void> close() {
    return pool.close();
  }
}
