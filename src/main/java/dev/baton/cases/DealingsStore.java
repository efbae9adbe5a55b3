package dev.baton.cases;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/** The tables of legs and promises: what the engine says of them. Their words are written beside, by who has them. */
final class DealingsStore {

  /** A leg as it is now; {@code obligation} 0 if it is over. */
  record LegRow(CaseKey key, Leg leg, Leg.State state, int obligation, Instant at) {
    boolean isOpen() {
      return obligation != 0;
    }
  }

  record PromiseRow(CaseKey key, Promise promise, Promise.State state, int obligation, Instant at) {
    boolean isOpen() {
      return obligation != 0;
    }
  }

  private static final String PUT_LEGS = """
    insert into leg as l (brand, id, case_id, party, opened_by, expert, state, passes, opened_at, accept_by, answer_by,
      accepted_at, closed_at, obligation)
    select brand, id, case_id, party, opened_by, expert, state, passes, opened_at, accept_by, answer_by,
      case when state = 'accepted' then at end, closed_at, obligation
    from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::integer[],
      $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::integer[])
      as n(brand, id, case_id, party, opened_by, expert, state, passes, opened_at, accept_by, answer_by, at, closed_at,
        obligation)
    on conflict (brand, id) do update set case_id = excluded.case_id, expert = excluded.expert,
      state = excluded.state, passes = excluded.passes, accept_by = excluded.accept_by,
      accepted_at = coalesce(l.accepted_at, excluded.accepted_at), closed_at = excluded.closed_at,
      obligation = excluded.obligation""";

  /** The last of several changes of one leg counts. */
  Future<Void> putLegs(SqlClient tx, List<LegRow> legs) {
    return legs.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(PUT_LEGS).execute(Rows.of(legs)
      .text(l -> l.key().brand()).number(l -> l.leg().id()).number(l -> l.key().id()).text(l -> l.leg().party())
      .text(l -> l.leg().by()).text(l -> l.leg().expert()).text(l -> l.state().word()).integer(l -> l.leg().passes())
      .time(l -> l.leg().openedAt()).time(l -> l.leg().acceptBy()).time(l -> l.leg().answerBy()).time(LegRow::at)
      .time(l -> l.isOpen() ? null : l.at()).maybeInteger(l -> l.isOpen() ? l.obligation() : null).tuple()).mapEmpty();
  }

  private static final String PUT_PROMISES = """
    insert into promise (brand, id, case_id, made_by, made_at, due_at, state, broken, closed_at, obligation)
    select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::timestamptz[],
      $7::text[], $8::boolean[], $9::timestamptz[], $10::integer[])
    on conflict (brand, id) do update set case_id = excluded.case_id, state = excluded.state,
      broken = excluded.broken, closed_at = excluded.closed_at, obligation = excluded.obligation""";

  Future<Void> putPromises(SqlClient tx, List<PromiseRow> promises) {
    return promises.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(PUT_PROMISES).execute(Rows.of(promises)
      .text(p -> p.key().brand()).number(p -> p.promise().id()).number(p -> p.key().id()).text(p -> p.promise().by())
      .time(p -> p.promise().madeAt()).time(p -> p.promise().dueAt()).text(p -> p.state().word())
      .flag(p -> p.promise().broken() || p.state() == Promise.State.BROKEN)
      .time(p -> p.isOpen() ? null : p.at()).maybeInteger(p -> p.isOpen() ? p.obligation() : null).tuple()).mapEmpty();
  }
}
