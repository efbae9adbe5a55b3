package dev.baton.connector.mail;

import dev.baton.connector.Fields;
import dev.baton.mention.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
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
  /** Of their letters; all in all less than a mention keeps, or the whole could not be read again. */
  private static final int MOST_LETTERS = 5_000;
  private static final int LONGEST_SUBJECT = 500;

  AnswerRef {
    references = shortened(references);
    subject = Text.line(subject, LONGEST_SUBJECT);
  }

  private static List<String> shortened(List<String> all) {
    var kept = new ArrayDeque<String>();
    var letters = all.isEmpty() ? 0 : all.getFirst().length();
    for (var i = all.size() - 1; i > 0 && kept.size() + 1 < MOST; i--) {
      letters += all.get(i).length();
      if (letters > MOST_LETTERS) {
        break;
      }
      kept.addFirst(all.get(i));
    }
    if (!all.isEmpty()) {
      kept.addFirst(all.getFirst());
    }
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
