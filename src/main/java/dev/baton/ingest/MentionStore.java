package dev.baton.ingest;

import static dev.baton.db.Rows.instant;

import dev.baton.customer.Reason;
import dev.baton.db.Rows;
import dev.baton.mention.Mention;
import dev.baton.triage.Reading;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of mentions, and what ingest asks of the tables around it to find a mention's case. */
final class MentionStore {

  /** A mention that found its case. */
  record Placed(long id, Account account, Mention mention, Reading reading, long customerId, long caseId,
                String joined, Joining.Verdict verdict, Instant receivedAt) {}

  /**
   * A case that a mention may join.
   *
   * @param absorbed cases that were merged into it, by whatever way; their references mean it
   */
  record Candidate(long caseId, long customerId, boolean open, Instant lastContactAt, List<Long> absorbed) {}

  /** One by one, so that a new database, which knows nothing of its tables, uses the unique key and reads no other. */
  private static final String THERE = """
    select m.external_id, m.id, m.case_id from unnest($3::text[]) as k(external_id) cross join lateral (
      select n.external_id, n.id, n.case_id from mention n
      where n.brand = $1 and n.account_id = $2 and n.external_id = k.external_id limit 1) m""";

  /** Those that are kept already, by their network's id. */
  Future<Map<String, Accepted>> there(SqlClient tx, Account account, Collection<String> externalIds) {
    return tx.preparedQuery(THERE)
      .execute(Tuple.of(account.brand(), account.id()).addArrayOfString(externalIds.toArray(String[]::new)))
      .map(rows -> {
        var there = new HashMap<String, Accepted>();
        rows.forEach(row -> there.put(row.getString("external_id"), new Accepted(row.getString("external_id"),
          row.getLong("id"), row.getLong("case_id"), true)));
        return there;
      });
  }

  private static final String OWN_WORDS = """
    select r.external_id, r.mention_id, r.case_id from unnest($3::text[]) as k(external_id) cross join lateral (
      select n.external_id, n.mention_id, n.case_id from reply n where n.brand = $1 and n.account_id = $2
        and n.external_id = k.external_id and n.external_id <> '' limit 1) r""";

  /** Those that are replies of ours, by their network's id; with what they answered. */
  Future<Map<String, Accepted>> ownWords(SqlClient tx, Account account, Collection<String> externalIds) {
    return tx.preparedQuery(OWN_WORDS)
      .execute(Tuple.of(account.brand(), account.id()).addArrayOfString(externalIds.toArray(String[]::new)))
      .map(rows -> {
        var ours = new HashMap<String, Accepted>();
        rows.forEach(row -> ours.put(row.getString("external_id"), new Accepted(row.getString("external_id"),
          row.getLong("mention_id"), row.getLong("case_id"), true)));
        return ours;
      });
  }

  private static final String SPOKEN_WITH = """
    select m.external_id as said, m.case_id from mention m
    where m.brand = $1 and m.account_id = $2 and m.external_id = any($3)
    union all
    select r.external_id, r.case_id from reply r
    where r.brand = $1 and r.account_id = $2 and r.external_id = any($3) and r.external_id <> ''
    union all
    select m.thread, max(m.case_id) from mention m
    where m.brand = $1 and m.account_id = $2 and m.thread = any($4) and m.thread <> '' group by m.thread, m.customer_id""";

