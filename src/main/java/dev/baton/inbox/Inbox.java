package dev.baton.inbox;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Reads cases in their order, a page at a time, straight from an index. */
public final class Inbox {

  /** Which cases. */
  public enum View { ALL, MINE, WAITING, HELD, LEGS, PROMISED, FLAGGED, UNDELIVERED, RESOLVED }

  /** Items and how to go on; {@code next} is empty at the end. */
  public record Page(List<JsonObject> items, String next) {}

  private static final String COLUMNS = """
    brand, id, customer_id, queue, phase, holder, owner, revision, conversation, level, contacts, opened_at,
    last_contact_at, waiting_since, resolved_at, delivery, next_kind, next_due_at, next_alarm_at, order_at, parts,
    customer_name, customer_handle, title, channels, language, mood, open_legs, promised_at, flagged, waits_for,
    merged_into""";

  private final SqlClient client;
  private final UnaryOperator<String> nameOf;
  private final BinaryOperator<String> onDuty;

  /**
   * @param nameOf a person's name by their id
   * @param onDuty who answers for a brand's queue at this moment
   */
  public Inbox(SqlClient client, UnaryOperator<String> nameOf, BinaryOperator<String> onDuty) {
    this.client = client;
    this.nameOf = nameOf;
    this.onDuty = onDuty;
  }

  /** @param after the {@code next} of the page before, or empty
   *  @throws IllegalArgumentException if {@code after} is not one of ours */
  public Future<Page> page(View view, String[] brands, String person, String after, int limit) {
    var from = From.of(after, view);
    var parameters = Tuple.tuple().addArrayOfString(brands).addValue(limit).addValue(Rows.utc(from.at()))
      .addValue(from.id());
    if (view == View.MINE || view == View.FLAGGED) {
      parameters.addValue(person);
    }
    return client.preparedQuery(statement(view)).execute(parameters).map(rows -> {
      var items = new ArrayList<JsonObject>();
      var last = new ArrayList<Row>(1);
      rows.forEach(row -> {
        items.add(item(row));
        last.clear();
        last.add(row);
      });
      return new Page(items, items.size() < limit ? "" : From.token(last.getFirst(), view));
    });
  }

  /** Where a page ends. */
  private record From(Instant at, long id) {

