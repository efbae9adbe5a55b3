package dev.baton.notice;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import dev.baton.http.Body;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.inbox.Reference;
import dev.baton.people.Brands;
import dev.baton.people.Caller;
import dev.baton.people.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;

/** What people have to know, in the inbox, until they have seen it. For people; a program has nothing to know. */
public final class NoticesApi implements Part {

  private static final int MOST = 100;
  private static final int MOST_IDS = 1_000;

  private final SqlClient client;
  private final Brands brands;
  private final InstantSource clock;

  public NoticesApi(SqlClient client, Brands brands, InstantSource clock) {
    this.client = client;
    this.brands = brands;
    this.clock = clock;
  }

  @Override
  public void mount(Router router) {
    router.get("/api/notices").handler(context -> answer(context, person(context)));
    router.post("/api/notices/seen").handler(this::seen);
  }

  private static Caller person(RoutingContext context) {
    return Guard.callerWith(context, Role.AGENT, Role.LEAD, Role.SUPERVISOR, Role.EXPERT);
  }

  private void answer(RoutingContext context, Caller caller) {
    read(caller).onSuccess(context::json).onFailure(context::fail);
  }

  private static final String UNSEEN = """
    select count(*) as n from notice where person = $1 and brand = any($2) and seen_at is null""";
  private static final String NEWEST = """
    select * from (
      (select id, brand, case_id, subject, words, about, at, seen_at from notice
        where person = $1 and brand = any($2) and seen_at is null order by id desc limit $3)
      union all
      (select id, brand, case_id, subject, words, about, at, seen_at from notice
        where person = $1 and brand = any($2) and seen_at is not null order by id desc limit $3)) n
    order by seen_at is not null, id desc limit $3""";

  private Future<JsonObject> read(Caller caller) {
    var mine = brands.of(caller);
    return client.preparedQuery(UNSEEN).execute(Tuple.of(caller.id()).addArrayOfString(mine))
      .compose(counted -> client.preparedQuery(NEWEST)
        .execute(Tuple.of(caller.id()).addArrayOfString(mine).addValue(MOST))
        .map(rows -> new JsonObject().put("unseen", counted.iterator().next().getLong("n"))
          .put("notices", shown(rows))));
  }

  private static JsonArray shown(RowSet<Row> rows) {
    var all = new JsonArray();
    rows.forEach(row -> all.add(new JsonObject().put("id", row.getLong("id")).put("brand", row.getString("brand"))
      .put("caseId", row.getLong("case_id")).put("reference", Reference.of(row.getLong("case_id")))
      .put("subject", row.getString("subject")).put("about", row.getLong("about")).put("words", row.getString("words"))
      .put("at", instant(row, "at").toString()).put("seen", instant(row, "seen_at") != null)));
    return all;
  }

  private static final String SEEN = """
    update notice set seen_at = $4 where person = $1 and brand = any($2) and id = any($3) and seen_at is null""";
  private static final String SEEN_UNTIL = """
    update notice set seen_at = $4 where person = $1 and brand = any($2) and id <= $3 and seen_at is null""";

  private void seen(RoutingContext context) {
    var caller = person(context);
    var body = Body.object(context);
    var which = Tuple.of(caller.id()).addArrayOfString(brands.of(caller));
    var mark = body.containsKey("ids") ? SEEN : SEEN_UNTIL;
    if (body.containsKey("ids")) {
      which.addArrayOfLong(ids(body.getValue("ids")));
    } else {
      which.addValue(number(body.getValue("until")));
    }
    client.preparedQuery(mark).execute(which.addValue(Rows.utc(clock.instant())))
      .onSuccess(v -> answer(context, caller)).onFailure(context::fail);
  }

  private static Long[] ids(Object value) {
    if (value instanceof JsonArray ids && ids.size() <= MOST_IDS) {
      return ids.stream().map(NoticesApi::number).toArray(Long[]::new);
    }
    throw wrong();
  }

  private static Long number(Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw wrong();
  }

  private static HttpProblem wrong() {
    return HttpProblem.of(400, "Which notices?", "Send {\"ids\": [...]} with at most " + MOST_IDS
      + " ids of notices, or {\"until\": id} for all up to one");
  }
}
