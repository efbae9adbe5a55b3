package dev.baton.connector.bluesky;

import dev.baton.TestDatabase;
import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.connector.RealContract;
import dev.baton.connector.RealServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Against the AT Protocol's own data server and app view, as their makers develop on them. */
class AtProtoRealIT extends RealContract {

  private static final String POSTS = "app.bsky.feed.post";
  private static final String US = "@northwind.test";
  private static RealServer network;
  private JsonObject ann;
  private JsonObject we;

  @BeforeAll
  static void startNetwork() {
    network = RealServer.start(Map.of("DB_POSTGRES_URL", TestDatabase.empty()), "atproto/network.sh",
      "target/real/atproto", String.valueOf(RealServer.freePort()));
  }

  @AfterAll
  static void stopNetwork() {
    network.close();
  }

  @BeforeEach
  void signIn() {
    ann = session("ann.test", "ann-password");
    we = session("northwind.test", "northwind-password");
  }

  private static JsonObject session(String identifier, String password) {
    return network.call("POST", "/xrpc/com.atproto.server.createSession", "",
      new JsonObject().put("identifier", identifier).put("password", password));
  }

  @Override
  protected Connector connect() {
    return BlueskyConnector.of(vertx,
      new BlueskyConfig(network.address(), "northwind.test", new Secret("northwind-password")), clock, new Random(1));
  }

  @Override
  protected String mention(String text) {
    var named = new JsonObject().put("index", new JsonObject().put("byteStart", 0).put("byteEnd", US.length()))
      .put("features", new JsonArray().add(new JsonObject().put("$type", "app.bsky.richtext.facet#mention")
        .put("did", we.getString("did"))));
    var record = new JsonObject().put("$type", POSTS).put("text", US + " " + text)
      .put("createdAt", Instant.now().toString()).put("facets", new JsonArray().add(named));
    return network.call("POST", "/xrpc/com.atproto.repo.createRecord", ann.getString("accessJwt"), new JsonObject()
      .put("repo", ann.getString("did")).put("collection", POSTS).put("record", record)).getString("uri");
  }

  @Override
  protected void delete(String id) {
    network.call("POST", "/xrpc/com.atproto.repo.deleteRecord", ann.getString("accessJwt"),
      new JsonObject().put("repo", ann.getString("did")).put("collection", POSTS)
        .put("rkey", id.substring(id.lastIndexOf('/') + 1)));
  }

  @Override
  protected boolean edit(String id, String text) {
    return false;
  }

  @Override
  protected List<String> ourAnswers() {
    var records = network.call("GET", "/xrpc/com.atproto.repo.listRecords?collection=" + POSTS + "&repo="
      + we.getString("did"), ann.getString("accessJwt"), new JsonObject()).getJsonArray("records");
    return records.stream().map(r -> ((JsonObject) r).getJsonObject("value").getString("text")).toList();
  }
}
