package dev.baton.ingest;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How warm accounts are, by one question that an index answers: it looks at the first cases of the inbox, not at all. */
final class Heats {

  /** Somebody spoke, or a network sent, lately. */
  private static final Duration LATELY = Duration.ofMinutes(30);

  /** What an account's row and the inbox say. @param sends its network sent something by itself lately */
  record Found(Heat heat, boolean sends) {
    static final Found NOTHING = new Found(Heat.NONE, false);
  }

  /** Of each brand, the cases in whose hands or before whom somebody waits: the inbox's first two hundred. */
  private static final String FIND = """
    with first as (
      select m.account_id, c.waiting_since is not null as waits, c.holder <> '' as held
      from unnest($2::text[]) as b (brand)
      cross join lateral (select brand, id, waiting_since, holder from cases where brand = b.brand and phase <> 'resolved'
        order by order_at, id limit 200) c
      cross join lateral (select account_id from mention where case_id = c.id and brand = c.brand
        order by posted_at desc limit 1) m),
    warm as (select account_id, count(*) filter (where waits)::integer as waiting, count(*) filter (where held)::integer as held
      from first group by account_id)
    select a.id, coalesce(w.waiting, 0) as waiting, coalesce(w.held, 0) as held,
      coalesce(a.spoken_at > $3, false) as spoken, coalesce(a.hook_at > $3 and a.hook_note = '', false) as sends
    from account a left join warm w on w.account_id = a.id where a.id = any($1)""";

  /** By the accounts' numbers. */
  Future<Map<Integer, Found>> of(SqlClient client, Collection<Account> accounts, Instant now) {
    return client.preparedQuery(FIND).execute(Tuple.tuple()
      .addArrayOfInteger(accounts.stream().map(Account::id).distinct().toArray(Integer[]::new))
      .addArrayOfString(accounts.stream().map(Account::brand).distinct().toArray(String[]::new))
      .addValue(Rows.utc(now.minus(LATELY)))).map(rows -> {
        var found = new HashMap<Integer, Found>();
        rows.forEach(row -> found.put(row.getInteger("id"), new Found(new Heat(row.getInteger("waiting"),
          row.getInteger("held"), row.getBoolean("spoken")), row.getBoolean("sends"))));
        return found;
      });
  }
}
