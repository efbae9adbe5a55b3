package dev.baton.journal;

import dev.baton.config.ConfigFolder;
import dev.baton.config.Settings;
import dev.baton.db.Rows;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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

  private static final String ALL = "select version, settings from policy";

  /** By their versions. */
  public Future<Map<Integer, Policy>> all(SqlClient client) {
    return client.preparedQuery(ALL).execute().map(rows -> {
      var policies = new TreeMap<Integer, Policy>();
      rows.forEach(row -> policies.put(row.getInteger("version"),
        read.apply(ConfigFolder.ofSnapshot(decode(new JsonObject(row.getString("settings")))))));
      return policies;
    });
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
