package dev.baton.connector.mastodon;

import dev.baton.config.Secret;
import dev.baton.connector.Connector;
import dev.baton.connector.RealContract;
import dev.baton.connector.RealServer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against snac: Mastodon's API without its newer half, without a limit, a stream, or a memory for keys. */
class SnacRealIT extends RealContract {

  private static RealServer snac;

  @BeforeAll
  static void startSnac() {
    snac = RealServer.start(Map.of(), "snac/server.sh", String.valueOf(RealServer.freePort()));
  }

  @AfterAll
  static void stopSnac() {
    snac.close();
  }

  @Override
  protected Connector connect() {
    return MastodonConnector.of(vertx, new MastodonConfig(snac.address(), new Secret(snac.said("shop"))), clock,
      new Random(1));
  }

  @Override
  protected String mention(String text) {
    return snac.call("POST", "/api/v1/statuses", snac.said("ann"),
      new JsonObject().put("status", "@shop " + text).put("visibility", "public")).getString("id");
  }

  /** On its page: snac deletes nothing over the interface. */
  @Override
  protected void delete(String id) {
    var uri = snac.call("GET", "/api/v1/statuses/" + id, snac.said("ann"), new JsonObject()).getString("uri");
    snac.click("/ann/admin/action", "ann", snac.said("password"),
      "action=Delete&actor=" + coded(snac.address() + "/ann") + "&id=" + coded(uri));
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  protected boolean edit(String id, String text) {
    snac.call("PUT", "/api/v1/statuses/" + id, snac.said("ann"), new JsonObject().put("status", "@shop " + text));
    return true;
  }

  @Override
  protected List<String> ourAnswers() {
    var me = snac.call("GET", "/api/v1/accounts/verify_credentials", snac.said("shop"), new JsonObject());
    return snac.list("/api/v1/accounts/" + me.getString("id") + "/statuses", snac.said("ann")).stream()
      .map(status -> status.getString("content")).toList();
  }
}