  /** The cases of what is answered and of the threads, by the network's id of either. */
  Future<Map<String, List<Long>>> spokenWith(SqlClient tx, Account account, Collection<String> answered,
                                             Collection<String> threads) {
    if (answered.isEmpty() && threads.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.preparedQuery(SPOKEN_WITH).execute(Tuple.of(account.brand(), account.id())
        .addArrayOfString(answered.toArray(String[]::new)).addArrayOfString(threads.toArray(String[]::new)))
      .map(rows -> {
        var cases = new HashMap<String, List<Long>>();
        rows.forEach(row -> cases.merge(row.getString("said"), List.of(row.getLong("case_id")),
          (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
        return cases;
      });
  }

  private static final String OWNERS = "select id, customer_id from cases where brand = $1 and id = any($2)";

  /** Whose these cases are. */
  Future<Map<Long, Long>> owners(SqlClient tx, String brand, Collection<Long> caseIds) {
    if (caseIds.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return tx.preparedQuery(OWNERS).execute(Tuple.of(brand).addArrayOfLong(caseIds.toArray(Long[]::new)))
      .map(rows -> {
        var owners = new HashMap<Long, Long>();
        rows.forEach(row -> owners.put(row.getLong("id"), row.getLong("customer_id")));
        return owners;
      });
  }

  /** One by one, as above: each case by its key, or a new database would read all cases of the brand for every batch. */
  private static final String CANDIDATES = """
    with recursive went (customer_id, id) as (
      select customer_id, merged_into from cases where brand = $1 and customer_id = any($2) and merged_into <> 0
      union select w.customer_id, c.merged_into from went w cross join lateral (select n.merged_into from cases n
        where n.brand = $1 and n.id = w.id and n.merged_into <> 0 limit 1) c),
    own as (select customer_id, id from cases where brand = $1 and customer_id = any($2) and merged_into = 0
      union select customer_id, id from went)
    select c.id, own.customer_id, c.phase, c.last_contact_at, array(with recursive gone (id) as (
        select m.id from cases m where m.brand = $1 and m.merged_into = c.id and m.merged_into <> 0
        union all select m.id from gone g cross join lateral (select n.id from cases n
          where n.brand = $1 and n.merged_into = g.id and n.merged_into <> 0 offset 0) m) select id from gone) as absorbed
    from own cross join lateral (select n.id, n.phase, n.last_contact_at from cases n where n.brand = $1 and n.id = own.id
      and (n.phase <> 'resolved' or n.resolved_at > $3) and n.merged_into = 0 limit 1) c order by c.id""";

  /** The cases of these customers, or into which theirs were merged, that are open or were resolved after {@code since}. */
  Future<List<Candidate>> candidates(SqlClient tx, String brand, Collection<Long> customers, Instant since) {
    return tx.preparedQuery(CANDIDATES)
      .execute(Tuple.of(brand).addArrayOfLong(customers.toArray(Long[]::new)).addValue(Rows.utc(since)))
      .map(rows -> {
        var found = new ArrayList<Candidate>();
        rows.forEach(row -> found.add(new Candidate(row.getLong("id"), row.getLong("customer_id"),
          !row.getString("phase").equals("resolved"), instant(row, "last_contact_at"),
          List.of(row.getArrayOfLongs("absorbed")))));
        return found;
      });
  }

  private static final String INSERT = """
    insert into mention (brand, id, account_id, external_id, case_id, customer_id, author_id, body, in_reply_to, thread,
      url, language, visibility, answer_ref, mood, signals, joined, posted_at, received_at, extras, evidence)
    select brand, id, account_id, external_id, case_id, customer_id, author_id, body, in_reply_to, thread, url, language,
      visibility, answer_ref, mood, coalesce(string_to_array(nullif(signals, ''), E'\\n'), '{}'), joined, posted_at, received_at, extras::jsonb,
      evidence::jsonb
    from unnest($1::text[], $2::bigint[], $3::integer[], $4::text[], $5::bigint[], $6::bigint[], $7::text[],
      $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
      $16::text[], $17::text[], $18::timestamptz[], $19::timestamptz[], $20::text[], $21::text[]) as n(brand, id, account_id, external_id, case_id,
      customer_id, author_id, body, in_reply_to, thread, url, language, visibility, answer_ref, mood, signals, joined,
      posted_at, received_at, extras, evidence)""";

  Future<Void> insert(SqlClient tx, List<Placed> placed) {
    return tx.preparedQuery(INSERT).execute(Rows.of(placed)
      .text(p -> p.account().brand()).number(Placed::id).integer(p -> p.account().id())
      .text(p -> p.mention().externalId().value()).number(Placed::caseId).number(Placed::customerId)
      .text(p -> p.mention().author().id()).text(p -> p.mention().text())
      .text(p -> p.mention().context().inReplyTo()).text(p -> p.mention().context().thread())
      .text(p -> p.mention().context().url()).text(p -> p.mention().context().language())
      .text(p -> p.mention().context().visibility().word()).text(p -> p.mention().context().answerRef())
      .text(p -> p.reading().mood().word()).text(p -> String.join("\n", p.reading().signals()))
      .text(Placed::joined).time(p -> p.mention().postedAt()).time(Placed::receivedAt)
      .text(p -> ExtrasJson.of(p.mention().extras())).text(p -> Reason.json(p.verdict().evidence()).encode()).tuple())
      .compose(v -> ask(tx, placed.stream().filter(p -> p.verdict().doubt().isPresent()).toList()));
  }

  private static final String ASK = """
    insert into suggestion (brand, kind, case_id, other_case, mention_id, evidence, score, made_by, made_at)
    select brand, case when other_case = 0 then 'other-problem' else 'problem' end, case_id, other_case, mention_id,
      evidence::jsonb, score::real, 'baton', made_at
    from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::timestamptz[])
      as n(brand, case_id, other_case, mention_id, evidence, score, made_at)
    on conflict do nothing""";

  /** Whether a contact is about another problem than its case, or two cases are about one. */
  private static Future<Void> ask(SqlClient tx, List<Placed> doubted) {
    return doubted.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(ASK).execute(Rows.of(doubted).text(p -> p.account().brand()).number(Placed::caseId)
        .number(p -> doubt(p).otherCase()).number(p -> doubt(p).otherCase() == 0 ? p.id() : 0)
        .text(p -> Reason.json(doubt(p).evidence()).encode()).text(p -> String.valueOf(Problem.score(doubt(p).evidence())))
        .time(Placed::receivedAt).tuple()).mapEmpty();
  }

  private static Joining.Doubt doubt(Placed placed) {
    return placed.verdict().doubt().orElseThrow();
  }

  private static final String TOLD = """
    select k.id, m.body from unnest($2::bigint[]) as k(id) cross join lateral (
      select left(n.body, 400) as body from mention n where n.case_id = k.id and n.brand = $1
      order by n.posted_at desc limit 6) m""";

  /** The latest of what was said in these cases. */
  Future<Map<Long, List<String>>> told(SqlClient tx, String brand, Collection<Long> caseIds) {
    return caseIds.isEmpty() ? Future.succeededFuture(Map.of())
      : tx.preparedQuery(TOLD).execute(Tuple.of(brand).addArrayOfLong(caseIds.toArray(Long[]::new))).map(rows -> {
        var told = new HashMap<Long, List<String>>();
        rows.forEach(row -> told.computeIfAbsent(row.getLong("id"), id -> new ArrayList<>()).add(row.getString("body")));
        return told;
      });
  }
}
