package dev.baton.ingest;

import dev.baton.mention.Extras;
import dev.baton.mention.Quoted;
import io.vertx.core.json.JsonObject;

/** What a mention quotes and answers, as it is kept and shown. */
final class ExtrasJson {

  private static final String NOTHING = "{}";

  private ExtrasJson() {}

  static String of(Extras extras) {
    if (extras.quoted().isEmpty() && extras.parent().isEmpty()) {
      return NOTHING;
    }
    var json = new JsonObject();
    extras.quoted().ifPresent(q -> json.put("quoted", quoted(q)));
    extras.parent().ifPresent(q -> json.put("parent", quoted(q)));
    return json.encode();
  }

  private static JsonObject quoted(Quoted q) {
    return new JsonObject().put("author", q.author()).put("text", q.text()).put("url", q.url());
  }
}
