package dev.baton.ingest;

import static dev.baton.db.Rows.instant;

import dev.baton.connector.Feed;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.db.Rows;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table of accounts: how far each has been read, by which node, and how it fares. */
public final class AccountStore {

  /** A raw item kept for a person to look at. */
  private static final int MAX_RAW = 20_000;
  private static final int MAX_NOTE = 500;
  /** Characters, of up to three bytes; an id too long to be one must still fit into the index. */
  private static final int MAX_KEPT_ID = 600;

  private final AccountUsage usage = new AccountUsage();

  /**
   * The right to read an account for a while; {@code term} grows whenever it is taken anew.
   *
   * @param askFrom the network asked to be left alone until then
   */
  record Lease(long term, String cursor, Optional<Instant> askFrom) {}

  /** Whose writes count while their lease lasts. */
  record Holder(Account account, String node, long term) {}

  /**
   * How an account fares, in a word and a sentence.
   *
   * @param pace   what is said of when it is read next, up to then
   * @param isTold the network asked for it: whoever reads it, on whichever node, asks no sooner
   */
  record State(String state, String note, Optional<Instant> resumeAt, String pace, boolean isTold) {

    State(String state, String note, Optional<Instant> resumeAt) {
      this(state, note, resumeAt, "", false);
    }
  }

  /** What was read, to be written with what it brought. */
  record Advance(Holder holder, String cursor, Optional<Instant> completeUntil, AccountUsage.Read read,
                 Optional<Duration> delay, Paces.Next next) {

    Account account() {
      return holder.account();
    }
  }

  private static final String CONFIGURE = """
    insert into account (brand, name, channel, state, note)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
    on conflict (name) do update set brand = excluded.brand, channel = excluded.channel, state = excluded.state,
      note = excluded.note, hook_note = '', pace = '', stopped = false
    returning id, name""";

  /** An account as configured, with the state it begins in. */
  public record Configured(String name, String channel, String brand, String queue, String region, String state,
                           String note) {}

  /** Makes the table know what is configured; answers with the accounts by their names. */
  public Future<Map<String, Account>> configure(SqlClient client, List<Configured> accounts) {
    return client.preparedQuery(CONFIGURE).execute(Rows.of(accounts).text(Configured::brand).text(Configured::name)
      .text(Configured::channel).text(Configured::state).text(Configured::note).tuple()).map(rows -> {
        var ids = new HashMap<String, Integer>();
        rows.forEach(row -> ids.put(row.getString("name"), row.getInteger("id")));
        var known = new HashMap<String, Account>();
        accounts.forEach(a -> known.put(a.name(),
          new Account(ids.get(a.name()), a.name(), a.channel(), a.brand(), a.queue(), a.region())));
        return known;
      });
  }

  private static final String SETTLE = """
    update account set state = $2, note = $3 where id = $1 and not stopped and ($2 <> 'new' or state in ('off', 'paused'))""";

  /** Of an account that is in the table: that it comes by itself; else it begins, if it does not fare already. */
  public Future<Void> settle(SqlClient client, Account account, Configured as) {
    return client.preparedQuery(SETTLE).execute(Tuple.of(account.id(), as.state(), Text.line(as.note(), MAX_NOTE)))
      .mapEmpty();
  }

  private static final String LEASE = """
    update account set term = term + (case when node = $2 and lease_until > $3 then 0 else 1 end), node = $2, lease_until = $4
    where id = $1 and not stopped and (node = $2 or lease_until <= $3) returning term, cursor, ask_from""";

