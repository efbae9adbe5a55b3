package dev.baton.customer;

import dev.baton.db.Rows;
import dev.baton.mention.Author;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of profiles, identifiers and customers. Inserts wait for whoever is inserting the same row. */
final class CustomerStore {

  private static final String INSERT_PROFILES = """
    insert into profile (brand, channel, author_id, handle, name, followers, customer_id, evidence)
    select brand, channel, author_id, handle, name, followers, customer_id, evidence
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
      as n(brand, channel, author_id, handle, name, followers, customer_id, evidence)
    order by channel, author_id
    on conflict do nothing""";

  /** Adds those that are not there. */
  Future<Void> insert(SqlClient tx, String brand, List<Profile> profiles) {
    return tx.preparedQuery(INSERT_PROFILES).execute(Rows.of(profiles).text(p -> brand).text(Profile::channel)
      .text(p -> p.author().id()).text(p -> p.author().handle()).text(p -> p.author().name())
      .number(p -> p.author().followers()).number(Profile::customerId).text(Profile::evidence).tuple()).mapEmpty();
  }

  private static final String PROFILES = """
    select p.channel, p.author_id, p.handle, p.name, p.followers, p.customer_id, p.evidence
    from unnest($1::text[], $2::text[], $3::text[]) as k(brand, channel, author_id)
    join profile p on p.brand = k.brand and p.channel = k.channel and p.author_id = k.author_id""";

  /** These profiles as they are now. */
  Future<Map<String, Profile>> profiles(SqlClient tx, String brand, List<Profile> wanted) {
    return tx.preparedQuery(PROFILES)
      .execute(Rows.of(wanted).text(p -> brand).text(Profile::channel).text(p -> p.author().id()).tuple())
      .map(rows -> {
        var there = new TreeMap<String, Profile>();
        rows.forEach(row -> {
          var author = new Author(row.getString("author_id"), row.getString("handle"), row.getString("name"),
            row.getLong("followers"), "", "");
          there.put(Profile.key(row.getString("channel"), author.id()), new Profile(row.getString("channel"), author,
            row.getLong("customer_id"), row.getString("evidence")));
        });
        return there;
      });
  }

  private static final String UPDATE_PROFILES = """
    update profile p set handle = coalesce(nullif(n.handle, ''), p.handle), name = coalesce(nullif(n.name, ''), p.name),
      followers = n.followers, customer_id = n.customer_id, evidence = n.evidence
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])
      as n(brand, channel, author_id, handle, name, followers, customer_id, evidence)
    where p.brand = n.brand and p.channel = n.channel and p.author_id = n.author_id""";

  Future<Void> update(SqlClient tx, String brand, List<Profile> profiles) {
    return profiles.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(UPDATE_PROFILES).execute(Rows.of(profiles).text(p -> brand).text(Profile::channel)
        .text(p -> p.author().id()).text(p -> p.author().handle()).text(p -> p.author().name())
        .number(p -> p.author().followers()).number(Profile::customerId).text(Profile::evidence).tuple()).mapEmpty();
  }

  private static final String CLAIM_IDENTIFIERS = """
    insert into identifier (brand, kind, value, customer_id)
    select brand, kind, value, customer_id from unnest($1::text[], $2::text[], $3::text[], $4::bigint[])
      as n(brand, kind, value, customer_id)
    order by kind, value
    on conflict do nothing""";

  /** Claims those that are nobody's for the customer given. */
  Future<Void> claim(SqlClient tx, String brand, Map<Strong.Identifier, Long> claims) {
    return tx.preparedQuery(CLAIM_IDENTIFIERS).execute(Rows.of(List.copyOf(claims.entrySet())).text(c -> brand)
      .text(c -> c.getKey().kind()).text(c -> c.getKey().value()).number(Map.Entry::getValue).tuple()).mapEmpty();
  }

  private static final String OWNERS = """
    select i.kind, i.value, i.customer_id from unnest($1::text[], $2::text[], $3::text[]) as k(brand, kind, value)
    join identifier i on i.brand = k.brand and i.kind = k.kind and i.value = k.value""";

  Future<Map<Strong.Identifier, Long>> owners(SqlClient tx, String brand, Collection<Strong.Identifier> wanted) {
    return tx.preparedQuery(OWNERS)
      .execute(Rows.of(List.copyOf(wanted)).text(i -> brand).text(Strong.Identifier::kind)
        .text(Strong.Identifier::value).tuple())
      .map(rows -> {
        var owners = new HashMap<Strong.Identifier, Long>();
        rows.forEach(row -> owners.put(new Strong.Identifier(row.getString("kind"), row.getString("value")),
          row.getLong("customer_id")));
        return owners;
      });
  }

  private static final String REASSIGN = """
    update identifier i set customer_id = n.customer_id
    from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) as n(brand, kind, value, customer_id)
    where i.brand = n.brand and i.kind = n.kind and i.value = n.value""";

  Future<Void> reassign(SqlClient tx, String brand, Map<Strong.Identifier, Long> owners) {
    return owners.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(REASSIGN).execute(Rows.of(List.copyOf(owners.entrySet())).text(o -> brand)
        .text(o -> o.getKey().kind()).text(o -> o.getKey().value()).number(Map.Entry::getValue).tuple()).mapEmpty();
  }

  private static final String INSERT_CUSTOMERS = """
    insert into customer (brand, id, name, since)
    select brand, id, name, since from unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[])
      as n(brand, id, name, since)""";

  Future<Void> insertCustomers(SqlClient tx, String brand, Map<Long, String> names, Instant since) {
    return names.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(INSERT_CUSTOMERS).execute(Rows.of(List.copyOf(names.entrySet())).text(n -> brand)
        .number(Map.Entry::getKey).text(Map.Entry::getValue).time(n -> since).tuple()).mapEmpty();
  }

  private static final String LOCK_CUSTOMERS = """
    select id, name from customer where brand = $1 and id = any($2) order by id for update""";

  /** Their names; their rows stay locked, in the order of their numbers, until the transaction ends. */
  Future<Map<Long, String>> lock(SqlClient tx, String brand, Collection<Long> ids) {
    return ids.isEmpty() ? Future.succeededFuture(new HashMap<>())
      : tx.preparedQuery(LOCK_CUSTOMERS).execute(Tuple.of(brand).addArrayOfLong(ids.toArray(Long[]::new)))
        .map(rows -> {
          var names = new HashMap<Long, String>();
          rows.forEach(row -> names.put(row.getLong("id"), row.getString("name")));
          return names;
        });
  }
}
