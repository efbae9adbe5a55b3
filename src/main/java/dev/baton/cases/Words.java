package dev.baton.cases;

import dev.baton.inbox.Reference;
import dev.baton.journal.Entry;
import dev.baton.obligation.Kind;
import dev.baton.policy.Party;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What the engine says to people, in one place. */
final class Words {

  /** What makes a reply written before it outdated. */
  private static final Set<String> TALK = Set.of("contacted", "replied", "taken", "assigned", "released", "requeued", "resolved",
    "reply-refused", "reply-unknown", "reply-returned", "time-passed", "leg-opened", "leg-answered", "leg-withdrawn", "promised",
    "promise-withdrawn", "absorbed", "split-off", "unmerged", "contacts-left");

  private final UnaryOperator<String> nameOf;
  private final Function<String, Optional<Party>> partyOf;

  Words(UnaryOperator<String> nameOf, Function<String, Optional<Party>> partyOf) {
    this.nameOf = nameOf;
    this.partyOf = partyOf;
  }

  String refusal(Moved.Refused refused) {
    return switch (refused.refusal()) {
      case HELD_BY_ANOTHER -> nameOf.apply(refused.holder()) + " has this case: ask them to release it";
      case IS_RESOLVED -> "This case is resolved: it opens again when the customer writes";
      case NOT_HELD -> "Nobody has this case, so it cannot be given back";
      case REPLY_UNDER_WAY ->
        "A reply has not been accepted by the network yet: wait for it, or say what became of it";
      case NOT_ANSWERED ->
        "The customer's last word has no answer: reply, or give a reason why none is needed";
      case UNDELIVERED ->
        "The network did not deliver the last reply: reply again, or give a reason that says how the customer was answered";
      case LEG_OPEN -> "It is still handed to somebody: wait for their answer, or take the leg back first";
      case ANSWER_NOT_PASSED_ON ->
        "The answer to a leg has not reached the customer: reply to them, or give a reason why they need not hear it";
      case PROMISE_OPEN ->
        "A date was promised and is still open: reply and say that this keeps it, or give a reason why it is void";
      case FORWARDED_NOWHERE -> "This tells the customer that somebody else has it. That needs a leg that somebody must"
        + " accept and a date that we must keep: hand the case off, and promise a date with the reply";
      case NO_SUCH_PARTY -> "Cases of this queue are not handed there: choose another department or vendor";
      case NOT_THERE -> "They are not there at this moment: choose somebody who is, or leave the choice to the rota";
      case NO_SUCH_LEG -> "This is not open with you any more: look at the case as it is now";
      case LEG_TAKEN -> "A colleague has accepted this already";
      case NOBODY_ABOVE -> "Above you stands nobody to whom this could go: answer it, or ask the owner to take it back";
      case NO_SUCH_PROMISE -> "There is no open promise of this number: look at the case as it is now";
      case PROMISE_PAST -> "A promise is about the future: give a time that has not passed";
      case PROMISE_TOO_FAR -> "Who promises beyond a year promises nothing: promise a step that is nearer";
      case NO_SUCH_URGENCY -> "There is no such urgency: choose one that GET /api/policy names under urgencies";
      case NO_SUCH_QUEUE -> "There is no such queue of this brand: choose one that GET /api/policy names under queues";
      case SAME_CASE -> "A case cannot be merged into itself: name another one";
      case NOTHING_LEFT -> "A case keeps at least one contact: leave one, or leave them all together";
    };
  }

  /** Who did what since the view that a command was written on. */
  String outdated(List<Entry.Numbered> newestFirst, Instant now) {
    return newestFirst.stream().map(Entry.Numbered::entry).filter(e -> TALK.contains(e.kind())).findFirst()
      .map(e -> who(e) + " " + ago(e.at(), now) + ": look at the case as it is now, your draft is kept")
      .orElse("The case changed meanwhile: look at it as it is now, your draft is kept");
  }

  private String who(Entry entry) {
    var actor = nameOf.apply(entry.actor());
    return switch (entry.kind()) {
      case "contacted" -> "The customer wrote again";
      case "replied" -> actor + " answered";
      case "taken" -> actor + " took the case";
      case "assigned" -> actor + " gave the case to " + name(entry.body(), "to");
      case "released" -> actor + " gave the case back";
      case "requeued" -> actor + " moved the case to another queue";
      case "resolved" -> actor + " resolved the case";
      case "reply-refused" -> "The network refused a reply";
      case "reply-unknown" -> "The outcome of a reply became unknown";
      case "reply-returned" -> "The network could not deliver a reply after all";
      case "leg-opened" -> actor + " handed the case off";
      case "leg-answered" -> actor + " answered the leg";
      case "leg-withdrawn" -> actor + " took a leg back";
      case "promised" -> actor + " promised a date";
      case "promise-withdrawn" -> actor + " took a promise back";
      case "absorbed" -> actor + " merged another case into this one";
      case "split-off" -> actor + " split contacts off";
      case "unmerged" -> actor + " undid a merge";
      case "contacts-left" -> actor + " undid a link of its customer";
      default -> entry.body().containsKey("closed") ? "The case was closed as unanswered"
        : "The case went back to its queue, or a leg came back";
    };
  }

