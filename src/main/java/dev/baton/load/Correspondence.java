package dev.baton.load;

import dev.baton.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What strangers write on an account, and the answers that a program hands in, each until a gateway has it. */
final class Correspondence {

  private static final int BATCH = 250;
  /** Requests at once. */
  private static final int WRITERS = 8;
  private static final long ANSWER_WITHIN_SECONDS = 30;
  private static final long AGAIN_MILLIS = 200;
  private static final int MOST_TRIES = 600;
  /** The view of a case that one contact has opened. */
  private static final String FIRST_VIEW = "\"1\"";

  private final Vertx vertx;
  private final HttpClientAgent client;
  private final Supplier<List<URI>> gateways;
  private final Secret token;
  private int sent;

  /** @param gateways those that are there at that moment */
  Correspondence(Vertx vertx, Supplier<List<URI>> gateways, Secret token) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000),
      new PoolOptions().setHttp1MaxSize(WRITERS));
    this.gateways = gateways;
    this.token = token;
  }

  /** So many strangers write, each once. @return their cases */
  Future<List<Long>> receive(String account, int count) {
    var cases = new ArrayList<Long>();
    var talk = new Talk(account, 0);
    var received = Future.<Void>succeededFuture();
    for (var left = count; left > 0; left -= BATCH) {
      var size = Math.min(BATCH, left);
      received = received.compose(v -> handIn(account, talk.next(size), cases));
    }
    return received.map(cases);
  }

  private Future<Void> handIn(String account, List<Talk.Said> batch, List<Long> cases) {
    return send("/api/mentions", new JsonArray(batch.stream().map(said -> said.json(account)).toList()).toBuffer(), "")
      .compose(answer -> {
        if (answer.status() != 200) {
          return Future.failedFuture("a gateway answered " + answer.status() + " " + answer.body());
        }
        answer.body().toJsonObject().getJsonArray("results")
          .forEach(result -> cases.add(((JsonObject) result).getLong("caseId")));
        return Future.succeededFuture();
      });
  }

  static String answer(long caseId) {
    return "Answer to case " + caseId;
  }

  /** Every one of these cases is answered. */
  Future<Void> answer(List<Long> cases) {
    var left = new ArrayDeque<>(cases);
    var writers = new ArrayList<Future<Void>>();
    for (var i = 0; i < WRITERS; i++) {
      writers.add(next(left));
    }
    return Future.all(writers).mapEmpty();
  }

  private Future<Void> next(Deque<Long> left) {
    var caseId = left.poll();
    return caseId == null ? Future.succeededFuture() : answer(caseId, 1).compose(v -> next(left));
  }

  /** The same key at every try, so it is one reply however often a gateway is killed over it. */
  private Future<Void> answer(long caseId, int tries) {
    return send("/api/cases/" + caseId + "/replies", new JsonObject().put("text", answer(caseId)).toBuffer(),
        "answer to " + caseId)
      .map(answer -> answer.status() == 202 ? "" : answer.status() + " " + answer.body())
      .otherwise(Throwable::toString)
      .compose(trouble -> trouble.isEmpty() ? Future.succeededFuture()
        : tries >= MOST_TRIES ? Future.failedFuture("a reply could not be handed in: " + trouble)
        : vertx.timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS).compose(t -> answer(caseId, tries + 1)));
  }

  private record Answered(int status, Buffer body) {}

  private Future<Answered> send(String path, Buffer body, String key) {
    var all = gateways.get();
    if (all.isEmpty()) {
      return Future.failedFuture("no gateway is there");
    }
    var gateway = all.get(sent++ % all.size());
    var options = new RequestOptions().setMethod(HttpMethod.POST).setHost(gateway.getHost()).setPort(gateway.getPort())
      .setURI(path).setIdleTimeout(TimeUnit.SECONDS.toMillis(ANSWER_WITHIN_SECONDS))
      .putHeader("Authorization", "Bearer " + token.value()).putHeader("Content-Type", "application/json");
    if (!key.isEmpty()) {
      options.putHeader("Idempotency-Key", key).putHeader("If-Match", FIRST_VIEW);
    }
    return client.request(options).compose(request -> request.send(body))
      .compose(response -> response.body().map(answer -> new Answered(response.statusCode(), answer)));
  }

  Future<Void> close() {
    return client.close();
  }
}
