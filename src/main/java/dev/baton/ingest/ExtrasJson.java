package dev.baton.ingest;

import dev.baton.mention.Attachment;
import dev.baton.mention.Extras;
import dev.baton.mention.Quoted;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a mention brought beside its words, as it is kept and shown. */
final class ExtrasJson {

  private static final String NOTHING = "{}";

  private ExtrasJson() {}

  static String of(Extras extras) {
    if (extras.equals(Extras.NONE)) {
      return NOTHING;
    }
    var json = new JsonObject();
    if (!extras.attachments().isEmpty()) {
      var all = new JsonArray();
      extras.attachments().forEach(a -> all.add(attachment(a)));
      json.put("attachments", all);
    }
    extras.quoted().ifPresent(q -> json.put("quoted", quoted(q)));
    extras.parent().ifPresent(q -> json.put("parent", quoted(q)));
    return json.encode();
  }

  private static JsonObject attachment(Attachment a) {
    return new JsonObject().put("kind", a.kind().word()).put("url", a.url()).put("type", a.type())
      .put("description", a.description());
  }

  private static JsonObject quoted(Quoted q) {
    return new JsonObject().put("author", q.author()).put("text", q.text()).put("url", q.url());
  }
}
