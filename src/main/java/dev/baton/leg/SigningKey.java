package dev.baton.leg;

import dev.baton.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What all nodes sign links with: made by the first node, kept in the database, so that a link works on each. */
public final class SigningKey {

  private static final int BYTES = 32;

  private SigningKey() {}

  private static final String OFFER = """
    insert into signing_key (key) values ($1) on conflict (only_row) do nothing""";
  private static final String KEY = "select key from signing_key";

  /** In hexadecimal. */
  public static Future<Secret> of(SqlClient client) {
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return client.preparedQuery(OFFER).execute(Tuple.of(Buffer.buffer(bytes)))
      .compose(v -> client.preparedQuery(KEY).execute())
      .map(rows -> new Secret(HexFormat.of().formatHex(rows.iterator().next().getBuffer("key").getBytes())));
  }
}
