package dev.baton.connector.youtube;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;

/**
 * A thread: a comment and what is said below it, on one level.
 *
 * @param id    of the thread, which is that of its comment
 * @param video below which it stands; empty where it stands below none
 * @param shut  we cannot answer in it
 */
record Strand(String id, String video, boolean shut) {

  static final Strand NONE = new Strand("", "", false);

  /** @param item as the list of threads has it */
  static Strand of(JsonObject item) {
    var snippet = Fields.object(item, "snippet");
    return new Strand(Fields.text(item, "id"), Fields.text(snippet, "videoId"),
      Boolean.FALSE.equals(snippet.getValue("canReply")));
  }

  /** Where a person can see a comment of it. */
  String url(String comment) {
    return video.isEmpty() ? "" : "https://www.youtube.com/watch?v=" + video + "&lc=" + comment;
  }

  static Strand parse(JsonObject json) {
    return new Strand(Fields.text(json, "id"), Fields.text(json, "video"), Boolean.TRUE.equals(json.getValue("shut")));
  }

  JsonObject json() {
    return new JsonObject().put("id", id).put("video", video).put("shut", shut);
  }
}
