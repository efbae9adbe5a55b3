package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.mention.Author;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What people are called: a private message only has the number of who wrote it. A name is no reason to keep a message
 * waiting, so whoever cannot be asked about, as who has not consented, stays a number.
 */
final class Names {

  /** Asked about again when they are crowded out. */
  private static final int MOST = 1_000;

  private final Graph graph;
  private final String fields;
  private final Map<String, Author> known = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Author> eldest) {
      return size() > MOST;
    }
  };

  /** @param fields of a person that this network gives */
  Names(Graph graph, String fields) {
    this.graph = graph;
    this.fields = fields;
  }

  /** Never fails. Called from one event loop. */
  Future<Author> of(String id) {
    var before = known.get(id);
    return before != null ? Future.succeededFuture(before)
      : graph.get(id, Map.of("fields", fields)).map(heard -> heard(id, heard)).otherwise(e -> unnamed(id));
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
