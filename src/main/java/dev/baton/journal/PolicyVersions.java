package dev.baton.journal;

import dev.baton.config.ConfigFolder;
import dev.baton.config.Settings;
import dev.baton.db.Rows;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Every policy that was ever in force, so that the journal can be replayed under the one that was (law 8). A policy is
 * kept as the keys it was read from; the same keys are the same version, on whatever node and however often.
 */
public final class PolicyVersions {

  private final Function<Settings, Policy> read;

  /** @param read makes a policy of settings, with everybody's absences */
  public PolicyVersions(Function<Settings, Policy> read) {
    this.read = read;
  }

  private static final String REMEMBER = """
    insert into policy (hash, settings, since) values ($1, $2, $3) on conflict (hash) do nothing""";
  private static final String VERSION = "select version from policy where hash = $1";

  /** @param keys as {@link Settings#snapshot} gives them @return its version */
  public Future<Integer> remember(SqlClient client, Map<String, Object> keys, Instant now) {
    var text = encode(keys);
    var hash = hash(text);
    return client.preparedQuery(REMEMBER).execute(Tuple.of(hash, text, Rows.utc(now)))
      .compose(v -> client.preparedQuery(VERSION).execute(Tuple.of(hash)))
      .map(rows -> rows.iterator().next().getInteger("version"));
  }

  /** The version of these keys, if they were ever in force. */
  public Future<Optional<Integer>> find(SqlClient client, Map<String, Object> keys) {
    return client.preparedQuery(VERSION).execute(Tuple.of(hash(encode(keys)))).map(PolicyVersions::version);
  }

  private static final String PUT_IN_FORCE = """
    insert into policy_in_force as f (version, since) values ($1, $2)
    on conflict (only_row) do update set version = excluded.version, reading = f.reading + 1,
      since = case when f.version = excluded.version then f.since else excluded.since end
    returning version, reading""";

  /**
   * What is in force on every node.
   *
   * @param reading grows whenever a node reads its folder, at its start or for a reload, even where that makes the same
   *                policy: people may have changed
   */
  public record InForce(int version, int reading) {}

  /** From now on this version is in force on every node of this database; the one put in force last is. */
  public Future<InForce> putInForce(SqlClient client, int version, Instant now) {
    return client.preparedQuery(PUT_IN_FORCE).execute(Tuple.of(version, Rows.utc(now)))
      .map(rows -> inForce(rows.iterator().next()));
  }

  private static final String IN_FORCE = "select version, reading from policy_in_force";

  /** What was put in force last, on any node; empty on a new database. */
  public Future<Optional<InForce>> inForce(SqlClient client) {
    return client.preparedQuery(IN_FORCE).execute()
      .map(rows -> rows.stream().findFirst().map(PolicyVersions::inForce));
  }

  private static InForce inForce(Row row) {
    return new InForce(row.getInteger("version"), row.getInteger("reading"));
  }

  private static Optional<Integer> version(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getInteger("version"));
  }

  private static final String ONE = "select version, settings from policy where version = $1";

  /** Fails if there never was such a version. */
  public Future<Policy> one(SqlClient client, int version) {
    return client.preparedQuery(ONE).execute(Tuple.of(version)).map(rows -> policy(rows.iterator().next()));
  }

  private static final String ALL = "select version, settings from policy";

  /** By their versions. */
  public Future<Map<Integer, Policy>> all(SqlClient client) {
    return client.preparedQuery(ALL).execute().map(this::policies);
  }

  private static final String SOME = ALL + " where version = any($1)";

  /** These of them. */
  public Future<Map<Integer, Policy>> some(SqlClient client, Collection<Integer> versions) {
    return client.preparedQuery(SOME).execute(Tuple.tuple().addArrayOfInteger(versions.toArray(Integer[]::new)))
      .map(this::policies);
  }

  private Map<Integer, Policy> policies(RowSet<Row> rows) {
    var policies = new TreeMap<Integer, Policy>();
    rows.forEach(row -> policies.put(row.getInteger("version"), policy(row)));
    return policies;
  }

  private Policy policy(Row row) {
    return read.apply(ConfigFolder.ofSnapshot(decode(new JsonObject(row.getString("settings")))));
  }

  /** In the order of the files: the first of several queues means more than the others. */
  private static String encode(Map<String, Object> keys) {
    var json = new JsonObject();
    keys.forEach((path, value) -> json.put(path, value instanceof Iterable<?> many ? array(many) : value));
    return json.encode();
  }

  private static JsonArray array(Iterable<?> many) {
    var array = new JsonArray();
    many.forEach(array::add);
    return array;
  }

  private static Map<String, Object> decode(JsonObject json) {
    var keys = new LinkedHashMap<String, Object>();
    json.forEach(entry -> keys.put(entry.getKey(), entry.getValue() instanceof JsonArray many
      ? many.stream().map(String::valueOf).toList() : entry.getValue()));
    return keys;
  }

  private static Buffer hash(String text) {
    try {
      return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
