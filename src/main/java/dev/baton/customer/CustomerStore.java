package dev.baton.customer;

import dev.baton.db.Rows;
import dev.baton.mention.Author;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of profiles, identifiers and customers. Inserts wait for whoever is inserting the same row. */
final class CustomerStore {

  private static final String INSERT_PROFILES = """
    insert into profile (brand, channel, author_id, handle, name, followers, own_id, customer_id, evidence, email, phone,
      to_compare)
    select brand, channel, author_id, handle, name, followers, own_id, own_id, '', email, phone, true
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
      $9::text[]) as n(brand, channel, author_id, handle, name, followers, own_id, email, phone)
    order by channel, author_id
    on conflict do nothing""";

  /** Adds those that are not there. */
  Future<Void> insert(SqlClient tx, String brand, List<Profile> profiles) {
    return tx.preparedQuery(INSERT_PROFILES).execute(Rows.of(profiles).text(p -> brand).text(Profile::channel)
      .text(p -> p.author().id()).text(p -> p.author().handle()).text(p -> p.author().name())
      .number(p -> p.author().followers()).number(Profile::ownId).text(p -> p.author().email())
      .text(p -> p.author().phone()).tuple()).mapEmpty();
  }

  private static final String PROFILE = """
    p.channel, p.author_id, p.handle, p.name, p.followers, p.email, p.phone, p.own_id, p.customer_id, p.evidence,
      coalesce(c.revision, 0) as revision\s""";
  private static final String PROFILES = "select " + PROFILE + """
    from unnest($1::text[], $2::text[], $3::text[]) as k(brand, channel, author_id)
    join profile p on p.brand = k.brand and p.channel = k.channel and p.author_id = k.author_id
    left join customer c on c.brand = p.brand and c.id = p.customer_id""";

  /** These profiles as they are now. */
  Future<Map<String, Profile>> profiles(SqlClient tx, String brand, List<Profile> wanted) {
    return tx.preparedQuery(PROFILES)
      .execute(Rows.of(wanted).text(p -> brand).text(Profile::channel).text(p -> p.author().id()).tuple())
      .map(rows -> {
        var there = new TreeMap<String, Profile>();
        rows.forEach(row -> there.put(Profile.key(row.getString("channel"), row.getString("author_id")), profile(row)));
        return there;
      });
  }

  private static Profile profile(Row row) {
    var author = new Author(row.getString("author_id"), row.getString("handle"), row.getString("name"),
      row.getLong("followers"), row.getString("email"), row.getString("phone"));
    return new Profile(row.getString("channel"), author, row.getLong("own_id"), row.getLong("customer_id"),
      row.getString("evidence"), row.getInteger("revision"));
  }

  /** More profiles of one customer say nothing more about them. */
  private static final int MOST_PROFILES = 50;
  private static final String OF_CUSTOMERS = "select k.id as wanted, " + PROFILE + """
    from unnest($2::bigint[]) as k(id) join customer c on c.brand = $1 and c.id = k.id cross join lateral (
      select * from profile n where n.brand = $1 and n.customer_id = k.id order by n.own_id <> k.id, n.channel, n.author_id
      limit\s""" + MOST_PROFILES + ") p";

  /** The profiles of these customers; the one that the customer began with comes first. */
  Future<Map<Strong.Identifier, Linking.Owner>> ofCustomers(SqlClient tx, String brand, Collection<Long> customers) {
    return customers.isEmpty() ? Future.succeededFuture(Map.of())
      : tx.preparedQuery(OF_CUSTOMERS).execute(Tuple.of(brand).addArrayOfLong(customers.toArray(Long[]::new)))
        .map(rows -> {
          var found = new HashMap<Strong.Identifier, List<Profile>>();
          rows.forEach(row -> found.computeIfAbsent(new Strong.Identifier(Strong.CASE, String.valueOf(row.getLong("wanted"))),
            k -> new ArrayList<>()).add(profile(row)));
          var owners = new HashMap<Strong.Identifier, Linking.Owner>();
          found.forEach((key, profiles) -> owners.put(key, new Linking.Owner(profiles)));
          return owners;
        });
  }

