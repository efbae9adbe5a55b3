package dev.baton.cases;

import dev.baton.db.Ids;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.inbox.Reference;
import dev.baton.journal.Journal;
import dev.baton.journal.PolicyVersions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Cases of one problem become one, which can be undone, and contacts of another problem leave for a case of their own. */
public final class MergingApi implements Part {

  /** A case with more contacts than this is not merged or split by hand. */
  private static final int MOST_CONTACTS = 4_000;
  private static final String MERGE_OTHERWISE = "merge the other way round, the other case into this one";
  private static final String LEAVE_TOGETHER = "leave them together, and hand the other problem off as a leg";

  private final Commands commands;
  private final Requests requests;
  private final Journal journal;
  private final Ids caseIds;
  private final Undos undos;

  public MergingApi(Vertx vertx, Commands commands, Requests requests, Journal journal, PolicyVersions versions, Ids caseIds) {
    this.commands = commands;
    this.requests = requests;
    this.journal = journal;
    this.undos = new Undos(vertx, journal, versions);
    this.caseIds = caseIds;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/merge").handler(this::merge);
    router.post("/api/cases/:id/undo").handler(this::undo);
    router.post("/api/cases/:id/split").handler(this::split);
  }

  private void merge(RoutingContext context) {
    var wish = requests.wish(context, true);
    var from = Requests.number(Requests.body(context), "from");
    requests.answer(context, 200, commands.carryOut(wish,
      (tx, key, actor) -> contacts(tx, new CaseKey(key.brand(), from), MERGE_OTHERWISE).<Move>map(contacts ->
        new Move.Merge(key, new CaseKey(key.brand(), from), actor.person(), wish.expected(), contacts)),
      (tx, key, actor, now) -> moveAll(tx, key, from)));
  }

  private void undo(RoutingContext context) {
    var wish = requests.wish(context, true);
    var from = Requests.number(Requests.body(context), "from");
    requests.answer(context, 200, commands.carryOut(wish,
      (tx, key, actor) -> undos.making(tx, key, actor.person(), wish.expected(), from), Commands.AndThen.NOTHING));
  }

  private void split(RoutingContext context) {
    var wish = requests.wish(context, true);
    var mentions = mentions(Requests.body(context));
    requests.answer(context, 200, caseIds.take(1).compose(ids -> commands.carryOut(wish,
      (tx, key, actor) -> contacts(tx, key, LEAVE_TOGETHER).map(contacts -> split(key,
        new CaseKey(key.brand(), ids.getFirst()), actor, wish.expected(), contacts, mentions)),
      (tx, key, actor, now) -> moveSome(tx, key, ids.getFirst(), mentions))));
  }

  private static Move split(CaseKey key, CaseKey to, Commands.Actor actor, int expected, List<Contact> contacts,
                            Set<Long> mentions) {
    var parting = contacts.stream().filter(c -> mentions.contains(c.mention())).toList();
    if (parting.size() < mentions.size()) {
      throw HttpProblem.of(422, "Not its mentions", "'mentions' names some that are not of this case");
    }
    return new Move.Split(key, to, actor.person(), expected, parting,
      contacts.stream().filter(c -> !mentions.contains(c.mention())).toList());
  }

  private static Set<Long> mentions(JsonObject body) {
    if (!(body.getValue("mentions") instanceof JsonArray array) || array.isEmpty()
      || array.stream().anyMatch(n -> !(n instanceof Number))) {
      throw HttpProblem.of(400, "Which mentions?", "'mentions' must be a list of the numbers of mentions of this case");
    }
    var mentions = new TreeSet<Long>();
    array.forEach(n -> mentions.add(((Number) n).longValue()));
    return mentions;
  }

  private static final String LOCK = "select id from cases where brand = $1 and id = $2 for update";
  private static final String TITLES = "select id, left(body, 160) as title from mention where brand = $1 and case_id = $2";

  /** Under the case's lock, so that none comes between. @param instead what to do where there are too many */
  private Future<List<Contact>> contacts(SqlClient tx, CaseKey key, String instead) {
    var which = Tuple.of(key.brand(), key.id());
    return tx.preparedQuery(LOCK).execute(which)
      .compose(v -> tx.preparedQuery(TITLES).execute(which))
      .compose(rows -> {
        Map<Long, String> titles = new HashMap<>();
        rows.forEach(row -> titles.put(row.getLong("id"), row.getString("title").replace('\n', ' ')));
        return journal.ofCase(tx, key.brand(), key.id(), Contacts.KINDS, MOST_CONTACTS + 1)
          .map(entries -> bounded(entries.size(), Contacts.of(entries, titles), key, instead));
      });
  }

  private static List<Contact> bounded(int entries, List<Contact> contacts, CaseKey key, String instead) {
    if (Math.max(entries, contacts.size()) > MOST_CONTACTS) {
      throw HttpProblem.of(422, "Too many contacts", Reference.of(key.id()) + " has more than " + MOST_CONTACTS
        + " contacts, too many to move: " + instead);
    }
    return contacts;
  }

  private static final List<String> TABLES = List.of("mention", "reply", "note");

  /** Legs and promises are moved by the step itself. */
  private static Future<Void> moveAll(SqlClient tx, CaseKey to, long from) {
    var moved = Future.<Void>succeededFuture();
    for (var table : TABLES) {
      moved = moved.compose(v -> tx.preparedQuery("update " + table + " set case_id = $2 where brand = $1 and case_id = $3")
        .execute(Tuple.of(to.brand(), to.id(), from)).mapEmpty());
    }
    return moved;
  }

  private static final String MOVE_MENTIONS = """
    update mention set case_id = $2 where brand = $1 and case_id = $3 and id = any($4)""";
  private static final String MOVE_ANSWERS = """
    update reply set case_id = $2 where brand = $1 and case_id = $3 and mention_id = any($4) and state = 'accepted'""";

  /** What answered them goes along. */
  private static Future<Void> moveSome(SqlClient tx, CaseKey from, long to, Set<Long> mentions) {
    var which = Tuple.of(from.brand(), to, from.id()).addArrayOfLong(mentions.toArray(Long[]::new));
    return tx.preparedQuery(MOVE_MENTIONS).execute(which)
      .compose(v -> tx.preparedQuery(MOVE_ANSWERS).execute(which)).mapEmpty();
  }
}
