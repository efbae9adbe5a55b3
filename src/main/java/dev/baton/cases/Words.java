package dev.baton.cases;

import dev.baton.journal.Entry;
import dev.baton.obligation.Kind;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the engine says to people, in one place. */
final class Words {

  /** What makes a reply written before it outdated. */
  private static final Set<String> TALK = Set.of("contacted", "replied", "taken", "released", "resolved",
    "reply-refused", "reply-unknown", "time-passed");

  private final UnaryOperator<String> nameOf;

  Words(UnaryOperator<String> nameOf) {
    this.nameOf = nameOf;
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
        "The network refused the last reply: reply again, or give a reason that says how the customer was answered";
    };
  }

  /** Who did what since the view that a command was written on. */
  String outdated(List<Entry.Numbered> newestFirst, Instant now) {
    return newestFirst.stream().map(Entry.Numbered::entry).filter(e -> TALK.contains(e.kind())).findFirst()
      .map(e -> who(e) + " " + ago(e.at(), now) + ": look at the case as it is now, your draft is kept")
      .orElse("The case changed meanwhile: look at it as it is now, your draft is kept");
  }

  private String who(Entry entry) {
    return switch (entry.kind()) {
      case "contacted" -> "The customer wrote again";
      case "replied" -> nameOf.apply(entry.actor()) + " answered";
      case "taken" -> nameOf.apply(entry.actor()) + " took the case";
      case "released" -> nameOf.apply(entry.actor()) + " gave the case back";
      case "resolved" -> nameOf.apply(entry.actor()) + " resolved the case";
      case "reply-refused" -> "The network refused a reply";
      case "reply-unknown" -> "The outcome of a reply became unknown";
      default -> "The case went back to its queue";
    };
  }

  static String ago(Instant then, Instant now) {
    var seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 120) {
      return seconds + " s ago";
    }
    return seconds < 7_200 ? seconds / 60 + " min ago" : seconds / 3_600 + " h ago";
  }

  /** A line of the timeline; empty where the mention, reply or note stands there itself. */
  Optional<String> line(Entry entry) {
    var body = entry.body();
    return switch (entry.kind()) {
      case "opened" -> Optional.of("Opened in queue " + body.getString("queue"));
      case "taken" -> Optional.of(nameOf.apply(entry.actor()) + " took the case");
      case "released" -> Optional.of(nameOf.apply(entry.actor()) + " gave the case back to its queue");
      case "reply-accepted" -> Optional.of("The network accepted the reply");
      case "reply-refused" -> Optional.of("The network refused the reply: " + body.getString("cause"));
      case "reply-unknown" -> Optional.of("Nobody knows whether the reply was said: " + body.getString("cause"));
      case "resolved" -> Optional.of(nameOf.apply(entry.actor()) + " resolved the case"
        + (body.getString("reason").isEmpty() ? "" : ": " + body.getString("reason")));
      case "time-passed" -> Optional.of(body.getJsonArray("alarms").stream().map(JsonObject.class::cast)
        .map(this::alarm).reduce((a, b) -> a + "; " + b).orElse(""));
      default -> Optional.empty();
    };
  }

  private String alarm(JsonObject alarm) {
    var kind = Kind.of(alarm.getString("kind"));
    var missed = kind == Kind.PROGRESS ? ", the case went back to its queue" : "";
    return nameOf.apply(alarm.getString("person")) + " alarmed (level " + alarm.getInteger("level") + "): no "
      + thing(kind) + " in time" + missed;
  }

  String bound(Foresight.Bound bound) {
    return "level " + bound.level() + ": no " + thing(bound.kind())
      + (bound.kind() == Kind.PROGRESS ? ", back to its queue" : "");
  }

  private static String thing(Kind kind) {
    return switch (kind) {
      case PICKUP -> "pickup";
      case FIRST_REPLY -> "first reply";
      case NEXT_REPLY -> "next reply";
      case PROGRESS -> "progress";
      case DELIVERY -> "delivery";
    };
  }
}