  private static final String UPDATE_PROFILES = """
    update profile p set handle = n.handle, name = n.name, followers = n.followers, email = n.email, phone = n.phone,
      customer_id = n.customer_id, evidence = n.evidence, to_compare = p.to_compare or n.to_compare
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
      $9::text[], $10::text[], $11::boolean[])
      as n(brand, channel, author_id, handle, name, followers, customer_id, evidence, email, phone, to_compare)
    where p.brand = n.brand and p.channel = n.channel and p.author_id = n.author_id""";

  /** A profile as it is from now on. @param toCompare whether there is something new by which they could be found */
  record Changed(Profile profile, boolean toCompare) {}

  Future<Void> update(SqlClient tx, String brand, List<Changed> changed) {
    return changed.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(UPDATE_PROFILES).execute(Rows.of(changed).text(c -> brand).text(c -> c.profile().channel())
        .text(c -> author(c).id()).text(c -> author(c).handle()).text(c -> author(c).name())
        .number(c -> author(c).followers()).number(c -> c.profile().customerId()).text(c -> c.profile().evidence())
        .text(c -> author(c).email()).text(c -> author(c).phone()).flag(Changed::toCompare).tuple()).mapEmpty();
  }

  private static Author author(Changed changed) {
    return changed.profile().author();
  }

  private static final String CLAIM_IDENTIFIERS = """
    insert into identifier (brand, kind, value, customer_id, channel, author_id)
    select brand, kind, value, customer_id, channel, author_id
    from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
      as n(brand, kind, value, customer_id, channel, author_id)
    order by kind, value
    on conflict do nothing""";

  /** Claims those that are nobody's for the profile given. */
  Future<Void> claim(SqlClient tx, String brand, Map<Strong.Identifier, Profile> claims) {
    return tx.preparedQuery(CLAIM_IDENTIFIERS).execute(Rows.of(List.copyOf(claims.entrySet())).text(c -> brand)
      .text(c -> c.getKey().kind()).text(c -> c.getKey().value()).number(c -> c.getValue().customerId())
      .text(c -> c.getValue().channel()).text(c -> c.getValue().author().id()).tuple()).mapEmpty();
  }

  private static final String OWNERS = "select i.kind, i.value, " + PROFILE + """
    from unnest($1::text[], $2::text[], $3::text[]) as k(brand, kind, value)
    join identifier i on i.brand = k.brand and i.kind = k.kind and i.value = k.value
    join profile p on p.brand = i.brand and p.channel = i.channel and p.author_id = i.author_id
    left join customer c on c.brand = p.brand and c.id = p.customer_id""";

  /** Who brought these first. */
  Future<Map<Strong.Identifier, Linking.Owner>> owners(SqlClient tx, String brand, Collection<Strong.Identifier> wanted) {
    return tx.preparedQuery(OWNERS)
      .execute(Rows.of(List.copyOf(wanted)).text(i -> brand).text(Strong.Identifier::kind)
        .text(Strong.Identifier::value).tuple())
      .map(rows -> {
        var owners = new HashMap<Strong.Identifier, Linking.Owner>();
        rows.forEach(row -> owners.put(new Strong.Identifier(row.getString("kind"), row.getString("value")),
          new Linking.Owner(List.of(profile(row)))));
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

  /** A customer whose row is locked. @param revision grows when profiles come or go */
  record Locked(String name, int revision) {}

  private static final String LOCK_CUSTOMERS = """
    select id, name, revision from customer where brand = $1 and id = any($2) order by id for update""";

  /** Their rows stay locked, in the order of their numbers, until the transaction ends. */
  Future<Map<Long, Locked>> lock(SqlClient tx, String brand, Collection<Long> ids) {
    return ids.isEmpty() ? Future.succeededFuture(new HashMap<>())
      : tx.preparedQuery(LOCK_CUSTOMERS).execute(Tuple.of(brand).addArrayOfLong(ids.toArray(Long[]::new)))
        .map(rows -> {
          var locked = new HashMap<Long, Locked>();
          rows.forEach(row -> locked.put(row.getLong("id"), new Locked(row.getString("name"), row.getInteger("revision"))));
          return locked;
        });
  }
}
