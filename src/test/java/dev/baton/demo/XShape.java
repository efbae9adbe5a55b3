package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The forms of the documented schema, in the old words (tweet) or the new ones (post). */
public final class XShape {

  static final String PROBLEMS = "https://api.x.com/2/problems/";

  private String noun = "tweet";

  public void speaks(String word) {
    noun = word;
  }

  public JsonObject post(String id, String author, String text, String at) {
    return new JsonObject().put("id", id).put("text", text).put("author_id", author).put("created_at", at)
      .put("conversation_id", id).put("edit_history_" + noun + "_ids", new JsonArray().add(id))
      .put("public_metrics", new JsonObject().put("like_count", 0).put("like_count_str", "0"));
  }

  public JsonObject reply(String id, String author, String text, String at, String parent) {
    return referring(post(id, author, text, at), "replied_to", parent).put("conversation_id", parent);
  }

  /** The same post, referring to another one too. */
  public JsonObject referring(JsonObject post, String type, String id) {
    var name = "referenced_" + noun + "s";
    return post.put(name, post.getJsonArray(name, new JsonArray()).add(new JsonObject().put("type", type).put("id", id)));
  }

  static JsonObject user(String id, String handle, String name, long followers) {
    return new JsonObject().put("id", id).put("username", handle).put("name", name).put("verified", false)
      .put("verified_type", "none").put("public_metrics", new JsonObject().put("followers_count", followers));
  }

  /** An empty one has no {@code data}. */
  JsonObject page(List<JsonObject> items, String next, Map<String, JsonObject> people, Map<String, JsonObject> others,
                  Map<String, JsonObject> media, JsonArray errors) {
    var meta = new JsonObject().put("result_count", items.size());
    if (!next.isEmpty()) {
      meta.put("next_token", next);
    }
    var page = new JsonObject().put("meta", meta);
    if (!items.isEmpty()) {
      page.put("data", new JsonArray(items)).put("includes", new JsonObject()
        .put("users", new JsonArray(List.copyOf(people.values())))
        .put(noun + "s", new JsonArray(List.copyOf(others.values())))
        .put("media", new JsonArray(List.copyOf(media.values()))));
    }
    return errors.isEmpty() ? page : page.put("errors", errors);
  }

  static Answer problem(int status, String title, String detail, String type) {
    return Answer.json(status,
      new JsonObject().put("title", title).put("detail", detail).put("type", type).put("status", status));
  }
}
