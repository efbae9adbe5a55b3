package dev.baton.demo;

import dev.baton.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;

/** Hands calls to Baton as any telephone system would: over its public API. */
public final class HttpPhoneDesk implements PhoneDesk {

  /** A caller waits no longer for their reference. */
  private static final long TIMEOUT_MS = 10_000;

  private final HttpClient client;
  private final URI baton;
  private final Secret token;

  public HttpPhoneDesk(Vertx vertx, URI baton, Secret token) {
    this.client = vertx.createHttpClient();
    this.baton = baton;
    this.token = token;
  }

  @Override
  public Future<String> logCall(String externalId, String name, String phone, String text, Instant at) {
    var call = new JsonObject().put("account", "phone").put("externalId", externalId)
      .put("author", new JsonObject().put("id", phone).put("name", name).put("phone", phone))
      .put("text", text).put("postedAt", at.toString()).put("visibility", "private");
    var options = new RequestOptions().setMethod(HttpMethod.POST).setTimeout(TIMEOUT_MS)
      .setAbsoluteURI(baton.toString().replaceAll("/+$", "") + "/api/mentions")
      .putHeader("Authorization", "Bearer " + token.value()).putHeader("Content-Type", "application/json");
    return client.request(options)
      // In one step, on the connection's own thread: a body that nobody listens to yet is lost.
      .compose(request -> request.send(call.toBuffer())
        .compose(response -> response.body().map(body -> reference(response, body))));
  }

  public Future<Void> close() {
    return client.close();
  }

  private static String reference(HttpClientResponse response, Buffer body) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException("the call was not taken: " + response.statusCode());
    }
    var results = new JsonObject(body).getJsonArray("results", new JsonArray());
    return results.isEmpty() ? "" : results.getJsonObject(0).getString("reference", "");
  }
}
