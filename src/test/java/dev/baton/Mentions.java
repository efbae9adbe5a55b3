package dev.baton;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Mentions as programs hand them in. */
final class Mentions {

  private Mentions() {}

  /** Somebody says something; who it is decides the case. */
  static JsonObject of(String externalId, String author, String text, Instant at) {
    return new JsonObject().put("account", "api").put("externalId", externalId)
      .put("author", new JsonObject().put("id", author).put("handle", author).put("name", "Name of " + author))
      .put("text", text).put("postedAt", at.toString());
  }
}
