package dev.baton.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Posts and people as the network shows them. Source: lexicons app.bsky.feed.defs, app.bsky.embed, app.bsky.actor.defs. */
final class BlueskyViews {

  private BlueskyViews() {}

  /** @param people by DID */
  static JsonArray profiles(Map<String, Person> people, List<String> actors) {
    var found = new JsonArray();
    actors.stream().filter(people::containsKey).forEach(actor -> found.add(author(people, actor)
      .put("followersCount", people.get(actor).followers()).put("followsCount", 100).put("postsCount", 50)));
    return found;
  }

  /** Those that are there; what was deleted is left out without a word. */
  static JsonArray posts(Map<String, JsonObject> posts, Map<String, Person> people, List<String> uris) {
    var found = new JsonArray();
    uris.stream().filter(posts::containsKey).forEach(uri -> {
      var did = uri.split("/")[2];
      var post = new JsonObject().put("uri", uri).put("cid", AtProto.cid(uri)).put("author", author(people, did))
        .put("record", posts.get(uri)).put("labels", new JsonArray());
      var embed = posts.get(uri).getJsonObject("embed");
      found.add(embed == null ? post : post.put("embed", shown(embed, did)));
    });
    return found;
  }

  private static JsonObject author(Map<String, Person> people, String did) {
    var person = people.get(did);
    return new JsonObject().put("did", did).put("handle", person == null ? "handle.invalid" : person.handle())
      .put("displayName", person == null ? "" : person.name());
  }

  /** Blobs become addresses. */
  private static JsonObject shown(JsonObject embed, String did) {
    var shown = new JsonObject().put("$type", embed.getString("$type") + "#view");
    var images = embed.getJsonArray("images", new JsonArray());
    var addresses = new JsonArray();
    images.forEach(image -> {
      var link = ((JsonObject) image).getJsonObject("image").getJsonObject("ref").getString("$link");
      addresses.add(new JsonObject().put("fullsize", "https://cdn.bsky.example/full/" + did + "/" + link)
        .put("alt", ((JsonObject) image).getString("alt")));
    });
    return images.isEmpty() ? shown : shown.put("images", addresses);
  }
}
