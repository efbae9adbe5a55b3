package dev.baton.cases;

import dev.baton.obligation.Kind;
import dev.baton.obligation.Obligation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** Legs, promises and obligations as JSON, in a case's row and in the journal. */
final class DealingsJson {

  private DealingsJson() {}

  static JsonObject write(Dealings dealings) {
    var json = new JsonObject();
    if (dealings.isNothing()) {
      return json;
    }
    return json.put("legs", array(dealings.legs(), DealingsJson::leg))
      .put("promises", array(dealings.promises(), DealingsJson::promise))
      .put("ask", new JsonObject().put("reply", dealings.ask().reply()).put("canRemind", dealings.ask().canRemind())
        .put("reminders", dealings.ask().reminders()))
      .put("underWay", array(dealings.underWay(), u -> new JsonObject().put("reply", u.reply())
        .put("byBaton", u.byBaton()).put("asks", u.asks()).put("canRemind", u.canRemind())
        .put("keeps", new JsonArray(u.keeps())).put("moves", new JsonArray(u.moves()))))
      .put("answers", array(dealings.answers(), a -> new JsonObject().put("leg", a.leg()).put("at", a.at().toString())));
  }

  static Dealings read(JsonObject json) {
    if (json.isEmpty()) {
      return Dealings.NONE;
    }
    var ask = json.getJsonObject("ask");
    return new Dealings(list(json, "legs", DealingsJson::leg), list(json, "promises", DealingsJson::promise),
      new Dealings.Ask(ask.getLong("reply"), ask.getBoolean("canRemind"), ask.getInteger("reminders")),
      list(json, "underWay", u -> new Dealings.UnderWay(u.getLong("reply"), u.getBoolean("byBaton"),
        u.getBoolean("asks"), u.getBoolean("canRemind"), numbers(u, "keeps"), numbers(u, "moves"))),
      list(json, "answers", a -> new Dealings.Answer(a.getLong("leg"), time(a, "at"))));
  }

  private static JsonObject leg(Leg leg) {
    return new JsonObject().put("id", leg.id()).put("party", leg.party()).put("by", leg.by()).put("expert", leg.expert())
      .put("accepted", leg.accepted()).put("openedAt", leg.openedAt().toString())
      .put("acceptBy", leg.acceptBy().toString()).put("answerBy", leg.answerBy().toString())
      .put("passes", leg.passes()).put("climbed", leg.climbed()).put("asked", new JsonArray(leg.asked()));
  }

  private static Leg leg(JsonObject json) {
    return new Leg(json.getLong("id"), json.getString("party"), json.getString("by"), json.getString("expert"),
      json.getBoolean("accepted"), time(json, "openedAt"), time(json, "acceptBy"), time(json, "answerBy"),
      json.getInteger("passes"), json.getInteger("climbed"),
      json.getJsonArray("asked").stream().map(String::valueOf).toList());
  }

  private static JsonObject promise(Promise promise) {
    return new JsonObject().put("id", promise.id()).put("by", promise.by()).put("madeAt", promise.madeAt().toString())
      .put("dueAt", promise.dueAt().toString()).put("broken", promise.broken());
  }

  private static Promise promise(JsonObject json) {
    return new Promise(json.getLong("id"), json.getString("by"), time(json, "madeAt"), time(json, "dueAt"),
      json.getBoolean("broken"));
  }

  static JsonObject brought(Brought brought) {
    return new JsonObject().put("contacts", array(brought.contacts(), EventJson::contact))
      .put("unanswered", StateJson.array(brought.unanswered())).put("answered", brought.answered())
      .put("dealings", write(brought.dealings())).put("owed", array(brought.owed(), DealingsJson::obligation));
  }

  static Brought brought(JsonObject json) {
    return new Brought(list(json, "contacts", EventJson::contact),
      StateJson.unanswered(json.getJsonArray("unanswered")), json.getBoolean("answered"),
      read(json.getJsonObject("dealings")), list(json, "owed", DealingsJson::obligation));
  }

  /** Names are the customer's, so they are with the case and not here. */
  static JsonObject parted(Parted parted) {
    return new JsonObject().put("queue", parted.queue()).put("contacts", array(parted.contacts(), EventJson::contact))
      .put("answered", parted.answered()).put("unanswered", StateJson.array(parted.unanswered()))
      .put("level", parted.level())
      .put("noLater", parted.noLater().equals(Instant.MAX) ? null : parted.noLater().toString());
  }

  static Parted parted(JsonObject json, String customerName, String customerHandle) {
    return new Parted(json.getString("queue"), customerName, customerHandle,
      list(json, "contacts", EventJson::contact), json.getBoolean("answered"),
      StateJson.unanswered(json.getJsonArray("unanswered")), json.getInteger("level"),
      json.getString("noLater") == null ? Instant.MAX : time(json, "noLater"));
  }

  static JsonObject obligation(Obligation o) {
    return new JsonObject().put("number", o.number()).put("kind", o.kind().word()).put("about", o.about())
      .put("openedAt", o.openedAt().toString()).put("dueAt", o.dueAt().toString()).put("alarmAt", o.alarmAt().toString())
      .put("level", o.level()).put("step", o.step());
  }

  static Obligation obligation(JsonObject json) {
    return new Obligation(json.getInteger("number"), Kind.of(json.getString("kind")), json.getLong("about"),
      time(json, "openedAt"), time(json, "dueAt"), time(json, "alarmAt"), json.getInteger("level"),
      json.getInteger("step"));
  }

  static <T> JsonArray array(List<T> values, Function<T, JsonObject> write) {
    return values.stream().map(write).collect(Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll));
  }

  static <T> List<T> list(JsonObject from, String key, Function<JsonObject, T> read) {
    return from.getJsonArray(key).stream().map(JsonObject.class::cast).map(read).toList();
  }

  static List<Long> numbers(JsonObject from, String key) {
    return from.getJsonArray(key).stream().map(n -> ((Number) n).longValue()).toList();
  }

  static Instant time(JsonObject from, String key) {
    return Instant.parse(from.getString(key));
  }
}
