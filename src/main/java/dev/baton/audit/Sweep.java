package dev.baton.audit;

import dev.baton.db.Rows;
import dev.baton.db.Turns;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at every case for what no index shows, because the tables refuse it: a part of the cases at each look, by their
 * numbers, in turn, as far as its time goes. What it found is looked at again each time until it is mended.
 */
final class Sweep {

  /** Numbers of one statement. A million open cases are swept in some dozens of looks, a small desk's in each. */
  static final long PART = 20_000;
  /** Cases that were found, and are looked at again each time. */
  private static final int MOST_SUSPECTS = 100;

  private final SqlClient client;
  private final Duration time;
  private final Set<Long> suspects = ConcurrentHashMap.newKeySet();
  private volatile long next;

  /** @param time of one look; the part that was begun is still looked at */
  Sweep(SqlClient client, Duration time) {
    this.client = client;
    this.time = time;
  }

  /** Which cases: those whose number is at least the one and below the other. */
  private record Part(String[] brands, long from, long below) {}

  private static final String BRANDS = """
    with recursive b(brand) as ((select brand from %1$s order by brand limit 1) union all
      select (select t.brand from %1$s t where t.brand > b.brand order by t.brand limit 1) from b
      where b.brand is not null)
    select brand from b where brand is not null""";
  private static final String BOUNDS = """
    select (select last_value from case_id) as last, array((%s) union (%s)) as brands"""
    .formatted(BRANDS.formatted("cases"), BRANDS.formatted("obligation"));

  /** The suspects, then the next parts. */
  Future<List<Stuck>> look(Rules rules, Instant now) {
    var end = System.nanoTime() + time.toNanos();
    return client.preparedQuery(BOUNDS).execute().compose(rows -> {
      var bounds = rows.iterator().next();
      var brands = bounds.getArrayOfStrings("brands");
      return again(brands, rules, now)
        .compose(known -> parts(brands, bounds.getLong("last"), end, rules, now, new ArrayList<>(known)));
    });
  }

  /** Only what was found before. */
  Future<List<Stuck>> lookAgain(Rules rules, Instant now) {
    return client.preparedQuery(BOUNDS).execute()
      .compose(rows -> again(rows.iterator().next().getArrayOfStrings("brands"), rules, now));
  }

  private Future<List<Stuck>> again(String[] brands, Rules rules, Instant now) {
    return Future.all(suspects.stream().map(id -> part(new Part(brands, id, id + 1), rules, now)).toList())
      .map(all -> {
        var found = all.<List<Stuck>>list().stream().flatMap(List::stream).toList();
        suspects.clear();
        suspect(found);
        return found;
      });
  }

  private void suspect(Collection<Stuck> found) {
    found.stream().map(Stuck::caseId).filter(id -> suspects.size() < MOST_SUSPECTS).forEach(suspects::add);
  }

  /** On from {@code next} until the time is over or the last was seen, after which the next look begins anew. */
  private Future<List<Stuck>> parts(String[] brands, long last, long end, Rules rules, Instant now, List<Stuck> found) {
    return Turns.whileMore(() -> {
      var isLast = next + PART > last;
      var below = isLast ? Long.MAX_VALUE : next + PART;
      return part(new Part(brands, next, below), rules, now).map(more -> {
        found.addAll(more);
        suspect(more);
        next = isLast ? 0 : below;
        return !isLast && System.nanoTime() - end <= 0;
      });
    }).map(found);
  }

