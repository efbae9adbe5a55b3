package dev.baton.vault;

import dev.baton.connector.TokenStore;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/** The table of what accounts sign in with: sealed, one row an account, shared by all nodes with the same key. */
public final class Vault {

  /** Before anything is kept, or known to be. */
  private static final long NONE = 0;

  /** @param revision grows with each that is kept, so that a late one does not replace a later one */
  private record Kept(String value, long revision) {}

  private final SqlClient client;
  private final Seal seal;
  private final InstantSource clock;
  private final String holder = UUID.randomUUID().toString();

  public Vault(SqlClient client, SecretKey key, InstantSource clock) {
    this.client = client;
    this.seal = new Seal(key);
    this.clock = clock;
  }

  /** @param account by name; asked for nothing before it is in the table of accounts */
  public TokenStore of(String account) {
    return new TokenStore() {

      private volatile long revision;

      @Override
      public Future<Optional<String>> load() {
        return read(account).map(kept -> {
          revision = kept.map(Kept::revision).orElse(NONE);
          return kept.map(Kept::value);
        });
      }

      @Override
      public Future<Void> save(String value) {
        return write(account, value, revision).onSuccess(next -> revision = next).mapEmpty();
      }

      @Override
      public Future<Boolean> claim() {
        return claimed(account);
      }
    };
  }

  private static final String LOAD = """
    select s.sealed, s.revision from account_secret s join account a on a.id = s.account_id where a.name = $1""";

  private Future<Optional<Kept>> read(String account) {
    return client.preparedQuery(LOAD).execute(Tuple.of(account)).map(rows -> rows.size() == 0 ? Optional.empty()
      : Optional.of(new Kept(seal.open(account, rows.iterator().next().getBuffer("sealed").getBytes()),
        rows.iterator().next().getLong("revision"))));
  }

  /** Longer than a network may take to answer and a database to keep it. */
  private static final Duration CLAIMED_FOR = Duration.ofMinutes(1);

  private static final String CLAIM = """
    update account set renewed_by = $2, renewed_until = $4
    where name = $1 and (renewed_by = $2 or renewed_until <= $3) returning id""";

  private Future<Boolean> claimed(String account) {
    var now = clock.instant();
    return client.preparedQuery(CLAIM)
      .execute(Tuple.of(account, holder, Rows.utc(now), Rows.utc(now.plus(CLAIMED_FOR)))).map(rows -> rows.rowCount() == 1);
  }

  private static final String SAVE = """
    with over as (update account set renewed_until = '-infinity' where name = $1)
    insert into account_secret as s (account_id, sealed, updated_at, revision) select id, $2, $3, 1 from account where name = $1
    on conflict (account_id) do update set sealed = excluded.sealed, updated_at = excluded.updated_at,
      revision = s.revision + 1 where s.revision = $4 returning revision""";
  private static final String IS_THERE = "select from account where name = $1";

  private Future<Long> write(String account, String value, long over) {
    return client.preparedQuery(SAVE).execute(sealed(account, value).addValue(over))
      .compose(rows -> rows.size() == 1 ? Future.succeededFuture(rows.iterator().next().getLong("revision"))
        : client.preparedQuery(IS_THERE).execute(Tuple.of(account)).compose(there -> Future.failedFuture(there.size() == 0
          ? new IllegalStateException("there is no account " + account) : new TokenStore.Overtaken(account))));
  }

  private static final String KEEP = """
    insert into account_secret as s (account_id, sealed, updated_at, revision) select id, $2, $3, 1 from account where name = $1
    on conflict (account_id) do update set sealed = excluded.sealed, updated_at = excluded.updated_at,
      revision = s.revision + 1""";

  /** Instead of whatever was kept, in a transaction: the account was set up anew. */
  public Future<Void> keep(SqlClient tx, String account, String value) {
    return tx.preparedQuery(KEEP).execute(sealed(account, value))
      .compose(rows -> rows.rowCount() == 1 ? Future.succeededFuture()
        : Future.failedFuture(new IllegalStateException("there is no account " + account)));
  }

  private Tuple sealed(String account, String value) {
    return Tuple.of(account, Buffer.buffer(seal.close(account, value)), Rows.utc(clock.instant()));
  }
}
