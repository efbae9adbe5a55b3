package dev.baton.cases;

import static dev.baton.cases.DealingsJson.array;
import static dev.baton.cases.DealingsJson.list;
import static dev.baton.cases.DealingsJson.time;

import io.vertx.core.json.JsonObject;

/** What a case is apart from another, as the journal keeps it. */
final class AloneJson {

  private AloneJson() {}

  static JsonObject write(Alone alone) {
    return new JsonObject().put("queue", alone.queue()).put("phase", phase(alone.phase()))
      .put("answered", alone.answered()).put("unanswered", StateJson.array(alone.unanswered()))
      .put("facts", new JsonObject(StateJson.facts(alone.facts())))
      .put("contacts", array(alone.contacts(), EventJson::contact))
      .put("dealings", DealingsJson.write(alone.dealings()))
      .put("running", array(alone.running(), DealingsJson::obligation));
  }

  static Alone read(JsonObject json) {
    return new Alone(json.getString("queue"), phase(json.getJsonObject("phase")), json.getBoolean("answered"),
      StateJson.unanswered(json.getJsonArray("unanswered")), StateJson.facts(json.getJsonObject("facts")),
      list(json, "contacts", EventJson::contact), DealingsJson.read(json.getJsonObject("dealings")),
      list(json, "running", DealingsJson::obligation));
  }

  private static JsonObject phase(Phase phase) {
    var json = new JsonObject().put("word", phase.word());
    return switch (phase) {
      case Phase.Waiting w -> json;
      case Phase.Held(var agent) -> json.put("holder", agent);
      case Phase.Resolved(var at, var reason) -> json.put("at", at.toString()).put("reason", reason);
      case Phase.Merged(var at, var into) -> throw new IllegalArgumentException("what is merged is not alone");
    };
  }

  private static Phase phase(JsonObject json) {
    return switch (json.getString("word")) {
      case "waiting" -> new Phase.Waiting();
      case "held" -> new Phase.Held(json.getString("holder"));
      case "resolved" -> new Phase.Resolved(time(json, "at"), json.getString("reason"));
      default -> throw new IllegalArgumentException("no phase is called " + json.getString("word"));
    };
  }
}
