package dev.baton.cases;

import dev.baton.inbox.Place;
import dev.baton.triage.Mood;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The parts of a state that are kept as JSON, because nothing searches in them. */
final class StateJson {

  private StateJson() {}

  static String facts(Facts facts) {
    return new JsonObject()
      .put("recent", new JsonArray(facts.recent().stream().map(Instant::toString).toList()))
      .put("mood", facts.mood().word())
      .put("urgencies", new JsonArray(facts.urgencies().stream().sorted().toList()))
      .put("reach", facts.reach()).put("lapses", facts.lapses()).put("reopened", facts.reopened())
      .put("doubtful", new JsonArray(facts.doubtful().stream().sorted().toList())).put("refused", facts.refused())
      .put("returned", facts.returned())
      .put("shut", new JsonArray().add(facts.shut().number()).add(facts.shut().step()))
      .encode();
  }

  static Facts facts(JsonObject json) {
    return new Facts(texts(json.getJsonArray("recent")).stream().map(Instant::parse).toList(),
      Mood.of(json.getString("mood")), texts(json.getJsonArray("urgencies")).stream().collect(Collectors.toSet()),
      json.getLong("reach"), json.getInteger("lapses"), json.getInteger("reopened"),
      json.getJsonArray("doubtful").stream().map(Integer.class::cast).collect(Collectors.toSet()),
      json.getInteger("refused"), json.getInteger("returned", 0), shut(json.getJsonArray("shut")));
  }

  private static Facts.Shut shut(JsonArray json) {
    return json == null ? Facts.Shut.NONE : new Facts.Shut(json.getInteger(0), json.getInteger(1));
  }

  static JsonArray array(Unanswered unanswered) {
    return new JsonArray(unanswered.contacts().stream()
      .map(c -> new JsonArray().add(c.mention()).add(c.at().toString()).add(c.seen().toString())).toList());
  }

  static String unanswered(Unanswered unanswered) {
    return array(unanswered).encode();
  }

  static Unanswered unanswered(JsonArray json) {
    return new Unanswered(json.stream().map(JsonArray.class::cast)
      .map(c -> new Unanswered.One(c.getLong(0), Instant.parse(c.getString(1)), Instant.parse(c.getString(2))))
      .toList());
  }

  /** As the screen reads it. */
  static String parts(Place place) {
    return new JsonArray(place.parts().stream().map(part -> switch (part) {
      case Place.Part.Due(var name, var at) -> new JsonObject().put("name", name).put("at", at.toString());
      case Place.Part.Earlier(var name, var minutes) -> new JsonObject().put("name", name).put("minutes", minutes);
    }).toList()).encode();
  }

  private static List<String> texts(JsonArray json) {
    return json.stream().map(String::valueOf).toList();
  }
}
