package dev.baton.cases;

import static dev.baton.db.Rows.instant;

import dev.baton.connector.ReplyRules;
import dev.baton.inbox.Inbox;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import dev.baton.policy.Policy;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Everything about one case: its item, timeline, obligations, and what happens if nobody acts. */
public final class CaseFile {

  /** Lines of each kind; the newest. A longer timeline says that it is cut. */
  private static final int MOST_LINES = 200;
  private static final int MOST_OBLIGATIONS = 60;
  /** Alarms ahead; after the ladder's end they only repeat. */
  private static final int MOST_BOUNDS = 6;

  private final SqlClient client;
  private final CaseDesk desk;
  private final Inbox inbox;
  private final Journal journal;
  private final Policy policy;
  private final InstantSource clock;
  private final Words words;
  private final Function<String, ReplyRules> rulesOf;

  /** @param rulesOf what an answer on an account, by its name, may look like */
  public CaseFile(SqlClient client, CaseDesk desk, Inbox inbox, Journal journal, Policy policy, InstantSource clock,
                  UnaryOperator<String> nameOf, Function<String, ReplyRules> rulesOf) {
    this.client = client;
    this.desk = desk;
    this.inbox = inbox;
    this.journal = journal;
    this.policy = policy;
    this.clock = clock;
    this.words = new Words(nameOf);
    this.rulesOf = rulesOf;
  }

  /** The case, if it is of one of these brands. */
  public Future<Optional<JsonObject>> read(String[] brands, long id) {
    return inbox.item(brands, id).compose(item -> item.isEmpty() ? Future.succeededFuture(item)
      : fill(item.get(), new CaseKey(item.get().getString("brand"), id)).map(Optional::of));
  }

  private Future<JsonObject> fill(JsonObject shown, CaseKey key) {
    var timeline = new ArrayList<JsonObject>();
    return rows(MENTIONS, key, this::mention)
      .onSuccess(mentions -> answerOn(shown, mentions))
      .onSuccess(timeline::addAll)
      .compose(v -> rows(REPLIES, key, this::reply)).onSuccess(timeline::addAll)
      .compose(v -> rows(NOTES, key, this::note)).onSuccess(timeline::addAll)
      .compose(v -> journal.ofCase(client, key.brand(), key.id(), MOST_LINES)).onSuccess(entries ->
        entries.forEach(e -> event(e.entry()).ifPresent(timeline::add)))
      .compose(v -> rows(OBLIGATIONS, key, row -> obligation(row, shown)))
      .compose(obligations -> desk.read(client, List.of(key)).map(standing -> {
        timeline.sort(Comparator.comparing((JsonObject line) -> line.getString("at")));
        var cut = timeline.size() > MOST_LINES;
        return shown
          .put("timeline", new JsonArray(cut ? timeline.subList(timeline.size() - MOST_LINES, timeline.size())
            : timeline))
          .put("timelineCut", cut)
          .put("obligations", new JsonArray(obligations))
          .put("ifNobodyActs", bounds(standing.get(key)));
      }));
  }

  private Future<List<JsonObject>> rows(String statement, CaseKey key, Function<Row, JsonObject> read) {
    return client.preparedQuery(statement).execute(Tuple.of(key.brand(), key.id())).map(rows -> {
      var found = new ArrayList<JsonObject>();
      rows.forEach(row -> found.add(read.apply(row)));
      return found;
    });
  }

  private static final String MENTIONS = """
    select m.id, m.body, m.posted_at, m.url, m.visibility, m.language, m.mood, m.signals, m.joined, a.name as account,
      a.channel, p.author_id, p.handle, p.name, p.followers
    from mention m join account a on a.id = m.account_id
    left join profile p on p.brand = m.brand and p.channel = a.channel and p.author_id = m.author_id
    where m.brand = $1 and m.case_id = $2 order by m.posted_at desc, m.id desc limit\s""" + MOST_LINES;

  private JsonObject mention(Row row) {
    return new JsonObject().put("kind", "mention").put("id", row.getLong("id"))
      .put("at", instant(row, "posted_at").toString()).put("text", row.getString("body"))
      .put("account", row.getString("account")).put("channel", row.getString("channel"))
      .put("author", new JsonObject().put("id", row.getString("author_id")).put("handle", row.getString("handle"))
        .put("name", row.getString("name")).put("followers", row.getLong("followers")))
      .put("url", row.getString("url")).put("visibility", row.getString("visibility"))
      .put("language", row.getString("language")).put("mood", row.getString("mood"))
      .put("signals", new JsonArray(Arrays.asList((Object[]) row.getArrayOfStrings("signals"))))
      .put("joined", row.getString("joined"));
  }

