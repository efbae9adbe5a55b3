package dev.baton.joining;

import dev.baton.cases.CaseKey;
import dev.baton.customer.Acquaintance;
import dev.baton.inbox.Inbox;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who is behind a case, what else they have, and what an agent may decide about it; shown with the case. */
public final class Behind {

  private final SqlClient client;
  private final Inbox inbox;
  private final Acquaintance acquaintance;

  public Behind(SqlClient client, Inbox inbox, Acquaintance acquaintance) {
    this.client = client;
    this.inbox = inbox;
    this.acquaintance = acquaintance;
  }

  public Future<JsonObject> of(CaseKey key, long customer) {
    return Future.all(acquaintance.profiles(client, key.brand(), customer), cases(key, customer), suggestions(key, customer))
      .map(all -> new JsonObject().put("profiles", new JsonArray(all.<List<JsonObject>>resultAt(0)))
        .put("cases", new JsonArray(all.<List<JsonObject>>resultAt(1)))
        .put("suggestions", new JsonArray(all.<List<JsonObject>>resultAt(2))));
  }

  /** Others of a customer are looked for in the lists, not beside a case. */
  private static final String CASES = """
    select id from cases where brand = $1 and customer_id = $2 and merged_into = 0 and id <> $3
    order by phase = 'resolved', last_contact_at desc limit 8""";

  private Future<List<JsonObject>> cases(CaseKey key, long customer) {
    return client.preparedQuery(CASES).execute(Tuple.of(key.brand(), customer, key.id())).compose(rows -> {
      var ids = new ArrayList<Long>();
      rows.forEach(row -> ids.add(row.getLong("id")));
      return ids.isEmpty() ? Future.succeededFuture(List.of()) : items(key.brand(), ids);
    });
  }

  private Future<List<JsonObject>> items(String brand, List<Long> ids) {
    return inbox.items(new String[] {brand}, ids).map(items -> items.stream()
      .sorted(Comparator.comparing((JsonObject item) -> ids.indexOf(item.getLong("id")))).toList());
  }

  private static final String ABOUT_PROBLEMS = """
    select id, kind, case_id, other_case, mention_id, evidence, score, made_at from suggestion
    where brand = $1 and case_id = $2 and state = 'open' and case_id <> 0
    union all
    select id, kind, other_case, case_id, mention_id, evidence, score, made_at from suggestion
    where brand = $1 and other_case = $2 and state = 'open' and other_case <> 0
    order by id desc limit 5""";

  private Future<List<JsonObject>> suggestions(CaseKey key, long customer) {
    return Future.all(acquaintance.suggestions(client, key.brand(), customer),
        client.preparedQuery(ABOUT_PROBLEMS).execute(Tuple.of(key.brand(), key.id())))
      .compose(both -> {
        var all = new ArrayList<JsonObject>(both.<List<JsonObject>>resultAt(0));
        both.<RowSet<Row>>resultAt(1).forEach(row -> all.add(new JsonObject()
          .put("id", row.getLong("id")).put("kind", row.getString("kind")).put("caseId", row.getLong("other_case"))
          .put("mentionId", row.getLong("mention_id")).put("evidence", row.getJsonArray("evidence"))
          .put("score", row.getFloat("score")).put("at", row.getOffsetDateTime("made_at").toInstant().toString())));
        return withCases(key.brand(), all);
      });
  }

  private static final String OPEN = """
    select c.customer_id, c.id from unnest($2::bigint[]) as k(customer_id) cross join lateral (
      select n.customer_id, n.id from cases n where n.brand = $1 and n.customer_id = k.customer_id and n.phase <> 'resolved'
      order by n.last_contact_at desc limit 3) c""";

  /** What would be merged is shown before it is. */
  private Future<List<JsonObject>> withCases(String brand, List<JsonObject> suggestions) {
    var customers = suggestions.stream().filter(s -> s.containsKey("customerId")).map(s -> s.getLong("customerId")).toList();
    return client.preparedQuery(OPEN).execute(Tuple.of(brand).addArrayOfLong(customers.toArray(Long[]::new)))
      .compose(rows -> {
        var ids = new ArrayList<Long>();
        rows.forEach(row -> ids.add(row.getLong("id")));
        suggestions.stream().filter(s -> s.getLong("caseId", 0L) != 0).forEach(s -> ids.add(s.getLong("caseId")));
        return ids.isEmpty() ? Future.succeededFuture(List.<JsonObject>of()) : items(brand, ids);
      })
      .map(items -> {
        Map<Long, List<JsonObject>> byCustomer = items.stream()
          .collect(Collectors.groupingBy(item -> item.getJsonObject("customer").getLong("id")));
        suggestions.forEach(s -> s.put("cases", new JsonArray(s.containsKey("customerId")
          ? byCustomer.getOrDefault(s.getLong("customerId"), List.of())
          : items.stream().filter(item -> item.getLong("id").equals(s.getLong("caseId"))).toList())));
        return suggestions;
      });
  }
}
