package dev.baton.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Hands in mentions over a fixed number of connections, one request at a time on each. With a rate, requests are due by
 * the clock, whatever became of those before, and their latency counts from when they were due: a gateway that stands
 * still for a second is blamed for everything that should have been sent in it.
 */
final class Pump {

  private static final long ANSWER_WITHIN_SECONDS = 30;
  /** After the end, requests that are due already may still be sent for so long. */
  private static final long DRAIN_SECONDS = 10;
  /** A refused request is not repeated at once, or a gateway that is down would be asked a million times. */
  private static final long AFTER_REFUSAL_MILLIS = 100;

  private final Vertx vertx;
  private final LoadSettings settings;
  private final Sightings sightings;
  private final HttpClientAgent client;
  private final RequestOptions request;
  private final List<Connection> connections = new ArrayList<>();
  private final Latency latency = new Latency();
  private final Map<String, Integer> errors = new TreeMap<>();
  private final Promise<Void> done = Promise.promise();
  private long countFrom;
  private long end;
  private long due;
  private long batches;
  private int busy;
  private long accepted;
  private long duplicates;
  private long refused;
  private long lastAnswer;

  Pump(Vertx vertx, LoadSettings settings, String run, Sightings sightings) {
    this.vertx = vertx;
    this.settings = settings;
    this.sightings = sightings;
    client = vertx.createHttpClient(new HttpClientOptions().setDecompressionSupported(false),
      new PoolOptions().setHttp1MaxSize(settings.connections()));
    request = new RequestOptions().setMethod(HttpMethod.POST).setHost(settings.url().getHost())
      .setPort(settings.url().getPort()).setURI("/api/mentions")
      .setIdleTimeout(TimeUnit.SECONDS.toMillis(ANSWER_WITHIN_SECONDS))
      .putHeader("Authorization", "Bearer " + settings.token().value())
      .putHeader("Content-Type", "application/json");
    for (var i = 0; i < settings.connections(); i++) {
      connections.add(new Connection(new Talk(run + Integer.toString(i, Character.MAX_RADIX), settings.returning())));
    }
  }

  /** Succeeds when everything that was due has been answered. */
  Future<Void> run() {
    var now = System.nanoTime();
    countFrom = now + TimeUnit.SECONDS.toNanos(settings.warmup());
    end = countFrom + TimeUnit.SECONDS.toNanos(settings.seconds());
    due = now;
    if (settings.rate() > 0) {
      clock();
    } else {
      connections.forEach(Connection::next);
    }
    return done.future().eventually(client::close);
  }

  /** Hands out what is due to the connections in turn, once a millisecond. */
  private void clock() {
    var now = System.nanoTime();
    var between = TimeUnit.SECONDS.toNanos(1) * (double) settings.batch() / settings.rate();
    var first = countFrom - TimeUnit.SECONDS.toNanos(settings.warmup());
    while (due <= now && due < end) {
      var connection = connections.get((int) (batches % connections.size()));
      connection.due.add(due);
      connection.next();
      batches++;
      due = first + (long) (batches * between);
    }
    if (due < end) {
      vertx.setTimer(1, t -> clock());
    } else {
      finishIfIdle();
    }
  }

  private final class Connection {
    private final Talk talk;
    private final Deque<Long> due = new ArrayDeque<>();
    private boolean sending;

    private Connection(Talk talk) {
      this.talk = talk;
    }

    private void next() {
      if (sending) {
        return;
      }
      var now = System.nanoTime();
      if (settings.rate() == 0 ? now >= end : due.isEmpty() || now > end + TimeUnit.SECONDS.toNanos(DRAIN_SECONDS)) {
        finishIfIdle();
        return;
      }
      sending = true;
      busy++;
      send(settings.rate() == 0 ? now : due.poll());
    }

    private void send(long from) {
      var batch = talk.next(settings.batch());
      client.request(request)
        .compose(r -> r.send(body(batch)))
        .compose(response -> response.body().map(body -> response.statusCode() == 200 ? body.toJsonObject()
          : error(Integer.toString(response.statusCode()), from)))
        .otherwise(e -> error(e.getClass().getSimpleName(), from))
        .onSuccess(answer -> {
          busy--;
          sending = false;
          if (answer.isEmpty()) {
            talk.forget();
            vertx.setTimer(AFTER_REFUSAL_MILLIS, t -> next());
          } else {
            answered(batch, answer, from);
            next();
          }
        });
    }
  }

  private Buffer body(List<Talk.Said> batch) {
    return batch.size() == 1 ? batch.getFirst().json(settings.account()).toBuffer()
      : new JsonArray(batch.stream().map(said -> said.json(settings.account())).toList()).toBuffer();
  }

  private JsonObject error(String what, long from) {
    if (from >= countFrom) {
      errors.merge(what, 1, Integer::sum);
    }
    return new JsonObject();
  }

  private void answered(List<Talk.Said> batch, JsonObject answer, long from) {
    if (from < countFrom) {
      return;
    }
    lastAnswer = System.nanoTime();
    latency.record(lastAnswer - from);
    var results = answer.getJsonArray("results");
    accepted += answer.getInteger("accepted");
    duplicates += answer.getInteger("duplicates");
    refused += answer.getInteger("refused");
    for (var i = 0; i < batch.size(); i++) {
      var caseId = results.getJsonObject(i).getLong("caseId");
      if (caseId != null) {
        sightings.accepted(caseId, batch.get(i).contacts(), from, lastAnswer);
      }
    }
  }

  private void finishIfIdle() {
    var nothingDue = settings.rate() == 0 || due >= end;
    if (busy == 0 && nothingDue && System.nanoTime() >= end) {
      done.tryComplete();
    } else if (busy == 0 && nothingDue) {
      vertx.setTimer(10, t -> finishIfIdle());
    }
  }

  /** Mentions a second, from the first that counted to the last answer. */
  double perSecond() {
    return accepted / ((Math.max(lastAnswer, end) - countFrom) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  String report() {
    return """
        mentions/s           %,.0f (%,d accepted)
        request              %s (%,d requests of %d%s)
        not accepted         %,d duplicates, %,d refused items, failed requests %s"""
      .formatted(perSecond(), accepted, latency, latency.count(), settings.batch(),
        settings.rate() == 0 ? "" : ", from when each was due", duplicates, refused, errors);
  }
}
