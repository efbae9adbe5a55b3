package dev.baton.cases;

import static dev.baton.db.Rows.instant;

import dev.baton.connector.ReplyRules;
import dev.baton.inbox.Inbox;
import dev.baton.journal.Journal;
import dev.baton.mention.Visibility;
import dev.baton.obligation.Kind;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything about one case: its item, timeline, legs, promises, obligations, and what happens if nobody acts. */
public final class CaseFile {

  private static final Logger log = LoggerFactory.getLogger(CaseFile.class);
  private static final int MOST_OBLIGATIONS = 60;
  /** What comes; after the ladder's end it only repeats. */
  private static final int MOST_BOUNDS = 8;

  private final SqlClient client;
  private final CaseDesk desk;
  private final Inbox inbox;
  private final Policies policies;
  private final InstantSource clock;
  private final Words words;
  private final Timeline timeline;
  private final Function<String, ReplyRules> rulesOf;
  private final Behind behind;

  /** Who is behind a case, which the engine does not know. */
  @FunctionalInterface
  public interface Behind {
    Future<JsonObject> of(CaseKey key, long customer);
  }

  /** @param rulesOf what an answer on an account, by its name, may look like */
  public CaseFile(SqlClient client, CaseDesk desk, Inbox inbox, Journal journal, Policies policies, InstantSource clock,
                  UnaryOperator<String> nameOf, Function<String, ReplyRules> rulesOf, Behind behind) {
    this.client = client;
    this.desk = desk;
    this.inbox = inbox;
    this.policies = policies;
    this.clock = clock;
    this.words = new Words(nameOf, key -> policies.current().party(key));
    this.timeline = new Timeline(client, inbox, journal, words);
    this.rulesOf = rulesOf;
    this.behind = behind;
  }

  /** The case, if it is of one of these brands. */
  public Future<Optional<JsonObject>> read(String[] brands, long id) {
    return inbox.item(brands, id).compose(item -> item.isEmpty() ? Future.succeededFuture(item)
      : fill(item.get(), key(item.get())).map(Optional::of));
  }

  private static CaseKey key(JsonObject item) {
    return new CaseKey(item.getString("brand"), item.getLong("id"));
  }

  private Future<JsonObject> fill(JsonObject shown, CaseKey key) {
    return Future.all(timeline.read(key), owed(key), desk.read(client, List.of(key)),
      behind.of(key, shown.getJsonObject("customer").getLong("id"))).map(all -> {
      Timeline.Read read = all.resultAt(0);
      var state = Optional.ofNullable(all.<Map<CaseKey, Batch.Standing>>resultAt(2).get(key)).map(Batch.Standing::state);
      return shown.put("timeline", new JsonArray(read.lines())).put("timelineCut", read.cut())
        .put("legs", new JsonArray(read.legs())).put("promises", new JsonArray(read.promises()))
        .put("obligations", new JsonArray(all.<List<Row>>resultAt(1).stream()
          .map(row -> obligation(row, shown, read.legs())).toList()))
        .put("behind", all.<JsonObject>resultAt(3))
        .put("answerOn", read.mentions().isEmpty() ? null : answerOn(read.mentions().getFirst()))
        .put("suggestions", state.map(new Suggestions(policies.current(), words)::of).orElseGet(JsonArray::new))
        .put("ifNobodyActs", new JsonArray(state.map(s -> ahead(key, s, MOST_BOUNDS)).orElse(List.of())));
    });
  }

  private static final String OBLIGATIONS = """
    select number, kind, about, opened_at, due_at, alarm_at, closed_at, running, outcome, level from obligation
    where brand = $1 and case_id = $2 order by number desc limit\s""" + MOST_OBLIGATIONS;

  private Future<List<Row>> owed(CaseKey key) {
    return client.preparedQuery(OBLIGATIONS).execute(Tuple.of(key.brand(), key.id())).map(rows -> {
      var all = new ArrayList<Row>();
      rows.forEach(all::add);
      return all;
    });
  }

