package dev.baton.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A network to be answered on. It breaks off before, during and after it was told something, answers late or never, asks to
 * wait, fails after it took something, and shows late what it has; and it knows what was really said.
 */
final class DrillNetwork {

  /** What happens to one request of a hundred. */
  enum Mishap {
    CLOSES_BEFORE(2), CLOSES_DURING(2), CLOSES_AFTER(2), CLOSES_AND_TAKES_IT_LATER(1), CUTS_ITS_ANSWER(1),
    NEVER_ANSWERS(1), FAILS_AFTER(1), ASKS_TO_WAIT(3), ANSWERS_LATE(3), NONE(84);

    private final int percent;

    Mishap(int percent) {
      this.percent = percent;
    }
  }

  private static final int LATE_MILLIS = 2_000;
  /** Less than a quarter of the while after which "not there" counts, also in a hurry. */
  private static final int SHOWN_AFTER_MILLIS = 1_000;

  private record Said(String id, String to, String text, long at) {}

  private final Vertx vertx;
  private final HttpServer server;
  private final Random random;
  private final List<Said> said = new ArrayList<>();
  private final Map<String, List<Said>> below = new HashMap<>();
  private final Map<String, Said> byKey = new HashMap<>();
  private final EnumMap<Mishap, Integer> mishaps = new EnumMap<>(Mishap.class);

  DrillNetwork(Vertx vertx, long seed) {
    this.vertx = vertx;
    this.random = new Random(seed);
    this.server = vertx.createHttpServer().requestHandler(this::hear);
  }

  Future<URI> start() {
    return server.listen(0, "127.0.0.1").map(up -> URI.create("http://localhost:" + up.actualPort()));
  }

  private synchronized Mishap mishap() {
    var dice = random.nextInt(100);
    for (var mishap : Mishap.values()) {
      dice -= mishap.percent;
      if (dice < 0) {
        mishaps.merge(mishap, 1, Integer::sum);
        return mishap;
      }
    }
    return Mishap.NONE;
  }

  private void hear(HttpServerRequest request) {
    var mishap = mishap();
    if (mishap == Mishap.CLOSES_BEFORE) {
      request.connection().close();
    } else if (mishap == Mishap.CLOSES_DURING) {
      request.handler(chunk -> request.connection().close());
    } else {
      request.body().onSuccess(body -> {
        if (request.path().equals("/said")) {
          answer(request, mishap, shown(request.getParam("to")).toBuffer());
        } else {
          say(request, mishap, body.toJsonObject());
        }
      });
    }
  }

  private void say(HttpServerRequest request, Mishap mishap, JsonObject draft) {
    switch (mishap) {
      case ASKS_TO_WAIT -> request.response().setStatusCode(429).putHeader("Retry-After", "1").end();
      case CLOSES_AND_TAKES_IT_LATER -> {
        request.connection().close();
        vertx.setTimer(1 + random.nextInt(LATE_MILLIS), t -> keep(draft));
      }
      default -> answer(request, mishap, new JsonObject().put("id", keep(draft)).toBuffer());
    }
  }

  /** What was asked is done by now. */
  private void answer(HttpServerRequest request, Mishap mishap, Buffer answer) {
    var response = request.response();
    switch (mishap) {
      case CLOSES_AFTER -> request.connection().close();
      case NEVER_ANSWERS -> { }
      case FAILS_AFTER -> response.setStatusCode(503).end();
      case ANSWERS_LATE -> vertx.setTimer(1 + random.nextInt(LATE_MILLIS), t -> response.end(answer));
      case CUTS_ITS_ANSWER -> response.putHeader("Content-Length", String.valueOf(answer.length() + 9)).write(answer)
        .onComplete(done -> request.connection().close());
      default -> response.end(answer);
    }
  }

  private synchronized String keep(JsonObject draft) {
    var key = draft.getString("key", "");
    if (byKey.containsKey(key)) {
      return byKey.get(key).id();
    }
    var one = new Said("said-" + (said.size() + 1), draft.getString("to"), draft.getString("text"), System.nanoTime());
    said.add(one);
    below.computeIfAbsent(one.to(), to -> new ArrayList<>()).add(one);
    if (!key.isEmpty()) {
      byKey.put(key, one);
    }
    return one.id();
  }

  private synchronized JsonArray shown(String to) {
    var all = new JsonArray();
    below.getOrDefault(to, List.of()).stream()
      .filter(one -> System.nanoTime() - one.at() > SHOWN_AFTER_MILLIS * 1_000_000L)
      .forEach(one -> all.add(new JsonObject().put("id", one.id()).put("text", one.text())));
    return all;
  }

  /** By their text: the ids under which it was said, more than one where it was said again. */
  synchronized Map<String, List<String>> truth() {
    var truth = new HashMap<String, List<String>>();
    said.forEach(one -> truth.computeIfAbsent(one.text(), text -> new ArrayList<>()).add(one.id()));
    return truth;
  }

  synchronized int mishaps() {
    return mishaps.entrySet().stream().filter(e -> e.getKey() != Mishap.NONE).mapToInt(Map.Entry::getValue).sum();
  }
}
