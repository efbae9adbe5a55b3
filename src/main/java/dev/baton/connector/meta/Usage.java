package dev.baton.connector.meta;

import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Quota;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * What the usage headers say.
 *
 * @param percent of the account's or the app's allowance that is used, the worst of all that are named; -1 if none is
 * @param regain  until there is access again; zero where it is not lost
 */
record Usage(long percent, Duration regain) {

  /** Above this we slow down; at a hundred calls fail, and calling on makes it longer. */
  private static final int COMFORTABLE = 75;

  private static final int ALL = 100;

  /** An allowance is counted over a rolling hour. */
  private static final Duration WINDOW = Duration.ofHours(1);

  private static final List<String> COUNTS = List.of("call_count", "total_time", "total_cputime");

  static Usage of(MultiMap headers) {
    var most = -1L;
    var minutes = 0L;
    for (var header : List.of("X-App-Usage", "X-Page-Usage", "X-Business-Use-Case-Usage")) {
      for (var name : headers.getAll(header)) {
        for (var one : usages(Fields.objectOrEmpty(Buffer.buffer(name)))) {
          most = Math.max(most, COUNTS.stream().filter(one::containsKey).mapToLong(c -> Fields.number(one, c)).max()
            .orElse(-1));
          minutes = Math.max(minutes, Fields.number(one, "estimated_time_to_regain_access"));
        }
      }
    }
    return new Usage(most, Duration.ofMinutes(Math.clamp(minutes, 0, Duration.ofDays(1).toMinutes())));
  }

  /** One object, or lists of them by whom they are about. */
  private static List<JsonObject> usages(JsonObject said) {
    return said.stream().anyMatch(e -> e.getValue() instanceof JsonArray)
      ? said.fieldNames().stream().flatMap(id -> Fields.objects(said, id).stream()).toList() : List.of(said);
  }

  /** As percents left, which the poller spreads over the hour; nothing is said while there is plenty. */
  Quota quota() {
    if (percent < COMFORTABLE && regain.isZero()) {
      return Quota.UNSAID;
    }
    return new Quota((int) Math.max(0, ALL - percent), regain.isZero() ? WINDOW : regain);
  }
}
