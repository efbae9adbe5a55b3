package dev.baton.connector.mastodon;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Statuses by their ids: several at once where the server can do that, else a few one by one. Never fails. */
final class MastodonStatuses {

  /** The most that Mastodon gives at once. */
  static final int AT_ONCE = 20;

  /** Where each takes a request of its own. */
  private static final int ONE_BY_ONE = 3;

  /**
   * What was found.
   *
   * @param there   by the ids asked for
   * @param missing certainly not there; what is in neither could not be asked
   */
  record Found(Map<String, JsonObject> there, Set<String> missing) {
    static final Found NOTHING = new Found(Map.of(), Set.of());
  }

  private final MastodonApi api;
  private boolean atOnce = true;

  MastodonStatuses(MastodonApi api) {
    this.api = api;
  }

  Future<Found> of(Collection<String> ids) {
    var asked = ids.stream().filter(id -> !id.isEmpty()).distinct().limit(AT_ONCE).toList();
    if (asked.isEmpty()) {
      return Future.succeededFuture(Found.NOTHING);
    }
    return (atOnce ? together(asked) : oneByOne(asked)).otherwise(Found.NOTHING);
  }

  private Future<Found> together(List<String> asked) {
    return api.statuses(asked).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> sorted(asked, Json.decodeValue(answer.body()));
      case Heard.TurnedDown no -> {
        atOnce = false;
        yield oneByOne(asked);
      }
      case Heard.Wait wait -> Future.succeededFuture(Found.NOTHING);
      case Heard.Unwelcome no -> Future.succeededFuture(Found.NOTHING);
    });
  }

  private Future<Found> sorted(List<String> asked, Object body) {
    var there = new HashMap<String, JsonObject>();
    if (!(body instanceof JsonArray all)) {
      atOnce = false;
      return oneByOne(asked);
    }
    all.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
      .forEach(status -> there.put(Fields.text(status, "id"), status));
    there.keySet().retainAll(asked);
    var missing = new HashSet<>(asked);
    missing.removeAll(there.keySet());
    // A server that does not know the request may give an empty list to it: one of them is asked for by itself.
    return there.isEmpty() ? oneByOne(asked.subList(0, 1)).map(one -> {
      atOnce = !one.missing().isEmpty();
      return atOnce ? new Found(there, missing) : one;
    }) : Future.succeededFuture(new Found(there, missing));
  }

  private Future<Found> oneByOne(List<String> asked) {
    var found = new Found(new HashMap<>(), new HashSet<>());
    var looks = new ArrayList<Future<Void>>();
    asked.stream().limit(ONE_BY_ONE).forEach(id -> looks.add(api.status(id).map(heard -> {
      if (heard instanceof Heard.Fine(var answer)) {
        var status = Fields.objectOrEmpty(answer.body());
        // snac gives a status another id when it is edited, and knows it by the old one too.
        if (!Fields.text(status, "id").isEmpty()) {
          found.there().put(id, status);
        }
      } else if (heard instanceof Heard.TurnedDown(var code, var words) && (code == 404 || code == 410)) {
        found.missing().add(id);
      }
      return null;
    })));
    return Future.join(looks).transform(done -> Future.succeededFuture(found));
  }
}
