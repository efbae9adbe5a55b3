package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.mention.Author;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What people are called: a private message only has the number of who wrote it. A name is no reason to keep a message
 * waiting, so whoever cannot be asked about, as who has not consented, stays a number, and so does everybody while the
 * network is slow or a great many write at once.
 */
final class Names {

  /** Asked about again when they are crowded out. */
  private static final int MOST = 1_000;
  /** A delivery of a thousand messages has to be read within its lease. */
  private static final int ASKED_A_MINUTE = 100;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Graph graph;
  private final InstantSource clock;
  private final String fields;
  private Instant since = Instant.EPOCH;
  private int asked;
  private final Map<String, Author> known = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Author> eldest) {
      return size() > MOST;
    }
  };

  /** @param fields of a person that this network gives */
  Names(Graph graph, InstantSource clock, String fields) {
    this.graph = graph;
    this.clock = clock;
    this.fields = fields;
  }

  /** Never fails. Called from one event loop. */
  Future<Author> of(String id) {
    var before = known.get(id);
    if (before != null || !mayAsk()) {
      return Future.succeededFuture(before == null ? unnamed(id) : before);
    }
    return graph.get(id, Map.of("fields", fields)).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
      .map(heard -> heard(id, heard)).otherwise(e -> {
        asked = ASKED_A_MINUTE; // nobody else has to wait for this
        return unnamed(id);
      });
  }

  private boolean mayAsk() {
    var now = clock.instant();
    if (!now.isBefore(since.plus(MINUTE))) {
      since = now;
      asked = 0;
    }
    return asked++ < ASKED_A_MINUTE;
  }

  private Author heard(String id, Heard heard) {
    if (!(heard instanceof Heard.Fine(var answer))) {
      return unnamed(id);
    }
    var person = person(id, Fields.objectOrEmpty(answer.body()));
    known.put(id, person);
    return person;
  }

  private static Author person(String id, JsonObject said) {
    return new Author(id, Fields.text(said, "username"), Fields.text(said, "name"), Fields.number(said, "follower_count"),
      "", "");
  }

  private static Author unnamed(String id) {
    return new Author(id, "", "", 0, "", "");
  }
}
