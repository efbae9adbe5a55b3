package dev.baton.monitor;

import static dev.baton.db.Rows.instant;

import dev.baton.cases.CaseFile;
import dev.baton.db.Rows;
import dev.baton.inbox.Inbox;
import dev.baton.people.People;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts what is, straight from the tables. */
public final class Monitor {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  /** An alarm later than this is late; the clock looks several times a second. */
  private static final Duration LATE = Duration.ofMinutes(1);
  private static final int MOST_CLIMBING = 20;

  private final SqlClient client;
  private final Inbox inbox;
  private final CaseFile cases;
  private final LongSupplier naked;
  private final Policies policies;
  private final People people;
  private final InstantSource clock;
  private final Parties parties;

  /** @param naked open cases in nobody's hand, as the audit found them; -1 if that is not known */
  public Monitor(SqlClient client, Inbox inbox, CaseFile cases, LongSupplier naked, Policies policies, People people,
                 InstantSource clock) {
    this.client = client;
    this.inbox = inbox;
    this.cases = cases;
    this.naked = naked;
    this.policies = policies;
    this.people = people;
    this.clock = clock;
    this.parties = new Parties(client, policies);
  }

  /** Everything, for these brands. */
  public Future<JsonObject> read(String[] brands) {
    var now = clock.instant();
    var shown = new JsonObject().put("at", now.toString());
    return cases(brands, now).onSuccess(c -> shown.put("cases", c))
      .compose(v -> laws(now)).onSuccess(laws -> shown.put("laws", laws))
      .compose(v -> queues(brands, now)).onSuccess(queues -> shown.put("queues", queues))
      .compose(v -> channels(brands, now)).onSuccess(channels -> shown.put("channels", channels))
      .compose(v -> oldestWaiting(brands)).onSuccess(oldest -> shown.put("oldestWaiting", oldest))
      .compose(v -> climbing(brands)).onSuccess(climbing -> shown.put("climbing", climbing))
      .compose(v -> parties.read(brands, now)).onSuccess(all -> shown.put("parties", all))
      .compose(v -> people(brands, now)).onSuccess(all -> shown.put("people", all))
      .map(shown);
  }

  private static final String CASES = """
    select count(*) as open, count(*) filter (where phase = 'waiting') as waiting,
      count(*) filter (where phase = 'held') as held,
      count(*) filter (where delivery = 'undelivered') as undelivered,
      count(*) filter (where next_due_at < $2) as breached, count(*) filter (where level > 0) as escalated
    from cases where brand = any($1) and phase <> 'resolved'""";
  private static final String FLOW = """
    select (select count(*) from reply where brand = any($1) and state = 'unknown') as unknown_replies,
      (select count(*) from cases where brand = any($1) and phase = 'resolved' and resolved_at > $2) as resolved,
      (select count(*) from mention where brand = any($1) and received_at > $2) as arrived""";

  private Future<JsonObject> cases(String[] brands, Instant now) {
    return client.preparedQuery(CASES).execute(brands(brands).addValue(Rows.utc(now))).compose(counted ->
      client.preparedQuery(FLOW).execute(brands(brands).addValue(Rows.utc(now.minus(HOUR)))).map(flow -> {
        var row = only(counted);
        return new JsonObject().put("open", row.getLong("open")).put("waiting", row.getLong("waiting"))
          .put("held", row.getLong("held")).put("undelivered", row.getLong("undelivered"))
          .put("unknownReplies", only(flow).getLong("unknown_replies")).put("breached", row.getLong("breached"))
          .put("escalated", row.getLong("escalated")).put("resolvedLastHour", only(flow).getLong("resolved"))
          .put("arrivedLastHour", only(flow).getLong("arrived"));
      }));
  }

  private static final String LATE_ALARMS = """
    select count(*) as late from obligation where running and alarm_at < $1""";

  /** What must read zero, over all brands. */
  private Future<JsonObject> laws(Instant now) {
    return client.preparedQuery(LATE_ALARMS).execute(Tuple.of(Rows.utc(now.minus(LATE)))).map(rows -> new JsonObject()
      .put("nakedCases", naked.getAsLong()).put("lateAlarms", only(rows).getLong("late")));
  }

  private static final String QUEUES = """
    select brand, queue, count(*) as open, count(*) filter (where phase = 'waiting') as waiting,
      count(*) filter (where next_due_at < $2) as breached,
      min(waiting_since) as oldest
    from cases where brand = any($1) and phase <> 'resolved' group by brand, queue""";

