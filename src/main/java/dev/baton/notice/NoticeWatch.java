package dev.baton.notice;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rounds;
import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** How many notices wait to go out, and who could not be reached lately. */
public final class NoticeWatch {

  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration LATELY = Duration.ofHours(24);
  private static final int MOST_PEOPLE = 50;
  /** What reads when the database could not be asked. */
  private static final long NOT_KNOWN = -1;

  private final SqlClient client;
  private final UnaryOperator<String> nameOf;
  private final InstantSource clock;
  private volatile long waiting = NOT_KNOWN;
  private final Rounds rounds;

  public NoticeWatch(Vertx vertx, SqlClient client, UnaryOperator<String> nameOf, InstantSource clock) {
    this.client = client;
    this.nameOf = nameOf;
    this.clock = clock;
    rounds = new Rounds(vertx, "notices could not be counted", Rounds.WITHIN, EVERY, () -> count().map(EVERY));
  }

  private static final String ALL_WAITING = "select count(*) as n from notice where state in ('pending', 'sending')";

  /** Looks every few seconds, for {@link #waiting}. */
  public void start() {
    rounds.start(Duration.ZERO);
  }

  private Future<Void> count() {
    return client.preparedQuery(ALL_WAITING).execute().map(rows -> rows.iterator().next().getLong("n"))
      .onSuccess(n -> waiting = n)
      .onFailure(e -> waiting = NOT_KNOWN)
      .mapEmpty();
  }

  public Future<Void> stop() {
    return rounds.stop();
  }

  /** Notices that nobody has taken yet, as of the last look; -1 is unknown. */
  public long waiting() {
    return waiting;
  }

  private static final String WAITING = """
    select count(*) as n from notice where state in ('pending', 'sending') and brand = any($1)""";
  private static final String FAILED = """
    select person, count(*) as n, max(told_at) as at, (array_agg(cause order by told_at desc))[1] as cause
    from notice where state = 'failed' and told_at > $2 and brand = any($1)
    group by person order by max(told_at) desc limit\s""" + MOST_PEOPLE;

  /** For the monitor: what waits, and for whom it failed within a day. */
  public Future<JsonObject> read(String[] brands) {
    var which = Tuple.tuple().addArrayOfString(brands);
    return client.preparedQuery(WAITING).execute(which).compose(counted -> client.preparedQuery(FAILED)
      .execute(Tuple.tuple().addArrayOfString(brands).addValue(Rows.utc(clock.instant().minus(LATELY)))).map(rows -> {
        var failed = new JsonArray();
        rows.forEach(row -> failed.add(new JsonObject().put("person", named(row.getString("person")))
          .put("count", row.getLong("n")).put("cause", row.getString("cause"))
          .put("at", instant(row, "at").toString())));
        return new JsonObject().put("waiting", counted.iterator().next().getLong("n")).put("failed", failed);
      }));
  }

  private JsonObject named(String person) {
    return new JsonObject().put("id", person).put("name", nameOf.apply(person));
  }
}
