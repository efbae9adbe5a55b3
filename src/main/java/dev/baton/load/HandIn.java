package dev.baton.load;

import dev.baton.config.Secret;
import dev.baton.db.Turns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hands in a number of mentions by as many strangers, so that each is a case of its own. */
final class HandIn {

  private static final int BATCH = 250;
  /** Requests at once at each gateway. */
  private static final int CONNECTIONS = 4;
  private static final long ANSWER_WITHIN_SECONDS = 30;

  private final HttpClientAgent client;
  private final List<URI> gateways;
  private final Secret token;
  private int left;

  HandIn(Vertx vertx, List<URI> gateways, Secret token) {
    this.client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.gateways = gateways;
    this.token = token;
  }

  /** Fails with the first that is not taken in. */
  Future<Void> run(int count) {
    left = count;
    var all = new ArrayList<Future<Void>>();
    for (var gateway : gateways) {
      for (var i = 0; i < CONNECTIONS; i++) {
        var talk = new Talk("due" + all.size(), 0);
        all.add(Turns.whileMore(() -> next(gateway, talk)));
      }
    }
    return Future.all(all).eventually(client::close).mapEmpty();
  }

  private Future<Boolean> next(URI gateway, Talk talk) {
    var size = take();
    return size == 0 ? Future.succeededFuture(false) : send(gateway, talk.next(size)).map(true);
  }

  private synchronized int take() {
    var size = Math.min(BATCH, left);
    left -= size;
    return size;
  }

  private Future<Void> send(URI gateway, List<Talk.Said> batch) {
    var options = new RequestOptions().setMethod(HttpMethod.POST).setHost(gateway.getHost()).setPort(gateway.getPort())
      .setURI("/api/mentions").setIdleTimeout(TimeUnit.SECONDS.toMillis(ANSWER_WITHIN_SECONDS))
      .putHeader("Authorization", "Bearer " + token.value()).putHeader("Content-Type", "application/json");
    var body = new JsonArray(batch.stream().map(said -> said.json("api")).toList()).toBuffer();
    return client.request(options).compose(request -> request.send(body))
      .compose(response -> response.body().compose(answer -> response.statusCode() == 200
        && answer.toJsonObject().getInteger("accepted") == batch.size() ? Future.succeededFuture()
        : Future.failedFuture("a gateway answered " + response.statusCode() + " " + answer)));
  }
}
