package dev.baton.cases;

import static dev.baton.cases.DealingsJson.array;
import static dev.baton.cases.DealingsJson.list;
import static dev.baton.cases.DealingsJson.numbers;
import static dev.baton.cases.DealingsJson.time;

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
      case CaseEvent.Assigned e -> "assigned";
      case CaseEvent.Released e -> "released";
      case CaseEvent.Requeued e -> "requeued";
      case CaseEvent.Replied e -> "replied";
      case CaseEvent.ReplyAccepted e -> "reply-accepted";
      case CaseEvent.ReplyRefused e -> "reply-refused";
      case CaseEvent.ReplyUnknown e -> "reply-unknown";
      case CaseEvent.ReplyReturned e -> "reply-returned";
      case CaseEvent.Noted e -> "noted";
      case CaseEvent.MentionChanged e -> "mention-changed";
      case CaseEvent.LegOpened e -> "leg-opened";
      case CaseEvent.Flagged e -> "flagged";
      case CaseEvent.LegAccepted e -> "leg-accepted";
      case CaseEvent.LegAnswered e -> "leg-answered";
      case CaseEvent.LegPassed e -> "leg-passed";
      case CaseEvent.LegWithdrawn e -> "leg-withdrawn";
      case CaseEvent.Promised e -> "promised";
      case CaseEvent.PromiseWithdrawn e -> "promise-withdrawn";
      case CaseEvent.Resolved e -> "resolved";
      case CaseEvent.Unreached e -> "unreached";
      case CaseEvent.MergedInto e -> "merged-into";
      case CaseEvent.Absorbed e -> "absorbed";
      case CaseEvent.Unmerged e -> "unmerged";
      case CaseEvent.PeopleJoined e -> "people-joined";
      case CaseEvent.PeopleParted e -> "people-parted";
      case CaseEvent.Left e -> "contacts-left";
      case CaseEvent.SplitOff e -> "split-off";
      case CaseEvent.TimePassed e -> "time-passed";
    };
  }

  static JsonObject body(CaseEvent event) {
    var body = new JsonObject();
    return switch (event) {
      case CaseEvent.Contacted(var contact) -> contact(contact);
      case CaseEvent.Taken(var agent, var overrule) -> agent(body, agent, overrule);
      case CaseEvent.Assigned(var agent, var overrule, var to) -> agent(body, agent, overrule).put("to", to);
      case CaseEvent.Released(var agent, var overrule) -> agent(body, agent, overrule);
      case CaseEvent.Requeued(var agent, var overrule, var queue) -> agent(body, agent, overrule).put("queue", queue);
      case CaseEvent.Replied(var agent, var overrule, var reply, var says) ->
        says(agent(body, agent, overrule).put("reply", reply), says);
      case CaseEvent.ReplyAccepted(var reply, var at) -> body.put("reply", reply).put("writtenAt", at.toString());
      case CaseEvent.ReplyRefused(var reply, var cause) -> body.put("reply", reply).put("cause", cause);
      case CaseEvent.ReplyUnknown(var reply, var cause) -> body.put("reply", reply).put("cause", cause);
      case CaseEvent.ReplyReturned(var reply, var cause, var others, var contacts, var noLater) ->
        body.put("reply", reply).put("cause", cause).put("others", others.word())
          .put("contacts", array(contacts, EventJson::contact))
          .put("noLater", noLater.equals(Instant.MAX) ? null : noLater.toString());
      case CaseEvent.Noted(var agent, var note) -> body.put("agent", agent).put("note", note);
      case CaseEvent.MentionChanged(var mention, var deleted) -> body.put("mention", mention).put("deleted", deleted);
      case CaseEvent.LegOpened(var agent, var overrule, var leg, var party, var expert) ->
        agent(body, agent, overrule).put("leg", leg).put("party", party).put("expert", expert);
      case CaseEvent.Flagged(var by, var leg, var rep, var urgency) ->
        body.put("by", by).put("leg", leg).put("rep", rep).put("urgency", urgency);
      case CaseEvent.LegAccepted(var leg, var by, var overrule) -> leg(body, leg, by, overrule);
      case CaseEvent.LegAnswered(var leg, var by, var overrule) -> leg(body, leg, by, overrule);
      case CaseEvent.LegPassed(var leg, var by, var overrule, var to) -> leg(body, leg, by, overrule).put("to", to);
      case CaseEvent.LegWithdrawn(var leg, var agent, var overrule) -> agent(body, agent, overrule).put("leg", leg);
      case CaseEvent.Promised(var agent, var overrule, var promise, var dueAt) ->
        agent(body, agent, overrule).put("promise", promise).put("dueAt", dueAt.toString());
      case CaseEvent.PromiseWithdrawn(var agent, var overrule, var promise, var reason) ->
        agent(body, agent, overrule).put("promise", promise).put("reason", reason);
      case CaseEvent.Resolved(var agent, var overrule, var why) -> agent(body, agent, overrule).put("reason", why);
      case CaseEvent.Unreached(var number, var step, var level, var person, var cause) -> body.put("number", number)
        .put("step", step).put("level", level).put("person", person).put("cause", cause);
      case CaseEvent.MergedInto(var agent, var into) -> body.put("agent", agent).put("into", into);
      case CaseEvent.Absorbed(var agent, var from, var brought) ->
        body.put("agent", agent).put("from", from).put("brought", DealingsJson.brought(brought));
      case CaseEvent.Unmerged(var agent, var other, var alone) ->
        body.put("agent", agent).put("other", other).put("alone", AloneJson.write(alone));
      case CaseEvent.PeopleJoined(var agent, var link) -> body.put("agent", agent).put("link", link);
      case CaseEvent.PeopleParted(var agent, var link) -> body.put("agent", agent).put("link", link);
      case CaseEvent.Left(var agent, var link, var to, var mentions, var alone) -> body.put("agent", agent).put("link", link)
        .put("to", to).put("mentions", new JsonArray(mentions.stream().sorted().toList())).put("alone", AloneJson.write(alone));
      case CaseEvent.SplitOff(var agent, var to, var mentions, var remaining) -> body.put("agent", agent).put("to", to)
        .put("mentions", new JsonArray(mentions.stream().sorted().toList()))
        .put("remaining", array(remaining, EventJson::contact));
      case CaseEvent.TimePassed(var spare) -> spare == 0 ? body : body.put("spare", spare);
    };
  }

  /** That somebody was alarmed, beside the event that caused it. */
  static JsonObject alarm(Effect.Alarm alarm) {
    var after = alarm.obligation();
    return new JsonObject().put("kind", after.kind().word()).put("level", after.level()).put("step", after.step())
      .put("person", alarm.person()).put("dueAt", after.dueAt().toString())
      .put("consequence", alarm.consequence().word());
  }

  /** That somebody had to be told of it. */
  static JsonObject told(Effect.Tell tell) {
    return new JsonObject().put("subject", tell.subject().word()).put("person", tell.person()).put("about", tell.about());
  }

  private static JsonObject agent(JsonObject body, String agent, boolean overrule) {
    return body.put("agent", agent).put("overrule", overrule);
  }

  private static JsonObject leg(JsonObject body, long leg, String by, boolean overrule) {
    return body.put("leg", leg).put("by", by).put("overrule", overrule);
  }

  /** Most replies say only words, and the journal keeps those short. */
  private static JsonObject says(JsonObject body, Says says) {
    return says.equals(Says.WORDS) ? body : body.put("says", new JsonObject().put("forwards", says.forwards())
      .put("asks", says.asks()).put("canRemind", says.canRemind())
      .put("promises", array(says.promises(), p -> new JsonObject().put("promise", p.promise())
        .put("dueAt", p.dueAt().toString())))
      .put("keeps", new JsonArray(says.keeps())).put("moves", new JsonArray(says.moves())));
  }

  private static Says says(JsonObject body) {
    var says = body.getJsonObject("says");
    return says == null ? Says.WORDS : new Says(says.getBoolean("forwards"), says.getBoolean("asks"),
      says.getBoolean("canRemind"),
      list(says, "promises", p -> new Says.Given(p.getLong("promise"), time(p, "dueAt"))), numbers(says, "keeps"),
      numbers(says, "moves"));
  }

  static JsonObject contact(Contact c) {
    var body = new JsonObject().put("mention", c.mention()).put("at", c.at().toString())
      .put("seen", c.seen().toString()).put("asks", c.asks()).put("account", c.account()).put("channel", c.channel())
      .put("public", c.isPublic()).put("mood", c.mood().word())
      .put("urgencies", new JsonArray(c.urgencies().stream().sorted().toList()))
      .put("reach", c.reach()).put("language", c.language()).put("joined", c.joined());
    return c.hasWindow() ? body.put("replyUntil", c.replyUntil().toString()) : body;
  }

  /** The opposite of {@link #kind} and {@link #body}; the title of a contact is with its mention, not here. */
  static CaseEvent event(String kind, JsonObject body) {
    return switch (kind) {
      case "contacted" -> new CaseEvent.Contacted(contact(body));
      case "taken" -> new CaseEvent.Taken(agent(body), overrule(body));
      case "assigned" -> new CaseEvent.Assigned(agent(body), overrule(body), body.getString("to"));
      case "released" -> new CaseEvent.Released(agent(body), overrule(body));
      case "requeued" -> new CaseEvent.Requeued(agent(body), overrule(body), body.getString("queue"));
      case "replied" -> new CaseEvent.Replied(agent(body), overrule(body), body.getLong("reply"), says(body));
      case "reply-accepted" -> new CaseEvent.ReplyAccepted(body.getLong("reply"), time(body, "writtenAt"));
      case "reply-refused" -> new CaseEvent.ReplyRefused(body.getLong("reply"), body.getString("cause"));
      case "reply-unknown" -> new CaseEvent.ReplyUnknown(body.getLong("reply"), body.getString("cause"));
      case "reply-returned" -> new CaseEvent.ReplyReturned(body.getLong("reply"), body.getString("cause"),
        CaseEvent.Others.of(body.getString("others")), list(body, "contacts", EventJson::contact),
        body.getString("noLater") == null ? Instant.MAX : time(body, "noLater"));
      case "noted" -> new CaseEvent.Noted(agent(body), body.getLong("note"));
      case "mention-changed" -> new CaseEvent.MentionChanged(body.getLong("mention"), body.getBoolean("deleted"));
      case "leg-opened" -> new CaseEvent.LegOpened(agent(body), overrule(body), body.getLong("leg"),
        body.getString("party"), body.getString("expert"));
      case "flagged" -> new CaseEvent.Flagged(body.getString("by"), body.getLong("leg"), body.getString("rep"),
        body.getString("urgency"));
      case "leg-accepted" -> new CaseEvent.LegAccepted(body.getLong("leg"), body.getString("by"), overrule(body));
      case "leg-answered" -> new CaseEvent.LegAnswered(body.getLong("leg"), body.getString("by"), overrule(body));
      case "leg-passed" -> new CaseEvent.LegPassed(body.getLong("leg"), body.getString("by"), overrule(body),
        body.getString("to"));
      case "leg-withdrawn" -> new CaseEvent.LegWithdrawn(body.getLong("leg"), agent(body), overrule(body));
      case "promised" -> new CaseEvent.Promised(agent(body), overrule(body), body.getLong("promise"),
        time(body, "dueAt"));
      case "promise-withdrawn" -> new CaseEvent.PromiseWithdrawn(agent(body), overrule(body), body.getLong("promise"),
        body.getString("reason"));
      case "resolved" -> new CaseEvent.Resolved(agent(body), overrule(body), body.getString("reason"));
      case "unreached" -> new CaseEvent.Unreached(body.getInteger("number"), body.getInteger("step"),
        body.getInteger("level"), body.getString("person"), body.getString("cause"));
      case "merged-into" -> new CaseEvent.MergedInto(agent(body), body.getLong("into"));
      case "absorbed" -> new CaseEvent.Absorbed(agent(body), body.getLong("from"),
        DealingsJson.brought(body.getJsonObject("brought")));
      case "unmerged" -> new CaseEvent.Unmerged(agent(body), body.getLong("other"),
        AloneJson.read(body.getJsonObject("alone")));
      case "people-joined" -> new CaseEvent.PeopleJoined(agent(body), body.getLong("link"));
      case "people-parted" -> new CaseEvent.PeopleParted(agent(body), body.getLong("link"));
      case "contacts-left" -> new CaseEvent.Left(agent(body), body.getLong("link"), body.getLong("to"),
        Set.copyOf(numbers(body, "mentions")), AloneJson.read(body.getJsonObject("alone")));
      case "split-off" -> new CaseEvent.SplitOff(agent(body), body.getLong("to"), Set.copyOf(numbers(body, "mentions")),
        list(body, "remaining", EventJson::contact));
      case "time-passed" -> new CaseEvent.TimePassed(body.getLong("spare", 0L));
      default -> throw new IllegalArgumentException("the journal holds an event this version does not know: " + kind);
    };
  }

  private static String agent(JsonObject body) {
    return body.getString("agent");
  }

  private static boolean overrule(JsonObject body) {
    return body.getBoolean("overrule");
  }

  static Contact contact(JsonObject body) {
    Set<String> urgencies = body.getJsonArray("urgencies").stream().map(String::valueOf)
      .collect(Collectors.toCollection(TreeSet::new));
    return new Contact(body.getLong("mention"), time(body, "at"), time(body, "seen"), body.getBoolean("asks"),
      body.getString("account", ""), body.getString("channel"), body.getBoolean("public", true), Mood.of(body.getString("mood")),
      urgencies, body.getLong("reach"), body.getString("language"),
      body.containsKey("replyUntil") ? time(body, "replyUntil") : Instant.MAX, "", body.getString("joined"));
  }
}
