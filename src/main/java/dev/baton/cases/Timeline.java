package dev.baton.cases;

import static dev.baton.db.Rows.instant;

import dev.baton.inbox.Inbox;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was said and done in a case, line by line. */
final class Timeline {

  /** Lines of each kind; the newest. A longer timeline says that it is cut. */
  static final int MOST_LINES = 200;
  /** The name of a reply's author that is nobody's: Baton reminds customers by itself. */
  private static final String BATON = "baton";

  private final SqlClient client;
  private final Inbox inbox;
  private final Journal journal;
  private final Words words;

  Timeline(SqlClient client, Inbox inbox, Journal journal, Words words) {
    this.client = client;
    this.inbox = inbox;
    this.journal = journal;
    this.words = words;
  }

  /** @param mentions from the newest; @param lines all there is, from the oldest; @param cut whether older ones are left out */
  record Read(List<JsonObject> mentions, List<JsonObject> legs, List<JsonObject> promises, List<JsonObject> lines,
              boolean cut) {}

  /** The questions go out together; the pool answers them side by side. */
  Future<Read> read(CaseKey key) {
    return Future.all(List.of(rows(MENTIONS, key, this::mention), rows(REPLIES, key, this::reply),
        rows(NOTES, key, this::note), rows(LEGS, key, this::leg), rows(PROMISES, key, this::promise),
        journal.ofCase(client, key.brand(), key.id(), MOST_LINES)))
      .map(all -> read(all.resultAt(0), all.resultAt(1), all.resultAt(2), all.resultAt(3), all.resultAt(4),
        all.resultAt(5)));
  }

  private Read read(List<JsonObject> mentions, List<JsonObject> replies, List<JsonObject> notes, List<JsonObject> legs,
                    List<JsonObject> promises, List<Entry.Numbered> entries) {
    var lines = new ArrayList<JsonObject>();
    lines.addAll(mentions);
    lines.addAll(replies);
    lines.addAll(notes);
    legs.forEach(leg -> asked(leg, lines));
    promises.forEach(promise -> promised(promise, lines));
    entries.reversed().forEach(e -> event(e.entry()).ifPresent(lines::add));
    lines.sort(Comparator.comparing((JsonObject line) -> line.getString("at")));
    var cut = lines.size() > MOST_LINES;
    return new Read(mentions, legs, promises,
      cut ? List.copyOf(lines.subList(lines.size() - MOST_LINES, lines.size())) : lines, cut);
  }

  private Future<List<JsonObject>> rows(String statement, CaseKey key, Function<Row, JsonObject> read) {
    return client.preparedQuery(statement).execute(Tuple.of(key.brand(), key.id())).map(rows -> {
      var found = new ArrayList<JsonObject>();
      rows.forEach(row -> found.add(read.apply(row)));
      return found;
    });
  }