  private static final String NAKED = """
    select c.brand, c.id as case_id, '' as about from cases c
    left join obligation o on o.running and o.brand = c.brand and o.case_id = c.id and o.number = c.next_obligation
    where c.brand = any($1) and c.id >= $2 and c.id < $3 and c.phase <> 'resolved'
      and (c.owner = '' or o.number is null)
    limit $4""";
  private static final String ORPHAN = """
    select o.brand, o.case_id, o.number || '.' || o.step as about from obligation o
    left join cases c on c.brand = o.brand and c.id = o.case_id
    where o.brand = any($1) and o.case_id >= $2 and o.case_id < $3 and o.running
      and (c.id is null or c.phase = 'resolved')
    limit $4""";
  private static final String LEG = """
    select l.brand, l.case_id, l.id::text as about from leg l
    left join obligation o on o.running and o.brand = l.brand and o.case_id = l.case_id and o.number = l.obligation
    where l.brand = any($1) and l.case_id >= $2 and l.case_id < $3 and l.state in ('offered', 'accepted')
      and o.number is null
    limit $4""";
  private static final String PROMISE = """
    select p.brand, p.case_id, p.id::text as about from promise p
    left join obligation o on o.running and o.brand = p.brand and o.case_id = p.case_id and o.number = p.obligation
    where p.brand = any($1) and p.case_id >= $2 and p.case_id < $3 and p.state = 'open' and o.number is null
    limit $4""";
  /** Above its ladder's last level, alarmed last longer ago than two of the rhythm, and not overdue either. */
  private static final String SILENT = """
    select o.brand, o.case_id, o.number || '.' || o.step as about from obligation o
    join escalation e on e.brand = o.brand and e.case_id = o.case_id and e.number = o.number and e.step = o.step
    join cases c on c.brand = o.brand and c.id = o.case_id
    left join unnest($5::text[], $6::text[], $7::integer[]) as q(brand, name, levels)
      on q.brand = c.brand and q.name = c.queue
    left join unnest($5::text[], $6::text[], $7::integer[]) as f(brand, name, levels)
      on f.brand = c.brand and f.name = ''
    left join leg l on o.kind = 'answer' and l.brand = o.brand and l.id = o.about
    left join unnest($8::text[], $9::integer[]) as p(name, levels) on p.name = l.party
    where o.brand = any($1) and o.case_id >= $2 and o.case_id < $3 and o.running and o.step > 0
      and o.level > coalesce(p.levels, q.levels, f.levels, 0) and e.fired_at < $10 and o.alarm_at > $11
    limit $4""";

  private Future<List<Stuck>> part(Part part, Rules rules, Instant now) {
    return Future.all(List.of(ask(Kind.NAKED, NAKED, of(part)), ask(Kind.ORPHAN, ORPHAN, of(part)),
        ask(Kind.LEG, LEG, of(part)), ask(Kind.PROMISE, PROMISE, of(part)),
        ask(Kind.SILENT, SILENT, levels(part, rules, now))))
      .map(all -> all.<List<Stuck>>list().stream().flatMap(List::stream).toList());
  }

  private static Tuple of(Part part) {
    return Tuple.tuple().addArrayOfString(part.brands()).addValue(part.from()).addValue(part.below())
      .addValue(Probe.MOST);
  }

  private static Tuple levels(Part part, Rules rules, Instant now) {
    return of(part)
      .addArrayOfString(rules.queues().stream().map(Rules.Levels::brand).toArray(String[]::new))
      .addArrayOfString(rules.queues().stream().map(Rules.Levels::queue).toArray(String[]::new))
      .addArrayOfInteger(rules.queues().stream().map(Rules.Levels::levels).toArray(Integer[]::new))
      .addArrayOfString(rules.partyLevels().keySet().toArray(String[]::new))
      .addArrayOfInteger(rules.partyLevels().values().toArray(Integer[]::new))
      .addValue(Rows.utc(now.minus(rules.lastEvery().multipliedBy(2))))
      .addValue(Rows.utc(now));
  }

  private Future<List<Stuck>> ask(Kind kind, String statement, Tuple parameters) {
    return client.preparedQuery(statement).execute(parameters).map(rows -> {
      var found = new ArrayList<Stuck>();
      for (Row row : rows) {
        found.add(Probe.ofCase(kind, row, row.getString("about")));
      }
      return found;
    });
  }
}
