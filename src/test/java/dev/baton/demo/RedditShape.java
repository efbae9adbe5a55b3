package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.TreeMap;

/** The forms in which Reddit answers. */
final class RedditShape {

  private RedditShape() {}

  static JsonObject listing(List<JsonObject> things, String after) {
    return new JsonObject().put("kind", "Listing").put("data", new JsonObject().put("after", after).putNull("before")
      .put("dist", things.size()).put("children", new JsonArray(things)));
  }

  /** The newest first. */
  static List<JsonObject> of(String kind, TreeMap<Long, JsonObject> from) {
    return from.descendingMap().values().stream().filter(thing -> kind.equals(thing.getString("kind"))).toList();
  }

  static JsonArray error(String code, String words) {
    return new JsonArray().add(new JsonArray().add(code).add(words).add("text"));
  }

  static Answer problem(int status, String message) {
    return Answer.json(status, new JsonObject().put("message", message).put("error", status));
  }
}
