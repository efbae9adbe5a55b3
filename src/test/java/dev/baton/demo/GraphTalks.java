package dev.baton.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is private there: conversations, and what we say in them. Safe to use from any thread. */
public final class GraphTalks {

  private static final DateTimeFormatter SPELLED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ")
    .withZone(ZoneOffset.UTC);

  private record Message(String id, String with, String from, String text, Instant at) {}

  private final InstantSource clock;
  private final List<Message> messages = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private String business = SimulatedGraph.PAGE;
  private int number;

  GraphTalks(InstantSource clock) {
    this.clock = clock;
  }

  /** Whose conversations they are. */
  public synchronized void of(String account) {
    business = account;
  }

  /** A customer's, in the conversation with them. */
  public synchronized String message(String person, String text) {
    var id = "m_" + ++number;
    messages.add(new Message(id, person, person, text, clock.instant()));
    return id;
  }

  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  synchronized JsonObject say(JsonObject body) {
    var to = body.getJsonObject("recipient").getString("id");
    var message = body.getJsonObject("message");
    var id = "m_" + ++number;
    messages.add(new Message(id, to, business, message.getString("text"), clock.instant()));
    said.add(new Said(id, to, message.getString("text"), "private", message.getString("metadata", ""), clock.instant()));
    return new JsonObject().put("recipient_id", to).put("message_id", id);
  }

  synchronized JsonObject whatsApp(JsonObject body) {
    var id = "wamid." + ++number;
    said.add(new Said(id, body.getJsonObject("context").getString("message_id"), body.getJsonObject("text").getString("body"),
      "private", body.getString("biz_opaque_callback_data", ""), clock.instant()));
    return new JsonObject().put("messaging_product", "whatsapp")
      .put("contacts", new JsonArray().add(new JsonObject().put("input", body.getString("to")).put("wa_id", body.getString("to"))))
      .put("messages", new JsonArray().add(new JsonObject().put("id", id)));
  }

  /** Newest first. */
  synchronized JsonObject conversation(String with) {
    var data = new JsonArray();
    messages.stream().filter(m -> m.with().equals(with)).sorted(Comparator.comparing(Message::at).reversed()).limit(50)
      .forEach(m -> data.add(new JsonObject().put("id", m.id()).put("message", m.text())
        .put("from", new JsonObject().put("id", m.from())).put("created_time", SPELLED.format(m.at()))));
    return new JsonObject().put("data", data.isEmpty() ? data
      : new JsonArray().add(new JsonObject().put("id", "t_1").put("messages", new JsonObject().put("data", data))));
  }
}
