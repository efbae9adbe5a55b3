package dev.baton.connector.reddit;

import dev.baton.connector.Fields;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One page of a listing. @param after the fullname below which the next one is asked for; empty at the end */
record RedditPage(List<Object> children, String after) {

  /** @throws SourceException if it is none */
  static RedditPage of(Wire.Answer answer, String host) {
    var data = Fields.object(Fields.object(answer.body(), host), "data");
    if (!(data.getValue("children") instanceof JsonArray)) {
      throw SourceException.unanswered(host + " answered with something that is no listing", null);
    }
    return of(data);
  }

  static RedditPage of(JsonObject data) {
    var children = new ArrayList<Object>();
    if (data.getValue("children") instanceof JsonArray all) {
      all.forEach(child -> children.add(child == null ? "null" : child));
    }
    return new RedditPage(children, Fields.text(data, "after"));
  }

  List<RedditThing> things() {
    return children.stream().map(RedditThing::of).toList();
  }

  List<String> names() {
    return things().stream().map(RedditThing::name).filter(name -> !name.isEmpty()).toList();
  }

  boolean reaches(Instant floor) {
    return things().stream().anyMatch(thing -> thing.isSaidBefore(floor));
  }
}
