package dev.baton.cases;

import dev.baton.triage.Mood;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Events as the journal keeps them: all that a replay needs, and no customer's words. */
final class EventJson {

  private EventJson() {}

  static String kind(CaseEvent event) {
    return switch (event) {
      case CaseEvent.Contacted e -> "contacted";
      case CaseEvent.Taken e -> "taken";
      case CaseEvent.Released e -> "released";
      case CaseEvent.Replied e -> "replied";
      case CaseEvent.ReplyAccepted e -> "reply-accepted";
      case CaseEvent.ReplyRefused e -> "reply-refused";
      case CaseEvent.ReplyUnknown e -> "reply-unknown";
      case CaseEvent.Noted e -> "noted";
      case CaseEvent.Resolved e -> "resolved";
      case CaseEvent.TimePassed e -> "time-passed";
    };
  }

  static JsonObject body(CaseEvent event) {
    var body = new JsonObject();
    return switch (event) {
      case CaseEvent.Contacted(var c) -> body.put("mention", c.mention()).put("at", c.at().toString())
        .put("seen", c.seen().toString()).put("asks", c.asks()).put("channel", c.channel())
        .put("mood", c.mood().word()).put("urgencies", new JsonArray(c.urgencies().stream().sorted().toList()))
        .put("reach", c.reach()).put("language", c.language()).put("joined", c.joined());
      case CaseEvent.Taken(var agent, var overrule) -> agent(body, agent, overrule);
      case CaseEvent.Released(var agent, var overrule) -> agent(body, agent, overrule);
      case CaseEvent.Replied(var agent, var overrule, var reply) -> agent(body, agent, overrule).put("reply", reply);
      case CaseEvent.ReplyAccepted(var reply, var at) -> body.put("reply", reply).put("writtenAt", at.toString());
      case CaseEvent.ReplyRefused(var reply, var cause) -> body.put("reply", reply).put("cause", cause);
      case CaseEvent.ReplyUnknown(var reply, var cause) -> body.put("reply", reply).put("cause", cause);
      case CaseEvent.Noted(var agent, var note) -> body.put("agent", agent).put("note", note);
      case CaseEvent.Resolved(var agent, var overrule, var why) -> agent(body, agent, overrule).put("reason", why);
      case CaseEvent.TimePassed() -> body;
    };
  }

  private static JsonObject agent(JsonObject body, String agent, boolean overrule) {
    return body.put("agent", agent).put("overrule", overrule);
  }

  /** The opposite of {@link #kind} and {@link #body}; the title of a contact is with its mention, not here. */
  static CaseEvent event(String kind, JsonObject body) {
    return switch (kind) {
      case "contacted" -> new CaseEvent.Contacted(contact(body));
      case "taken" -> new CaseEvent.Taken(body.getString("agent"), body.getBoolean("overrule"));
      case "released" -> new CaseEvent.Released(body.getString("agent"), body.getBoolean("overrule"));
      case "replied" -> new CaseEvent.Replied(body.getString("agent"), body.getBoolean("overrule"),
        body.getLong("reply"));
      case "reply-accepted" -> new CaseEvent.ReplyAccepted(body.getLong("reply"), time(body, "writtenAt"));
      case "reply-refused" -> new CaseEvent.ReplyRefused(body.getLong("reply"), body.getString("cause"));
      case "reply-unknown" -> new CaseEvent.ReplyUnknown(body.getLong("reply"), body.getString("cause"));
      case "noted" -> new CaseEvent.Noted(body.getString("agent"), body.getLong("note"));
      case "resolved" -> new CaseEvent.Resolved(body.getString("agent"), body.getBoolean("overrule"),
        body.getString("reason"));
      case "time-passed" -> new CaseEvent.TimePassed();
      default -> throw new IllegalArgumentException("the journal holds an event this version does not know: " + kind);
    };
  }

  static Contact contact(JsonObject body) {
    Set<String> urgencies = body.getJsonArray("urgencies").stream().map(String::valueOf)
      .collect(Collectors.toCollection(TreeSet::new));
    return new Contact(body.getLong("mention"), time(body, "at"), time(body, "seen"), body.getBoolean("asks"),
      body.getString("channel"), Mood.of(body.getString("mood")), urgencies, body.getLong("reach"),
      body.getString("language"), "", body.getString("joined"));
  }

  private static Instant time(JsonObject body, String key) {
    return Instant.parse(body.getString(key));
  }
}
