package dev.baton.cases;

import static dev.baton.db.Rows.instant;

import dev.baton.db.Columns;
import dev.baton.db.Rows;
import dev.baton.inbox.Place;
import dev.baton.obligation.Obligation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The table of cases: a state is loaded under its row's lock and stored whole. */
final class CaseStore {

  /** A state on its way to its row. */
  record Stored(CaseKey key, long customerId, CaseState state, Place place) {}

  /** A row as it was, its obligations still to be added. */
  record Read(CaseKey key, long customerId, Row row) {

    CaseState state(List<Obligation> running) {
      return new CaseState(key.brand(), row.getString("queue"), phase(row), row.getString("owner"),
        row.getInteger("revision"), row.getInteger("conversation"), row.getInteger("numbered"),
        row.getBoolean("answered"), StateJson.unanswered((JsonArray) row.getJson("unanswered")),
        Delivery.of(row.getString("delivery")), StateJson.facts((JsonObject) row.getJson("facts")), face(row),
        DealingsJson.read((JsonObject) row.getJson("dealings")), running);
    }
  }

  private static final String LOCK = """
    select c.brand, c.id, c.customer_id, c.queue, c.phase, c.holder, c.owner, c.revision, c.conversation, c.numbered,
      c.answered, c.unanswered, c.delivery, c.facts, c.customer_name, c.customer_handle, c.title, c.channels,
      c.language, c.opened_at, c.last_contact_at, c.contacts, c.resolved_at, c.resolution, c.dealings, c.merged_into
    from cases c join unnest($1::text[], $2::bigint[]) as k(brand, id) on c.brand = k.brand and c.id = k.id
    order by c.id""";
  private static final String FOR_UPDATE = LOCK + " for update of c";

  /** Loads these cases and locks their rows, in order of their numbers, until the transaction ends. */
  Future<List<Read>> lock(SqlClient tx, Collection<CaseKey> keys) {
    return load(tx, FOR_UPDATE, keys);
  }

  /** The same without the lock, for reading. */
  Future<List<Read>> read(SqlClient client, Collection<CaseKey> keys) {
    return load(client, LOCK, keys);
  }

  private static Future<List<Read>> load(SqlClient client, String statement, Collection<CaseKey> keys) {
    var list = List.copyOf(keys);
    return client.preparedQuery(statement)
      .execute(Rows.of(list).text(CaseKey::brand).number(CaseKey::id).tuple())
      .map(rows -> {
        var found = new ArrayList<Read>();
        rows.forEach(row -> found.add(new Read(new CaseKey(row.getString("brand"), row.getLong("id")),
          row.getLong("customer_id"), row)));
        return found;
      });
  }

  /** In the order in which {@link #rows} gives them. Short names for the values keep the statements short. */
  private static final Columns COLUMNS = new Columns("cases")
    .text("brand").number("id").number("customer_id").text("queue", "phase", "holder", "owner")
    .integer("revision", "conversation", "numbered", "level", "contacts")
    .time("opened_at", "last_contact_at", "waiting_since").flag("answered").json("unanswered").time("resolved_at")
    .text("resolution", "delivery").json("facts").integer("next_obligation").text("next_kind")
    .time("next_due_at", "next_alarm_at", "order_at").json("parts").text("customer_name", "customer_handle", "title")
    .words("channels").text("language", "mood").json("dealings").integer("open_legs").time("promised_at")
    .words("flagged").text("waits_for").number("merged_into");

  private static final String INSERT = COLUMNS.insert();

  Future<Void> insert(SqlClient tx, List<Stored> cases) {
    return cases.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(INSERT).execute(rows(cases).tuple()).mapEmpty();
  }

  private static final String UPDATE = COLUMNS.update("brand", "id");

  Future<Void> update(SqlClient tx, List<Stored> cases) {
    return cases.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(UPDATE).execute(rows(cases).tuple()).mapEmpty();
  }

  private static Rows<Stored> rows(List<Stored> cases) {
    return Rows.of(cases)
      .text(c -> c.key().brand()).number(c -> c.key().id()).number(Stored::customerId)
      .text(c -> c.state().queue()).text(c -> c.state().phase().word()).text(c -> c.state().phase().holder())
      .text(c -> c.state().owner()).integer(c -> c.state().revision()).integer(c -> c.state().conversation())
      .integer(c -> c.state().numbered()).integer(c -> c.state().level())
      .integer(c -> c.state().face().contacts()).time(c -> c.state().face().openedAt())
      .time(c -> c.state().face().lastContactAt())
      .time(c -> c.state().phase().isOpen() ? c.state().unanswered().since().orElse(null) : null)
      .flag(c -> c.state().answered())
      .text(c -> StateJson.unanswered(c.state().unanswered()))
      .time(c -> closed(c.state().phase())).text(c -> c.state().phase() instanceof Phase.Resolved r ? r.reason() : "")
      .text(c -> c.state().delivery().word()).text(c -> StateJson.facts(c.state().facts()))
      .maybeInteger(c -> due(c).map(Obligation::number).orElse(null))
      .text(c -> due(c).map(o -> o.kind().word()).orElse(""))
      .time(c -> due(c).map(Obligation::dueAt).orElse(null))
      .time(c -> c.state().nextAlarmAt().orElse(null))
      .time(c -> c.place().orderAt()).text(c -> StateJson.parts(c.place()))
      .text(c -> c.state().face().customerName()).text(c -> c.state().face().customerHandle())
      .text(c -> c.state().face().title()).text(c -> channels(c.state().face().channels()))
      .text(c -> c.state().face().language()).text(c -> c.state().facts().mood().word())
      .text(c -> DealingsJson.write(c.state().dealings()).encode())
      .integer(c -> (int) legs(c).filter(l -> !l.isFlag()).count())
      .time(c -> c.state().dealings().promises().stream().map(Promise::dueAt).min(Comparator.naturalOrder()).orElse(null))
      .text(c -> String.join(",", legs(c).filter(Leg::isFlag).map(Leg::expert).distinct().sorted().toList()))
      .text(c -> c.state().waitsFor())
      .number(c -> c.state().phase() instanceof Phase.Merged(var at, var into) ? into : 0);
  }

  private static Stream<Leg> legs(Stored stored) {
    return stored.state().dealings().legs().stream();
  }

  private static Instant closed(Phase phase) {
    return switch (phase) {
      case Phase.Waiting w -> null;
      case Phase.Held h -> null;
      case Phase.Resolved(var at, var reason) -> at;
      case Phase.Merged(var at, var into) -> at;
    };
  }

  private static Optional<Obligation> due(Stored stored) {
    return stored.state().earliestDue();
  }

  private static String channels(Set<String> channels) {
    return String.join(",", channels.stream().sorted().toList());
  }

  private static Phase phase(Row row) {
    return switch (row.getString("phase")) {
      case "waiting" -> new Phase.Waiting();
      case "held" -> new Phase.Held(row.getString("holder"));
      default -> row.getLong("merged_into") == 0
        ? new Phase.Resolved(instant(row, "resolved_at"), row.getString("resolution"))
        : new Phase.Merged(instant(row, "resolved_at"), row.getLong("merged_into"));
    };
  }

  private static Face face(Row row) {
    return new Face(row.getString("customer_name"), row.getString("customer_handle"), row.getString("title"),
      Set.copyOf(Arrays.asList(row.getArrayOfStrings("channels"))), row.getString("language"),
      instant(row, "opened_at"), instant(row, "last_contact_at"), row.getInteger("contacts"));
  }
}
