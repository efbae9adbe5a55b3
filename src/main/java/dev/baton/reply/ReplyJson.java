package dev.baton.reply;

import dev.baton.cases.Requests;
import dev.baton.cases.Says;
import dev.baton.http.HttpProblem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * What an agent sends along with the words of a reply.
 *
 * @param gives whether it gives a date; then {@code dueAt} is it, and {@code what} is promised
 * @param asks  whether it asks the customer something that we wait for
 */
record ReplyJson(boolean gives, Instant dueAt, String what, boolean asks, List<Long> keeps, List<Long> moves) {

  private static final int MAX_WHAT = 500;
  private static final int MAX_PROMISES = 20;

  static ReplyJson read(JsonObject body) {
    var promise = promise(body);
    var gives = !promise.isEmpty();
    return new ReplyJson(gives, gives ? Requests.time(promise, "dueAt") : Instant.EPOCH,
      Requests.text(promise, "what", MAX_WHAT, false), asks(body), promises(body, "keeps"), promises(body, "moves"));
  }

  private static JsonObject promise(JsonObject body) {
    return switch (body.getValue("promise")) {
      case null -> new JsonObject();
      case JsonObject promise -> promise;
      default -> throw HttpProblem.of(400, "Not a promise", "'promise' must be an object with 'dueAt'");
    };
  }

  private static boolean asks(JsonObject body) {
    return switch (body.getValue("asks")) {
      case null -> false;
      case Boolean asks -> asks;
      default -> throw HttpProblem.of(400, "Yes or no?", "'asks' must be true or false");
    };
  }

  private static List<Long> promises(JsonObject body, String name) {
    var value = body.getValue(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof JsonArray array) || array.size() > MAX_PROMISES
      || array.stream().anyMatch(n -> !(n instanceof Number))) {
      throw HttpProblem.of(400, "Which promises?", "'" + name + "' must be a list of the numbers of promises");
    }
    return array.stream().map(n -> ((Number) n).longValue()).toList();
  }

  Says says(boolean forwards, boolean canRemind, List<Long> promise) {
    var given = promise.stream().map(id -> new Says.Given(id, dueAt)).toList();
    return new Says(forwards, asks, asks && canRemind, given, keeps, moves);
  }
}
