package dev.baton.account;

import dev.baton.db.Rows;
import dev.baton.ingest.Account;
import dev.baton.vault.Seal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of accounts that were added on the page. All that one is told is sealed with the operator's key and its name. A
 * change first waits for what is being kept of the account, and from then on nothing that was read before it is kept.
 */
public final class AddedAccounts {

  private final Seal seal;

  public AddedAccounts(Seal seal) {
    this.seal = seal;
  }

  private static final String ALL = """
    select a.id, a.name, a.channel, a.brand, d.queue, d.sealed, d.paused, d.revision
    from added_account d join account a on a.id = d.account_id where d.removed_at is null order by a.name""";

  public Future<List<Added>> all(SqlClient client) {
    return client.preparedQuery(ALL).execute().map(rows -> {
      var all = new ArrayList<Added>();
      rows.forEach(row -> all.add(read(row)));
      return all;
    });
  }

  private Added read(Row row) {
    var told = opened(row.getString("name"), row.getBuffer("sealed").getBytes());
    var region = told.map(keys -> keys.getOrDefault(AccountConfig.REGION, "").toString()).orElse("");
    var account = new Account(row.getInteger("id"), row.getString("name"), row.getString("channel"),
      row.getString("brand"), row.getString("queue"), region);
    return new Added(account, told, row.getBoolean("paused"), row.getInteger("revision"));
  }

  private Buffer sealed(String name, Map<String, Object> told) {
    return Buffer.buffer(seal.close(belongs(name), new JsonObject(new HashMap<>(told)).encode()));
  }

  private Optional<Map<String, Object>> opened(String name, byte[] sealed) {
    return seal.opened(belongs(name), sealed).map(text -> {
      var told = new HashMap<String, Object>();
      new JsonObject(text).forEach(e -> told.put(e.getKey(), e.getValue() instanceof JsonArray many
        ? many.stream().map(String::valueOf).toList() : e.getValue()));
      return told;
    });
  }

  /** Told apart from what its network gave it, so that neither is worth anything in the other's place. */
  private static String belongs(String name) {
    return "what is told to\n" + name;
  }

  private static final String READING = "select reading from added_accounts_read";

  /** Another one after every change, on whatever node. */
  public Future<Long> reading(SqlClient client) {
    return client.preparedQuery(READING).execute().map(rows -> rows.iterator().next().getLong("reading"));
  }

  private static final String NAMED = """
    insert into account (name, channel, brand) values ($1, $2, $3)
    on conflict (name) do update set state = 'new', note = '', cursor = '', complete_until = null, hook_at = null,
      resume_at = null, stopped = false, term = account.term + 1, node = '', lease_until = '-infinity'
    where account.channel = excluded.channel and account.brand = excluded.brand
      and exists (select 1 from added_account d where d.account_id = account.id and d.removed_at is not null)
    returning id""";
  private static final String ADD = """
    insert into added_account (account_id, queue, sealed) values ($1, $2, $3)
    on conflict (account_id) do update set queue = excluded.queue, sealed = excluded.sealed, paused = false,
      removed_at = null, revision = added_account.revision + 1""";

  /** @return false where there is, or was, another account of that name; one that was removed may come back */
  public Future<Boolean> add(SqlClient tx, Account wanted, Map<String, Object> told, String actor, Instant now) {
    return tx.preparedQuery(NAMED).execute(Tuple.of(wanted.name(), wanted.channel(), wanted.brand())).compose(rows -> {
      if (rows.size() == 0) {
        return Future.succeededFuture(false);
      }
      var id = rows.iterator().next().getInteger("id");
      return tx.preparedQuery(ADD).execute(Tuple.of(id, wanted.queue(), sealed(wanted.name(), told)))
        .compose(v -> changed(tx, id, "added", told.keySet().stream().sorted().toList(), actor, now)).map(true);
    });
  }

  private static final String LOCK = "select id from account where id = $1 for update";
  private static final String CHANGE = """
    update added_account set queue = $2, sealed = $3, revision = revision + 1
    where account_id = $1 and revision = $4 and removed_at is null""";
  private static final String ANEW = """
    update account set term = term + 1, node = '', lease_until = '-infinity',
      state = case when stopped then state else 'new' end, note = case when stopped then note else '' end,
      resume_at = null, cursor = case when $2 then '' else cursor end,
      hook_at = case when $2 then null else hook_at end
    where id = $1""";