  static String ago(Instant then, Instant now) {
    var seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 120) {
      return seconds + " s ago";
    }
    return seconds < 7_200 ? seconds / 60 + " min ago" : seconds / 3_600 + " h ago";
  }

  /** A line of the timeline; empty where the mention, reply, note or leg stands there itself. */
  Optional<String> line(Entry entry) {
    var body = entry.body();
    var actor = nameOf.apply(entry.actor());
    return switch (entry.kind()) {
      case "opened" -> Optional.of("Opened in queue " + body.getString("queue"));
      case "split-opened" -> Optional.of(actor + " split it off from " + reference(body, "from"));
      case "taken" -> Optional.of(actor + " took the case");
      case "assigned" -> Optional.of(actor + " gave the case to " + name(body, "to"));
      case "released" -> Optional.of(actor + " gave the case back to its queue");
      case "requeued" -> Optional.of(actor + " moved the case to queue " + body.getString("queue"));
      case "mention-changed" -> Optional.of(body.getBoolean("deleted") ? "The customer removed something they had said"
        : "The customer changed something they had said");
      case "reply-accepted" -> Optional.of("The network accepted the reply");
      case "reply-refused" -> Optional.of("The network refused the reply: " + body.getString("cause"));
      case "reply-unknown" -> Optional.of("Nobody knows whether the reply was said: " + body.getString("cause"));
      case "reply-returned" -> Optional.of("The network could not deliver the reply after all: " + body.getString("cause"));
      case "resolved" -> Optional.of(actor + " resolved the case"
        + (body.getString("reason").isEmpty() ? "" : ": " + body.getString("reason")));
      case "leg-accepted" -> Optional.of(name(body, "by") + " accepted it");
      case "leg-passed" -> Optional.of(name(body, "by") + " passed it on: " + told(body));
      case "leg-withdrawn" -> Optional.of(actor + " took the leg back");
      case "promise-withdrawn" -> Optional.of(actor + " took the promise back: " + body.getString("reason"));
      case "merged-into" -> Optional.of(actor + " merged this case into " + reference(body, "into"));
      case "absorbed" -> Optional.of(actor + " merged " + reference(body, "from") + " into this case");
      case "unmerged" -> Optional.of(actor + " undid the merge with " + reference(body, "other")
        + ": both are what they would be without it");
      case "people-joined" -> Optional.of(actor + " said that its customer is one with another");
      case "people-parted" -> Optional.of(actor + " undid a link: its customer is who they were without it");
      case "contacts-left" -> Optional.of(actor + " undid a link: " + body.getJsonArray("mentions").size()
        + " contact(s) of somebody else are in " + reference(body, "to") + ", and this case is what it would be without them");
      case "left-opened" -> Optional.of(actor + " undid a link: these contacts were in " + reference(body, "from")
        + ", and this case is what it would be if they had never been there");
      case "split-off" -> Optional.of(actor + " split " + body.getJsonArray("mentions").size()
        + " contact(s) off into " + reference(body, "to"));
      case "unreached" -> Optional.of(name(body, "person") + " could not be reached (" + body.getString("cause") + ")"
        + following(body));
      case "time-passed" -> Optional.of(String.join("; ", passed(body)));
      default -> Optional.empty();
    };
  }

  /** The other case, where one was merged or split off. */
  static Optional<Long> other(Entry entry) {
    return switch (entry.kind()) {
      case "split-opened", "left-opened", "absorbed" -> Optional.of(entry.body().getLong("from"));
      case "merged-into" -> Optional.of(entry.body().getLong("into"));
      case "unmerged" -> Optional.of(entry.body().getLong("other"));
      case "split-off", "contacts-left" -> Optional.of(entry.body().getLong("to"));
      default -> Optional.empty();
    };
  }

  private static String reference(JsonObject body, String key) {
    return Reference.of(body.getLong(key));
  }

  private String name(JsonObject body, String key) {
    return nameOf.apply(body.getString(key));
  }

  /** To whom it went on. */
  private String following(JsonObject body) {
    var lines = new ArrayList<String>();
    objects(body, "alarms").forEach(alarm -> lines.add(alarm(alarm)));
    if (!told(body).isEmpty()) {
      lines.add(told(body));
    }
    return lines.isEmpty() ? "" : ": " + String.join("; ", lines);
  }

  private List<String> passed(JsonObject body) {
    var lines = new ArrayList<String>();
    objects(body, "alarms").forEach(alarm -> lines.add(alarm(alarm)));
    if (!told(body).isEmpty()) {
      lines.add("not accepted in time: " + told(body));
    }
    if (body.containsKey("reminded")) {
      lines.add("the customer is reminded of our question");
    }
    if (body.containsKey("closed")) {
      lines.add("closed, because the customer did not answer what we asked");
    }
    return lines;
  }

  /** Who is asked next. */
  private String told(JsonObject body) {
    return objects(body, "told").stream().filter(t -> Set.of("leg", "flag").contains(t.getString("subject")))
      .map(t -> name(t, "person") + " is asked").findFirst().orElse("");
  }

  private static List<JsonObject> objects(JsonObject body, String key) {
    return body.getJsonArray(key, new JsonArray()).stream().map(JsonObject.class::cast).toList();
  }

  private String alarm(JsonObject alarm) {
    var consequence = Effect.Consequence.of(alarm.getString("consequence", "climbs"));
    return name(alarm, "person") + " alarmed (level " + alarm.getInteger("level") + "): "
      + lower(alarmed(Kind.of(alarm.getString("kind")), consequence));
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  /** Why somebody is alarmed. */
  String alarmed(Kind kind, Effect.Consequence consequence) {
    return missed(kind) + switch (consequence) {
      case CLIMBS -> "";
      case BACK_TO_QUEUE -> ", the case went back to its queue";
      case LEG_RETURNED -> ", the leg came back to its owner";
      case SHUT -> ", the window has shut: only another channel is left";
    };
  }

  private static String missed(Kind kind) {
    return switch (kind) {
      case PICKUP -> "No pickup in time";
      case FIRST_REPLY -> "No first reply in time";
      case NEXT_REPLY -> "No reply in time";
      case UPDATE -> "No update to the customer in time";
      case PROGRESS -> "No progress in time";
      case RESOLUTION -> "Not resolved in time";
      case ACCEPT -> "Not accepted in time";
      case ANSWER -> "No answer in time";
      case PROMISE -> "A promise is broken";
      case CUSTOMER -> "The customer has not answered what we asked";
      case DELIVERY -> "A reply is not delivered";
      case WINDOW -> "The network lets no reply through soon";
    };
  }

  /** What somebody has to know beside the alarms. */
  String told(Subject subject) {
    return switch (subject) {
      case ALARM -> "Something was missed";
      case LEG -> "You are asked for an answer";
      case FLAG -> "You are asked to look at it";
      case LEG_ANSWERED -> "The answer is here: tell the customer";
      case LEG_RETURNED -> "Nobody accepted the leg: it is yours again";
      case ANSWER_LATE -> "The answer to the leg is late";
      case FLAG_ACCEPTED -> "Your flag is accepted";
      case FLAG_DONE -> "Your flag is done";
      case ASSIGNED -> "The case is in your hand now";
      case PROMISE_BROKEN -> "A promised date has passed: tell the customer honestly";
      case SET_ASIDE -> "Baton cannot carry this case on, so nothing alarms anybody: look after it yourself and have your"
        + " administrator read the cause in the monitor";
    };
  }

  /** What happens if nobody acts; the person stands beside it. */
  String bound(Foresight.Bound bound) {
    return switch (bound.what()) {
      case ALARM -> level(bound) + lower(missed(bound.kind()));
      case BACK_TO_QUEUE -> level(bound) + lower(missed(bound.kind())) + ", back to its queue";
      case ASKED -> "is asked, because the one before did not accept";
      case LEG_RETURNED -> level(bound) + "nobody accepted the leg, back to its owner";
      case WINDOW_SHUT -> level(bound) + "the network lets no reply through any more";
      case REMINDED -> "Baton reminds the customer";
      case CLOSED -> "Closed: the customer did not answer";
    };
  }

  private static String level(Foresight.Bound bound) {
    return "level " + bound.level() + ": ";
  }

  /** How people call what a leg is handed to. */
  String party(String key) {
    return partyOf.apply(key).map(Party::title).orElse(key.substring(key.indexOf(':') + 1));
  }
}