  /** The lease, if no other node has it. One that had ended is a new one, so that what was begun under it ends with it. */
  Future<Optional<Lease>> lease(SqlClient client, Account account, String node, Instant now, Duration length) {
    return client.preparedQuery(LEASE)
      .execute(Tuple.of(account.id(), node, Rows.utc(now), Rows.utc(now.plus(length))))
      .map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(leased(rows.iterator().next())));
  }

  private static Lease leased(Row row) {
    return new Lease(row.getLong("term"), row.getString("cursor"), Optional.ofNullable(instant(row, "ask_from")));
  }

  private static final String HELD = """
    select from account where id = $1 and node = $2 and term = $3 and lease_until > $4 for no key update""";

  /** Fails where the lease has ended; until the transaction does, nobody else gets it. */
  Future<Void> held(SqlClient tx, Holder holder, Instant now) {
    return tx.preparedQuery(HELD).execute(Tuple.of(holder.account().id(), holder.node(), holder.term(), Rows.utc(now)))
      .compose(rows -> stillOurs(holder.account(), rows.size()));
  }

  private static Future<Void> stillOurs(Account account, int rows) {
    return rows == 1 ? Future.succeededFuture() : Future.failedFuture(new LeaseLost(account.name()));
  }

  private static final String RELEASE = """
    update account set lease_until = '-infinity', node = '' where id = $1 and node = $2""";

  /** Gives the lease back, so that another node need not wait for its end. */
  Future<Void> release(SqlClient client, Account account, String node) {
    return client.preparedQuery(RELEASE).execute(Tuple.of(account.id(), node)).mapEmpty();
  }

  private static final String FORGET_NODES = "update account set lease_until = '-infinity', node = ''";

  /** For a node that is alone on its database: whoever had a lease is gone, so nobody need wait for its end. */
  public Future<Void> forgetNodes(SqlClient client) {
    return client.preparedQuery(FORGET_NODES).execute().mapEmpty();
  }

  private static final String ADVANCE = """
    update account set cursor = $4, read_at = $5, complete_until = coalesce($6::timestamptz, complete_until), state = 'connected',
      note = case when $6::timestamptz is null then note else '' end, resume_at = null, quota_left = $7, quota_resets = $8, delay_ms = coalesce($9, delay_ms), ask_from = null,
      pace = $10, pace_until = $11, spoken_at = case when $12 then $5 else spoken_at end, due_at = case when $6::timestamptz is null then due_at else $13 end
    where id = $1 and node = $2 and term = $3 and lease_until > $5 and not stopped""";

  /**
   * Moves the cursor, in the transaction that stores what was read; refused when the lease has ended. Why it was not read
   * is kept until all of it is, for the gap.
   */
  Future<Void> advance(SqlClient tx, Advance advance, Instant now) {
    var quota = advance.read().quota();
    var filled = advance.completeUntil().map(until -> usage.fill(tx, advance.account(), until, now))
      .orElseGet(Future::succeededFuture);
    var counted = usage.count(tx, advance.account(), advance.read(), now);
    var moved = tx.preparedQuery(ADVANCE).execute(Tuple.of(advance.account().id(), advance.holder().node(),
        advance.holder().term(), advance.cursor(), Rows.utc(now)).addValue(Rows.utc(advance.completeUntil().orElse(null)))
        .addValue(quota.remaining())
        .addValue(quota.remaining() < 0 ? null : Rows.utc(now.plus(quota.window())))
        .addValue(advance.delay().map(Duration::toMillis).orElse(null)).addValue(advance.next().words())
        .addValue(Rows.utc(advance.next().until().orElse(null))).addValue(advance.delay().isPresent())
        .addValue(Rows.utc(now.plus(advance.next().pause()))))
      .compose(rows -> stillOurs(advance.account(), rows.rowCount()));
    return Future.all(filled, counted, moved).mapEmpty();
  }

  /** Another node reads this account now, or none may. */
  static final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLost(String account) {
      super("the lease of the account " + account + " has ended, or it was stopped");
    }
  }

  private static final String SERVED = "select 1 from account where id = $1 and not stopped for key share";

  /**
   * Holds an account in service until the transaction ends: whoever stops it waits for that. Fails where it was stopped
   * meanwhile, so that nothing of what was read is kept.
   */
  Future<Void> held(SqlClient tx, Account account) {
    return tx.preparedQuery(SERVED).execute(Tuple.of(account.id())).compose(rows -> rows.size() == 1
      ? Future.succeededFuture() : Future.failedFuture(new LeaseLost(account.name())));
  }

  private static final String HEARD = """
    update account set complete_until = greatest(complete_until, $4), read_at = $4, state = 'connected', resume_at = null,
      note = case when $5 <> '' then $5 when state = 'connected' then note else '' end
    where id = $1 and node = $2 and term = $3 and lease_until > $6 and not stopped""";

  /**
   * Of an account that is listened to: what was heard, and since when it was not. Nobody can read that later.
   *
   * @return where another node took over meanwhile, a failure
   */
  Future<Void> heard(SqlClient tx, Holder holder, Feed.Span span, Instant now) {
    return usage.missed(tx, holder.account(), span.from())
      .compose(missed -> tx.preparedQuery(HEARD).execute(Tuple.of(holder.account().id(), holder.node(), holder.term(),
        Rows.utc(span.until()),
        missed.map(since -> "Could not hear what happened between " + since.truncatedTo(ChronoUnit.SECONDS) + " and "
          + span.from().truncatedTo(ChronoUnit.SECONDS)).orElse(""), Rows.utc(now))))
      .compose(rows -> stillOurs(holder.account(), rows.rowCount()));
  }

  private static final String QUARANTINE = """
    insert into quarantine (account_id, external_id, why, raw, received_at)
    select * from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::timestamptz[])
    on conflict do nothing""";

  /** Keeps aside what could not be understood. */
  Future<Void> quarantine(SqlClient tx, Account account, List<Unreadable> unreadable, Instant now) {
    return unreadable.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(QUARANTINE).execute(Rows.of(unreadable).integer(u -> account.id())
        .text(AccountStore::keptId).text(u -> Text.line(u.why(), MAX_NOTE))
        .text(u -> Text.lines(u.raw(), MAX_RAW)).time(u -> now).tuple()).mapEmpty();
  }

  /** What has no id of its own is known by what it is, or all of them would be one. */
  private static String keptId(Unreadable item) {
    var id = Text.line(item.externalId(), MAX_KEPT_ID);
    return id.isEmpty() ? "without-id-" + UUID.nameUUIDFromBytes(item.raw().getBytes(StandardCharsets.UTF_8)) : id;
  }

  private static final String STATE = """
    update account set state = $4, note = $5, resume_at = $6::timestamptz, pace = $7,
      pace_until = case when $7 <> '' then $6::timestamptz end, ask_from = case when $8 then $6::timestamptz else ask_from end
    where id = $1 and node = $2 and term = $3 and lease_until > $9 and not stopped""";

  /** How it fares, where the lease still is this node's; else whoever has it says so. */
  Future<Void> state(SqlClient client, Holder holder, State state, Instant now) {
    return client.preparedQuery(STATE).execute(Tuple.of(holder.account().id(), holder.node(), holder.term(), state.state(),
      Text.line(state.note(), MAX_NOTE), Rows.utc(state.resumeAt().orElse(null))).addValue(state.pace())
      .addValue(state.isTold()).addValue(Rows.utc(now))).mapEmpty();
  }

  private static final String PACE = """
    update account set pace = $4, pace_until = $5 where id = $1 and node = $2 and term = $3 and lease_until > $6""";

  /** Why it is not read now, though it is well. */
  Future<Void> pace(SqlClient client, Holder holder, String words, Instant until, Instant now) {
    return client.preparedQuery(PACE).execute(Tuple.of(holder.account().id(), holder.node(), holder.term(), words,
      Rows.utc(until), Rows.utc(now))).mapEmpty();
  }

  private static final String HOOK = "update account set hook_note = $2, hook_at = coalesce($3, hook_at) where id = $1";

  /** What was sent is refused. Whether the account is also read, and how that goes, is said beside it. */
  Future<Void> refuses(SqlClient client, Account account, String why) {
    return client.preparedQuery(HOOK).execute(Tuple.of(account.id(), Text.line(why, MAX_NOTE), null)).mapEmpty();
  }

  /** What was sent is genuine. */
  Future<Void> takes(SqlClient client, Account account, Instant now) {
    return client.preparedQuery(HOOK).execute(Tuple.of(account.id(), "", Rows.utc(now))).mapEmpty();
  }

  private static final String ALL = """
    select name, channel, brand, complete_until, read_at, resume_at, quota_left, quota_resets, delay_ms, pace, pace_until,
      hook_note, hook_at, case when state = 'open' and hook_note <> '' then 'refusing' else state end as state,
      case when state = 'open' and hook_note <> '' then hook_note else note end as note from account
    where brand = any($1) and name = any($2) order by name""";

  /** As the screen shows them: those configured, of these brands. */
  public Future<List<JsonObject>> all(SqlClient client, String[] brands, String[] names) {
    return client.preparedQuery(ALL).execute(Tuple.tuple().addArrayOfString(brands).addArrayOfString(names))
      .map(rows -> {
        var accounts = new ArrayList<JsonObject>();
        rows.forEach(row -> accounts.add(new JsonObject()
          .put("name", row.getString("name")).put("channel", row.getString("channel"))
          .put("brand", row.getString("brand")).put("state", row.getString("state")).put("note", row.getString("note"))
          .put("completeUntil", text(instant(row, "complete_until"))).put("readAt", text(instant(row, "read_at")))
          .put("heardAt", text(instant(row, "hook_at")))
          .put("resumeAt", text(instant(row, "resume_at")))
          .put("quotaLeft", row.getInteger("quota_left") < 0 ? null : row.getInteger("quota_left"))
          .put("quotaResets", text(instant(row, "quota_resets")))
          .put("pace", pace(row)).put("hookRefuses", row.getString("hook_note").isEmpty() ? null : row.getString("hook_note"))
          .put("delayMillis", row.getLong("delay_ms") < 0 ? null : row.getLong("delay_ms"))));
        return accounts;
      });
  }

  private static JsonObject pace(Row row) {
    var says = row.getString("pace");
    var until = instant(row, "pace_until");
    return says.isEmpty() ? null : new JsonObject().put("says", says).put("until", text(until))
      .put("words", PaceWords.whole(says, until));
  }

  private static String text(Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
