package dev.baton.connector.mail;

import dev.baton.connector.Fields;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer to a mail needs of it.
 *
 * @param to         where answers go
 * @param subject    as it was written
 * @param id         the mail's own id; empty where it has none that can be answered to
 * @param references the ids before it in the thread, from the first
 */
record AnswerRef(String to, String subject, String id, List<String> references) {

  /** The first, which is the thread, and the latest; programs need no more to put a mail where it belongs. */
  private static final int MOST = 12;
  private static final int LONGEST_SUBJECT = 500;

  AnswerRef {
    references = shortened(references);
    subject = subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
  }

  private static List<String> shortened(List<String> all) {
    if (all.size() <= MOST) {
      return List.copyOf(all);
    }
    var kept = new ArrayList<>(all.subList(all.size() - MOST + 1, all.size()));
    kept.addFirst(all.getFirst());
    return List.copyOf(kept);
  }

  String text() {
    return new JsonObject().put("to", to).put("subject", subject).put("id", id)
      .put("references", new JsonArray(references)).encode();
  }

  static AnswerRef parse(String text) {
    var json = Fields.objectOrEmpty(Buffer.buffer(text));
    var references = json.getValue("references") instanceof JsonArray array
      ? array.stream().map(String::valueOf).toList() : List.<String>of();
    return new AnswerRef(Fields.text(json, "to"), Fields.text(json, "subject"), Fields.text(json, "id"), references);
  }
}