    /** Before everything, and after everything, that a column can hold. */
    private static final From FIRST = new From(Instant.parse("0001-01-01T00:00:00Z"), Long.MIN_VALUE);
    private static final From LAST = new From(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    static From of(String token, View view) {
      if (token.isEmpty()) {
        return view == View.RESOLVED ? LAST : FIRST;
      }
      try {
        var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        var from = new From(Instant.parse(text.substring(0, text.indexOf(' '))),
          Long.parseLong(text.substring(text.indexOf(' ') + 1)));
        if (from.at().isBefore(FIRST.at()) || from.at().isAfter(LAST.at())) {
          throw new IllegalArgumentException("beyond what a column can hold");
        }
        return from;
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("after is not the 'next' of a page before: leave it out to begin anew", e);
      }
    }

    static String token(Row last, View view) {
      var at = instant(last, view == View.RESOLVED ? "resolved_at" : "order_at");
      return Base64.getUrlEncoder().withoutPadding()
        .encodeToString((at + " " + last.getLong("id")).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String statement(View view) {
    return switch (view) {
      case ALL -> ordered("phase <> 'resolved'");
      case WAITING -> ordered("phase <> 'resolved' and phase = 'waiting'");
      case HELD -> ordered("phase <> 'resolved' and phase = 'held'");
      case MINE -> ordered("holder <> '' and holder = $5");
      case LEGS -> ordered("open_legs > 0");
      case PROMISED -> ordered("promised_at is not null");
      case FLAGGED -> ordered("flagged <> '{}' and flagged @> array[$5::text]");
      case UNDELIVERED -> ordered("delivery in ('undelivered', 'unknown')");
      case RESOLVED -> """
        select c.* from unnest($1::text[]) as b(brand) cross join lateral (
          select %s from cases where brand = b.brand and phase = 'resolved' and (resolved_at, id) < ($3, $4)
          order by resolved_at desc, id desc limit $2) c
        order by c.resolved_at desc, c.id desc limit $2""".formatted(COLUMNS);
    };
  }

  /** Each brand's index gives its own first ones; they are merged. */
  private static String ordered(String which) {
    return """
      select c.* from unnest($1::text[]) as b(brand) cross join lateral (
        select %s from cases where brand = b.brand and %s and (order_at, id) > ($3, $4)
        order by order_at, id limit $2) c
      order by c.order_at, c.id limit $2""".formatted(COLUMNS, which);
  }

  private static final String BY_ID = """
    select %s from unnest($1::text[]) as b(brand) join cases using (brand) where id = any($2)""".formatted(COLUMNS);

  /** These cases, as far as they are of these brands; in no order. */
  public Future<List<JsonObject>> items(String[] brands, Collection<Long> ids) {
    var parameters = Tuple.tuple().addArrayOfString(brands).addArrayOfLong(ids.toArray(Long[]::new));
    return client.preparedQuery(BY_ID).execute(parameters).map(rows -> {
      var items = new ArrayList<JsonObject>();
      rows.forEach(row -> items.add(item(row)));
      return items;
    });
  }

  /** One case, if it is of these brands. */
  public Future<Optional<JsonObject>> item(String[] brands, long id) {
    return items(brands, List.of(id)).map(found -> found.stream().findFirst());
  }

  private static final String COUNTS = """
    select count(*) as open, count(*) filter (where phase = 'waiting') as waiting,
      count(*) filter (where phase = 'held') as held,
      count(*) filter (where delivery in ('undelivered', 'unknown')) as undelivered,
      count(*) filter (where open_legs > 0) as legs, count(promised_at) as promised,
      count(*) filter (where next_due_at < $2) as breached
    from cases where brand = any($1) and phase <> 'resolved'""";
  private static final String MINE = """
    select holder, count(*) as held from cases where brand = any($1) and holder <> '' group by holder""";
  private static final String FLAGGED = """
    select f.person, count(*) as flagged from cases c cross join lateral unnest(c.flagged) as f(person)
    where c.brand = any($1) and c.flagged <> '{}' group by f.person""";
  private static final String NOTICES = """
    select person, count(*) as unseen from notice where brand = any($1) and seen_at is null group by person""";

  /** How many there are in each view, and how much each person has not seen. */
  public Future<JsonObject> counts(String[] brands, Instant now) {
    var which = Tuple.tuple().addArrayOfString(brands);
    return Future.all(client.preparedQuery(COUNTS).execute(
        Tuple.tuple().addArrayOfString(brands).addValue(Rows.utc(now))), client.preparedQuery(MINE).execute(which),
      client.preparedQuery(FLAGGED).execute(which), client.preparedQuery(NOTICES).execute(which))
      .map(all -> {
        var row = all.<RowSet<Row>>resultAt(0).iterator().next();
        return new JsonObject().put("open", row.getLong("open")).put("waiting", row.getLong("waiting"))
          .put("held", row.getLong("held")).put("undelivered", row.getLong("undelivered"))
          .put("legs", row.getLong("legs")).put("promised", row.getLong("promised"))
          .put("breached", row.getLong("breached")).put("mine", byPerson(all.resultAt(1)))
          .put("flagged", byPerson(all.resultAt(2))).put("notices", byPerson(all.resultAt(3)));
      });
  }

  /** Rows of a person and a number. */
  private static JsonObject byPerson(RowSet<Row> rows) {
    var byPerson = new JsonObject();
    rows.forEach(row -> byPerson.put(row.getString(0), row.getLong(1)));
    return byPerson;
  }

  private JsonObject item(Row row) {
    var due = row.getString("next_kind").isEmpty() ? null
      : new JsonObject().put("kind", row.getString("next_kind")).put("at", time(row, "next_due_at"));
    var isOpen = due != null;
    return new JsonObject()
      .put("id", row.getLong("id"))
      .put("reference", Reference.of(row.getLong("id")))
      .put("brand", row.getString("brand"))
      .put("queue", row.getString("queue"))
      .put("phase", row.getString("phase"))
      .put("revision", row.getInteger("revision"))
      .put("conversation", row.getInteger("conversation"))
      .put("holder", row.getString("holder").isEmpty() ? null : named(row.getString("holder")))
      .put("owner", named(owner(row)))
      .put("customer", new JsonObject().put("id", row.getLong("customer_id"))
        .put("name", row.getString("customer_name")).put("handle", row.getString("customer_handle")))
      .put("title", row.getString("title"))
      .put("channels", new JsonArray(Arrays.asList((Object[]) row.getArrayOfStrings("channels"))))
      .put("contacts", row.getInteger("contacts"))
      .put("openedAt", time(row, "opened_at"))
      .put("lastContactAt", time(row, "last_contact_at"))
      .put("waitingSince", time(row, "waiting_since"))
      .put("resolvedAt", time(row, "resolved_at"))
      .put("due", due)
      .put("alarmAt", isOpen ? time(row, "next_alarm_at") : null)
      .put("level", row.getInteger("level"))
      .put("orderAt", time(row, "order_at"))
      .put("parts", row.getJson("parts"))
      .put("mood", row.getString("mood"))
      .put("language", row.getString("language"))
      .put("delivery", row.getString("delivery"))
      .put("waitsFor", row.getString("waits_for"))
      .put("openLegs", row.getInteger("open_legs"))
      .put("promisedAt", time(row, "promised_at"))
      .put("flagged", new JsonArray(Arrays.stream(row.getArrayOfStrings("flagged")).map(this::named).toList()))
      .put("mergedInto", row.getLong("merged_into") == 0 ? null : row.getLong("merged_into"));
  }

  /** Who answers for an untaken case is who is on duty now, not who was when something last happened to it. */
  private String owner(Row row) {
    return row.getString("phase").equals("waiting") ? onDuty.apply(row.getString("brand"), row.getString("queue"))
      : row.getString("owner");
  }

  /** A person as the screen names them. */
  public JsonObject named(String person) {
    return new JsonObject().put("id", person).put("name", nameOf.apply(person));
  }

  private static String time(Row row, String column) {
    var at = instant(row, column);
    return at == null ? null : at.toString();
  }
}