  /**
   * @param elsewhere whether it leads somewhere else now, so that what was read says nothing of how far
   * @return false where somebody else changed it meanwhile
   */
  public Future<Boolean> change(SqlClient tx, Added was, String queue, Map<String, Object> told, boolean elsewhere,
                         List<String> keys, String actor, Instant now) {
    var id = was.account().id();
    return tx.preparedQuery(LOCK).execute(Tuple.of(id))
      .compose(v -> tx.preparedQuery(CHANGE).execute(Tuple.of(id, queue, sealed(was.name(), told), was.revision())))
      .compose(rows -> rows.rowCount() == 0 ? Future.succeededFuture(false)
        : tx.preparedQuery(ANEW).execute(Tuple.of(id, elsewhere))
          .compose(v -> changed(tx, id, "changed", keys, actor, now)).map(true));
  }

  private static final String PAUSE = """
    update added_account set paused = $2, revision = revision + 1
    where account_id = $1 and paused <> $2 and removed_at is null""";
  private static final String STOP = """
    update account set stopped = $2, state = $3, note = '', resume_at = null, term = term + 1, node = '',
      lease_until = '-infinity' where id = $1""";

  /** @return false where it is so already, or gone */
  public Future<Boolean> pause(SqlClient tx, Account account, boolean paused, String actor, Instant now) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(account.id()))
      .compose(v -> tx.preparedQuery(PAUSE).execute(Tuple.of(account.id(), paused)))
      .compose(rows -> rows.rowCount() == 0 ? Future.succeededFuture(false)
        : tx.preparedQuery(STOP).execute(Tuple.of(account.id(), paused, paused ? "paused" : "new"))
          .compose(v -> changed(tx, account.id(), paused ? "paused" : "resumed", List.of(), actor, now)).map(true));
  }

  private static final String REMOVE = """
    update added_account set sealed = null, removed_at = $2, revision = revision + 1
    where account_id = $1 and removed_at is null""";
  private static final String FORGET = "delete from account_secret where account_id = $1";
  private static final String LEAVE = """
    update delivery set state = 'unreadable', cause = 'its account was removed before it was read'
    where account_id = $1 and state = 'new'""";

  /** What came in on it stays; what it was told is gone. @return false where it is gone already */
  public Future<Boolean> remove(SqlClient tx, Account account, String actor, Instant now) {
    return tx.preparedQuery(LOCK).execute(Tuple.of(account.id()))
      .compose(v -> tx.preparedQuery(REMOVE).execute(Tuple.of(account.id(), Rows.utc(now))))
      .compose(rows -> rows.rowCount() == 0 ? Future.succeededFuture(false)
        : tx.preparedQuery(FORGET).execute(Tuple.of(account.id()))
          .compose(v -> tx.preparedQuery(LEAVE).execute(Tuple.of(account.id())))
          .compose(v -> tx.preparedQuery(STOP).execute(Tuple.of(account.id(), true, "off")))
          .compose(v -> changed(tx, account.id(), "removed", List.of(), actor, now)).map(true));
  }

  private static final String NOTE = """
    insert into account_change (account_id, at, actor, what, keys) values ($1, $2, $3, $4, $5)""";
  private static final String READ_AGAIN = "update added_accounts_read set reading = reading + 1";

  private Future<Void> changed(SqlClient tx, int id, String what, List<String> keys, String actor, Instant now) {
    return tx.preparedQuery(NOTE).execute(Tuple.of(id, Rows.utc(now), actor, what)
        .addArrayOfString(keys.toArray(String[]::new)))
      .compose(v -> tx.preparedQuery(READ_AGAIN).execute()).mapEmpty();
  }

  /** Shown on one screen. */
  private static final String CHANGES = """
    select at, actor, what, keys from account_change where account_id = $1 order by id desc limit 20""";

  /** Who did what to it, the latest first. */
  Future<JsonArray> changes(SqlClient client, Account account) {
    return client.preparedQuery(CHANGES).execute(Tuple.of(account.id())).map(rows -> {
      var changes = new JsonArray();
      rows.forEach(row -> changes.add(new JsonObject().put("at", Rows.instant(row, "at").toString())
        .put("actor", row.getString("actor")).put("what", row.getString("what"))
        .put("keys", new JsonArray(List.of(row.getArrayOfStrings("keys"))))));
      return changes;
    });
  }
}
