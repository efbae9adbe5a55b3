package dev.baton.media;

import dev.baton.db.Rows;
import dev.baton.mention.Attachment;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The table of what came with mentions. */
public final class Attachments {

  private static final int MAX_CAUSE = 300;

  /** What came with one mention, at a place among its others. */
  public record Wanted(String brand, long mention, int account, int place, Attachment what) {}

  /** One that a node has taken to fetch; {@code attempt} tells it from a later try. */
  record Taken(String brand, long id, String account, String url, int attempt) {}

  /** Our copy. */
  record Kept(String type, Buffer body, String description) {}

  private static final String WANT = """
    insert into attachment (brand, id, account_id, mention_id, place, kind, url, claimed, description, try_at)
    select brand, nextval('attachment_id'), account_id, mention_id, place, kind, url, claimed, description, try_at
    from unnest($1::text[], $2::integer[], $3::bigint[], $4::integer[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::timestamptz[]) as n(brand, account_id, mention_id, place, kind, url, claimed, description, try_at)""";

  /** In the transaction that keeps the mentions. */
  public Future<Void> want(SqlClient tx, List<Wanted> wanted, Instant now) {
    return wanted.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(WANT).execute(Rows.of(wanted)
      .text(Wanted::brand).integer(Wanted::account).number(Wanted::mention).integer(Wanted::place)
      .text(w -> w.what().kind().word()).text(w -> w.what().url()).text(w -> w.what().type())
      .text(w -> w.what().description()).time(w -> now).tuple()).mapEmpty();
  }

  private static final String TAKE = """
    with next as (
      select t.brand, t.id from attachment t join account a on a.id = t.account_id
      where t.state = 'wanted' and t.try_at <= $1 and a.name = any($2)
      order by t.try_at, t.id limit $3 for update of t skip locked)
    update attachment t set attempts = t.attempts + 1, try_at = $4 from next n, account a
    where t.brand = n.brand and t.id = n.id and a.id = t.account_id
    returning t.brand, t.id, t.url, t.attempts, a.name as account""";

  Future<List<Taken>> take(SqlClient client, Collection<String> accounts, Instant now, Duration lease, int limit) {
    return client.preparedQuery(TAKE).execute(Tuple.tuple().addValue(Rows.utc(now))
      .addArrayOfString(accounts.toArray(String[]::new)).addValue(limit).addValue(Rows.utc(now.plus(lease))))
      .map(rows -> {
        var taken = new ArrayList<Taken>();
        rows.forEach(row -> taken.add(new Taken(row.getString("brand"), row.getLong("id"), row.getString("account"),
          row.getString("url"), row.getInteger("attempts"))));
        return taken;
      });
  }

  private static final String KEEP = """
    update attachment set state = 'kept', type = $4, bytes = $5, body = $6, cause = ''
    where brand = $1 and id = $2 and attempts = $3 and state = 'wanted'""";

  Future<Void> keep(SqlClient client, Taken taken, String type, Buffer body) {
    return client.preparedQuery(KEEP).execute(Tuple.of(taken.brand(), taken.id(), taken.attempt(), type, body.length(),
      body)).mapEmpty();
  }

  private static final String REFUSE = """
    update attachment set state = 'refused', cause = $4
    where brand = $1 and id = $2 and attempts = $3 and state = 'wanted'""";

  /** It will not be fetched any more; the network's own link is still shown. */
  Future<Void> refuse(SqlClient client, Taken taken, String cause) {
    return client.preparedQuery(REFUSE).execute(Tuple.of(taken.brand(), taken.id(), taken.attempt(),
      Text.line(cause, MAX_CAUSE))).mapEmpty();
  }

  private static final String LATER = """
    update attachment set try_at = $4, cause = $5
    where brand = $1 and id = $2 and attempts = $3 and state = 'wanted'""";

  Future<Void> later(SqlClient client, Taken taken, Instant at, String cause) {
    return client.preparedQuery(LATER).execute(Tuple.of(taken.brand(), taken.id(), taken.attempt(), Rows.utc(at),
      Text.line(cause, MAX_CAUSE))).mapEmpty();
  }

  private static final String KEPT = """
    select type, body, description from attachment where brand = any($1) and id = $2 and state = 'kept'""";

  Future<Optional<Kept>> kept(SqlClient client, String[] brands, long id) {
    return client.preparedQuery(KEPT).execute(Tuple.tuple().addArrayOfString(brands).addLong(id))
      .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next())
        .map(row -> new Kept(row.getString("type"), row.getBuffer("body"), row.getString("description"))));
  }
}