  private Future<JsonArray> queues(String[] brands, Instant now) {
    return client.preparedQuery(QUEUES).execute(brands(brands).addValue(Rows.utc(now))).map(rows -> {
      var byQueue = new HashMap<String, Row>();
      rows.forEach(row -> byQueue.put(row.getString("queue"), row));
      return new JsonArray(policies.current().queues().stream().filter(q -> List.of(brands).contains(q.brand())).map(queue -> {
        var row = byQueue.get(queue.name());
        var oldest = row == null ? null : instant(row, "oldest");
        return new JsonObject().put("queue", queue.name()).put("brand", queue.brand())
          .put("lead", inbox.named(policies.current().leadOnDuty(queue.brand(), queue.name(), now)))
          .put("open", row == null ? 0 : row.getLong("open")).put("waiting", row == null ? 0 : row.getLong("waiting"))
          .put("breached", row == null ? 0 : row.getLong("breached"))
          .put("oldestSince", oldest == null ? null : oldest.toString());
      }).toList());
    });
  }

  private static final String CHANNELS = """
    select a.channel, count(distinct m.id) filter (where m.received_at > $2) as contacts,
      (select count(*) from cases c where c.brand = any($1) and c.phase <> 'resolved' and a.channel = any(c.channels))
        as open,
      (select percentile_cont(0.5) within group (order by extract(epoch from o.closed_at - o.opened_at) / 60)
        from obligation o join cases c on c.brand = o.brand and c.id = o.case_id
        where c.brand = any($1) and o.kind = 'first-reply' and o.outcome = 'met' and o.closed_at > $3
          and a.channel = any(c.channels)) as first_reply
    from account a left join mention m on m.brand = a.brand and m.account_id = a.id and m.received_at > $2
    where a.brand = any($1) group by a.channel order by a.channel""";

  private Future<JsonArray> channels(String[] brands, Instant now) {
    return client.preparedQuery(CHANNELS)
      .execute(brands(brands).addValue(Rows.utc(now.minus(HOUR))).addValue(Rows.utc(now.minus(DAY))))
      .map(rows -> {
        var channels = new JsonArray();
        rows.forEach(row -> channels.add(new JsonObject().put("channel", row.getString("channel"))
          .put("open", row.getLong("open")).put("contactsLastHour", row.getLong("contacts"))
          .put("firstReplyMinutes", row.getDouble("first_reply"))));
        return channels;
      });
  }

  private static final String OLDEST = """
    select c.id from unnest($1::text[]) as b(brand) cross join lateral (
      select id, waiting_since from cases where brand = b.brand and phase <> 'resolved' and waiting_since is not null
      order by waiting_since limit 1) c order by c.waiting_since limit 1""";

  private Future<JsonObject> oldestWaiting(String[] brands) {
    return client.preparedQuery(OLDEST).execute(brands(brands)).compose(rows -> rows.size() == 0
      ? Future.succeededFuture((JsonObject) null)
      : inbox.item(brands, only(rows).getLong("id")).map(item -> item.orElse(null)));
  }

  private static final String CLIMBING = """
    select id from cases where brand = any($1) and phase <> 'resolved' and level > 0
    order by level desc, next_alarm_at limit $2""";

  private Future<JsonArray> climbing(String[] brands) {
    return client.preparedQuery(CLIMBING).execute(brands(brands).addValue(MOST_CLIMBING)).compose(rows -> {
      var ids = new ArrayList<Long>();
      rows.forEach(row -> ids.add(row.getLong("id")));
      return inbox.items(brands, ids).compose(items -> cases.next(items).map(next -> new JsonArray(items.stream()
        .sorted(Comparator.comparing(item -> ids.indexOf(item.getLong("id"))))
        .map(item -> new JsonObject().put("item", item).put("next", next.get(item.getLong("id")))).toList())));
    });
  }

  private static final String HOLDING = """
    select holder as person, count(*) as n from cases where brand = any($1) and holder <> '' group by holder""";
  private static final String ALARMS = """
    select person, count(*) as n from escalation where brand = any($1) and fired_at > $2 group by person""";

  private Future<JsonArray> people(String[] brands, Instant now) {
    return byPerson(client.preparedQuery(HOLDING).execute(brands(brands))).compose(holding ->
      byPerson(client.preparedQuery(ALARMS).execute(brands(brands).addValue(Rows.utc(now.minus(HOUR)))))
        .map(alarms -> new JsonArray(people.all().stream().map(person -> new JsonObject()
          .put("id", person.id()).put("name", person.name())
          .put("roles", new JsonArray(person.roles().stream().map(r -> r.word()).sorted().toList()))
          .put("holding", holding.getOrDefault(person.id(), 0L))
          .put("alarms", alarms.getOrDefault(person.id(), 0L))).toList())));
  }

  private static Future<Map<String, Long>> byPerson(Future<RowSet<Row>> counted) {
    return counted.map(rows -> {
      var byPerson = new HashMap<String, Long>();
      rows.forEach(row -> byPerson.put(row.getString("person"), row.getLong("n")));
      return byPerson;
    });
  }

  private static Tuple brands(String[] brands) {
    return Tuple.tuple().addArrayOfString(brands);
  }

  private static Row only(RowSet<Row> rows) {
    return rows.iterator().next();
  }
}