  private static final String MENTIONS = """
    select m.id, m.body, m.posted_at, m.url, m.visibility, m.language, m.mood, m.signals, m.joined, m.evidence, m.extras, a.name as account,
      a.channel, (select jsonb_agg(jsonb_build_object('kind', c.kind, 'at', c.at, 'text', c.body) order by c.at, c.received_at)
        from mention_change c where c.account_id = m.account_id and c.external_id = m.external_id) as changes,
      (select jsonb_agg(jsonb_build_object('id', t.id, 'kind', t.kind, 'url', t.url, 'type', t.type, 'state', t.state,
        'description', t.description, 'bytes', t.bytes, 'cause', t.cause) order by t.place)
        from attachment t where t.brand = m.brand and t.mention_id = m.id) as attachments,
      p.author_id, p.handle, p.name, p.followers
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
      .put("joined", row.getString("joined")).put("evidence", row.getJsonArray("evidence")).put("extras", row.getJsonObject("extras"))
      .put("attachments", Optional.ofNullable(row.getJsonArray("attachments")).orElseGet(JsonArray::new))
      .put("changes", Optional.ofNullable(row.getJsonArray("changes")).orElseGet(JsonArray::new));
  }

  private static final String REPLIES = """
    select r.id, r.body, r.created_at, r.agent, r.state, r.cause, r.url, r.visibility, a.name as account, a.channel
    from reply r join account a on a.id = r.account_id
    where r.brand = $1 and r.case_id = $2 order by r.id desc limit\s""" + MOST_LINES;

  private JsonObject reply(Row row) {
    var agent = row.getString("agent");
    return new JsonObject().put("kind", "reply").put("id", row.getLong("id"))
      .put("at", instant(row, "created_at").toString()).put("text", row.getString("body"))
      .put("by", agent.equals(BATON) ? new JsonObject().put("id", BATON).put("name", "Baton") : inbox.named(agent))
      .put("state", row.getString("state")).put("cause", row.getString("cause")).put("url", row.getString("url"))
      .put("visibility", row.getString("visibility"))
      .put("account", row.getString("account")).put("channel", row.getString("channel"));
  }

  private static final String NOTES = """
    select id, body, author, at from note where brand = $1 and case_id = $2 order by id desc limit\s""" + MOST_LINES;

  private JsonObject note(Row row) {
    return new JsonObject().put("kind", "note").put("id", row.getLong("id")).put("at", instant(row, "at").toString())
      .put("text", row.getString("body")).put("by", inbox.named(row.getString("author")));
  }

  private static final String LEGS = """
    select id, party, opened_by, expert, state, passes, question, answer, answered_by, mention_id, opened_at, accept_by,
      answer_by, accepted_at, closed_at from leg
    where brand = $1 and case_id = $2 order by id desc limit\s""" + MOST_LINES;

  private JsonObject leg(Row row) {
    var party = row.getString("party");
    return new JsonObject().put("id", row.getLong("id")).put("kind", party.substring(0, party.indexOf(':')))
      .put("party", party).put("title", words.party(party)).put("state", row.getString("state"))
      .put("by", inbox.named(row.getString("opened_by"))).put("expert", inbox.named(row.getString("expert")))
      .put("passes", row.getInteger("passes")).put("question", row.getString("question"))
      .put("answer", row.getString("answer")).put("mentionId", row.getLong("mention_id"))
      .put("answeredBy", row.getString("answered_by").isEmpty() ? null : inbox.named(row.getString("answered_by")))
      .put("openedAt", text(row, "opened_at")).put("acceptBy", text(row, "accept_by"))
      .put("answerBy", text(row, "answer_by")).put("acceptedAt", text(row, "accepted_at"))
      .put("closedAt", text(row, "closed_at"));
  }

  /** The question stands where it was asked, the answer where it came. */
  private static void asked(JsonObject leg, List<JsonObject> lines) {
    lines.add(line("leg", leg, "openedAt").put("leg", leg));
    if (leg.getString("state").equals("answered") && !leg.getString("answer").isEmpty()) {
      lines.add(line("leg-answer", leg, "closedAt").put("leg", leg));
    }
  }

  private static JsonObject line(String kind, JsonObject of, String at) {
    return new JsonObject().put("kind", kind).put("id", of.getLong("id")).put("at", of.getString(at));
  }

  private static final String PROMISES = """
    select id, made_by, made_at, due_at, what, reply_id, state, broken, reason, closed_at from promise
    where brand = $1 and case_id = $2 order by id desc limit\s""" + MOST_LINES;

  private JsonObject promise(Row row) {
    return new JsonObject().put("id", row.getLong("id")).put("by", inbox.named(row.getString("made_by")))
      .put("madeAt", text(row, "made_at")).put("dueAt", text(row, "due_at")).put("what", row.getString("what"))
      .put("replyId", row.getLong("reply_id")).put("state", row.getString("state"))
      .put("broken", row.getBoolean("broken")).put("reason", row.getString("reason"))
      .put("closedAt", text(row, "closed_at"));
  }

  private static void promised(JsonObject promise, List<JsonObject> lines) {
    lines.add(line("promise", promise, "madeAt").put("promise", promise));
  }

  private Optional<JsonObject> event(Entry entry) {
    return words.line(entry).filter(line -> !line.isEmpty()).map(line -> {
      var event = new JsonObject().put("kind", "event").put("at", entry.at().toString()).put("event", entry.kind())
        .put("words", line);
      Words.other(entry).ifPresent(other -> event.put("caseId", other));
      Optional.ofNullable(entry.body().getLong("link")).ifPresent(link -> event.put("link", link));
      return event;
    });
  }

  private static String text(Row row, String column) {
    var at = instant(row, column);
    return at == null ? null : at.toString();
  }
}