  private JsonObject obligation(Row row, JsonObject item, List<JsonObject> legs) {
    var running = row.getBoolean("running");
    var closed = instant(row, "closed_at");
    return new JsonObject().put("number", row.getInteger("number")).put("kind", row.getString("kind"))
      .put("owedBy", Kind.known(row.getString("kind")).map(kind -> owedBy(kind, row.getLong("about"), item, legs))
        .orElse(item.getJsonObject("owner")))
      .put("openedAt", instant(row, "opened_at").toString()).put("dueAt", instant(row, "due_at").toString())
      .put("alarmAt", running ? instant(row, "alarm_at").toString() : null)
      .put("closedAt", closed == null ? null : closed.toString())
      .put("state", running ? "running" : row.getString("outcome")).put("level", row.getInteger("level"));
  }

  private JsonObject owedBy(Kind kind, long about, JsonObject item, List<JsonObject> legs) {
    return switch (kind) {
      case DELIVERY -> new JsonObject().put("id", "baton").put("name", "Baton");
      case CUSTOMER -> new JsonObject().put("id", "customer").put("name", "the customer");
      case ACCEPT, ANSWER -> legs.stream().filter(leg -> leg.getLong("id") == about).findFirst()
        .map(leg -> leg.getJsonObject("expert")).orElse(item.getJsonObject("owner"));
      case PICKUP, FIRST_REPLY, NEXT_REPLY, UPDATE, PROGRESS, RESOLUTION, PROMISE, WINDOW -> item.getJsonObject("owner");
    };
  }

  /** Nothing where the engine cannot go on from here: the case is shown all the same, and no other suffers. */
  private List<JsonObject> ahead(CaseKey key, CaseState state, int most) {
    try {
      return Foresight.ifNobodyActs(state, policies.current(), clock.instant(), most).stream().map(this::shown).toList();
    } catch (RuntimeException e) {
      log.warn("nothing can be said of what comes case={} cause={}", key.id(), e.toString());
      return List.of();
    }
  }

  /** What comes next of each of these cases if nobody acts, by its number. */
  public Future<Map<Long, JsonObject>> next(List<JsonObject> items) {
    return desk.read(client, items.stream().map(CaseFile::key).toList()).map(standings -> {
      var next = new HashMap<Long, JsonObject>();
      standings.forEach((key, standing) -> ahead(key, standing.state(), 1)
        .forEach(bound -> next.put(key.id(), bound)));
      return next;
    });
  }

  private JsonObject shown(Foresight.Bound bound) {
    return new JsonObject().put("at", bound.at().toString())
      .put("person", bound.person().isEmpty() ? null : inbox.named(bound.person())).put("words", words.bound(bound));
  }

  /** What bears on a date that could be promised, if the case is of one of these brands. */
  public Future<Optional<UnderWay>> underWay(String[] brands, long id) {
    return inbox.item(brands, id).compose(item -> item.isEmpty() ? Future.succeededFuture(Optional.empty())
      : desk.read(client, List.of(key(item.get()))).map(standings -> standings.values().stream().findFirst()
        .map(standing -> underWay(standing.state()))));
  }

  private static UnderWay underWay(CaseState state) {
    return new UnderWay(state.brand(), state.queue(), state.dealings().legs().stream().filter(leg -> !leg.isFlag())
      .map(leg -> new UnderWay.Handed(leg.party(), leg.expert(), leg.answerBy())).toList());
  }

  /** The newest mention decides where an answer goes. */
  private JsonObject answerOn(JsonObject newest) {
    var rules = rulesOf.apply(newest.getString("account"));
    return new JsonObject()
      .put("account", newest.getString("account")).put("channel", newest.getString("channel"))
      .put("mentionId", newest.getLong("id")).put("handle", newest.getJsonObject("author").getString("handle"))
      .put("visibility", newest.getString("visibility")).put("unit", rules.unit())
      .put("maxLength", rules.maxLength(Visibility.of(newest.getString("visibility"))))
      .put("saidByBaton", rules.saidByBaton());
  }
}