  private static final String REPLIES = """
    select r.id, r.body, r.created_at, r.agent, r.state, r.cause, r.url, r.visibility, a.name as account, a.channel
    from reply r join account a on a.id = r.account_id
    where r.brand = $1 and r.case_id = $2 order by r.id desc limit\s""" + MOST_LINES;

  private JsonObject reply(Row row) {
    return new JsonObject().put("kind", "reply").put("id", row.getLong("id"))
      .put("at", instant(row, "created_at").toString()).put("text", row.getString("body"))
      .put("by", inbox.named(row.getString("agent"))).put("state", row.getString("state"))
      .put("cause", row.getString("cause")).put("url", row.getString("url"))
      .put("visibility", row.getString("visibility"))
      .put("account", row.getString("account")).put("channel", row.getString("channel"));
  }

  private static final String NOTES = """
    select id, body, author, at from note where brand = $1 and case_id = $2 order by id desc limit\s""" + MOST_LINES;

  private JsonObject note(Row row) {
    return new JsonObject().put("kind", "note").put("id", row.getLong("id")).put("at", instant(row, "at").toString())
      .put("text", row.getString("body")).put("by", inbox.named(row.getString("author")));
  }

  private Optional<JsonObject> event(Entry entry) {
    return words.line(entry).map(line -> new JsonObject().put("kind", "event").put("at", entry.at().toString())
      .put("event", entry.kind()).put("words", line));
  }

  private static final String OBLIGATIONS = """
    select number, kind, opened_at, due_at, alarm_at, closed_at, running, outcome, level from obligation
    where brand = $1 and case_id = $2 order by number desc limit\s""" + MOST_OBLIGATIONS;

  private JsonObject obligation(Row row, JsonObject item) {
    var running = row.getBoolean("running");
    var closed = instant(row, "closed_at");
    var byBaton = row.getString("kind").equals("delivery");
    return new JsonObject().put("number", row.getInteger("number")).put("kind", row.getString("kind"))
      .put("owedBy", byBaton ? new JsonObject().put("id", "baton").put("name", "Baton") : item.getJsonObject("owner"))
      .put("openedAt", instant(row, "opened_at").toString()).put("dueAt", instant(row, "due_at").toString())
      .put("alarmAt", running ? instant(row, "alarm_at").toString() : null)
      .put("closedAt", closed == null ? null : closed.toString())
      .put("state", running ? "running" : row.getString("outcome")).put("level", row.getInteger("level"));
  }

  private JsonArray bounds(Batch.Standing standing) {
    return new JsonArray(Foresight.ifNobodyActs(standing.state(), policy, clock.instant(), MOST_BOUNDS).stream()
      .map(this::shown).toList());
  }

  /** The next alarm of each of these cases if nobody acts, by its number. */
  public Future<Map<Long, JsonObject>> next(List<JsonObject> items) {
    var keys = items.stream().map(i -> new CaseKey(i.getString("brand"), i.getLong("id"))).toList();
    return desk.read(client, keys).map(standings -> {
      var next = new HashMap<Long, JsonObject>();
      standings.forEach((key, standing) -> Foresight.ifNobodyActs(standing.state(), policy, clock.instant(), 1)
        .forEach(bound -> next.put(key.id(), shown(bound))));
      return next;
    });
  }

  private JsonObject shown(Foresight.Bound bound) {
    return new JsonObject().put("at", bound.at().toString()).put("person", inbox.named(bound.person()))
      .put("words", words.bound(bound));
  }

  /** The newest mention decides where an answer goes. */
  private void answerOn(JsonObject shown, List<JsonObject> newestFirst) {
    var newest = newestFirst.getFirst();
    var rules = rulesOf.apply(newest.getString("account"));
    shown.put("answerOn", new JsonObject()
      .put("account", newest.getString("account")).put("channel", newest.getString("channel"))
      .put("mentionId", newest.getLong("id")).put("handle", newest.getJsonObject("author").getString("handle"))
      .put("visibility", newest.getString("visibility")).put("maxLength", rules.maxLength()).put("unit", rules.unit())
      .put("saidByBaton", rules.saidByBaton()));
  }
}
