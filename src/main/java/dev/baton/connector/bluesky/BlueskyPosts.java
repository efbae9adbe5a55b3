package dev.baton.connector.bluesky;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Posts by their uris, as the network shows them: with addresses of pictures, which the records do not have. */
final class BlueskyPosts {

  /** The most that {@code getPosts} takes. */
  static final int AT_ONCE = 25;

  private final BlueskySession session;

  BlueskyPosts(BlueskySession session) {
    this.session = session;
  }

  /** One request, however many there are. @return by uri; what is gone is missing; empty if nothing could be had */
  Future<Optional<Map<String, JsonObject>>> of(Collection<String> uris) {
    var query = uris.stream().filter(uri -> !uri.isEmpty()).distinct().limit(AT_ONCE)
      .map(uri -> "uris=" + URLEncoder.encode(uri, StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    return query.isEmpty() ? Future.succeededFuture(Optional.of(Map.of()))
      : session.get("app.bsky.feed.getPosts", query).map(BlueskyPosts::found).otherwise(e -> Optional.empty());
  }

  private static Optional<Map<String, JsonObject>> found(Heard heard) {
    if (!(heard instanceof Heard.Fine(var answer))) {
      return Optional.empty();
    }
    var said = Fields.objectOrEmpty(answer.body());
    var posts = new HashMap<String, JsonObject>();
    Fields.objects(said, "posts").forEach(post -> posts.put(Fields.text(post, "uri"), post));
    return said.containsKey("posts") ? Optional.of(posts) : Optional.empty();
  }
}
