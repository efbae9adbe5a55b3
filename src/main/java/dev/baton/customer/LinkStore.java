package dev.baton.customer;

import dev.baton.db.Rows;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;

/** The tables of links and suggestions: why a profile is whose, and what Baton would not decide. */
final class LinkStore {

  /** Who decided where nobody did. */
  static final String BATON = "baton";

  private static final String INSERT = """
    insert into link (brand, channel, author_id, to_channel, to_author, from_customer, customer_id, evidence, score, made_by,
      made_at)
    select brand, channel, author_id, to_channel, to_author, from_customer, customer_id, evidence::jsonb, score::real, made_by,
      made_at
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[],
      $9::text[], $10::text[], $11::timestamptz[]) as n(brand, channel, author_id, to_channel, to_author, from_customer,
      customer_id, evidence, score, made_by, made_at)""";

  Future<Void> insert(SqlClient tx, String brand, List<Link> links, String by, Instant now) {
    return links.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(INSERT).execute(Rows.of(links).text(l -> brand).text(Link::channel).text(Link::authorId)
        .text(Link::toChannel).text(Link::toAuthor).number(Link::fromCustomer).number(Link::toCustomer)
        .text(l -> Reason.json(l.evidence()).encode()).text(l -> String.valueOf(l.score())).text(l -> by).time(l -> now)
        .tuple()).mapEmpty();
  }

  /** A refusal stands until there is clearly more to say: three bits are eight to one. */
  private static final String SUGGEST = """
    insert into suggestion as s (brand, kind, channel, author_id, other_channel, other_author, evidence, score, made_by,
      made_at)
    select distinct on (channel, author_id, other_channel, other_author) brand, 'person', channel, author_id, other_channel,
      other_author, evidence::jsonb, score::real, 'baton', made_at
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
      as n(brand, channel, author_id, other_channel, other_author, evidence, score, made_at)
    where not exists (select from different d where d.brand = n.brand and d.channel = n.channel and d.author_id = n.author_id
      and d.other_channel = n.other_channel and d.other_author = n.other_author)
    order by channel, author_id, other_channel, other_author, score desc
    on conflict (author_id, channel, other_author, other_channel, case_id, other_case, mention_id, brand) do update
      set evidence = excluded.evidence, score = excluded.score, made_at = excluded.made_at, state = 'open', settled_at = null,
        settled_by = ''
      where s.state <> 'accepted' and excluded.score > s.score + 3""";

  /** Asks whether these are one person, where nobody said yet that they are different people. */
  Future<Void> suggest(SqlClient tx, String brand, List<Link> links, Instant now) {
    return links.isEmpty() ? Future.succeededFuture()
      : tx.preparedQuery(SUGGEST).execute(Rows.of(links.stream().map(Pair::of).toList()).text(p -> brand)
        .text(Pair::channel).text(Pair::author).text(Pair::otherChannel).text(Pair::otherAuthor)
        .text(p -> Reason.json(p.link().evidence()).encode()).text(p -> String.valueOf(p.link().score())).time(p -> now)
        .tuple()).mapEmpty();
  }

  /** Two profiles in one order, whichever of them was found first. */
  record Pair(String channel, String author, String otherChannel, String otherAuthor, Link link) {
    static Pair of(Link link) {
      var one = Profile.key(link.channel(), link.authorId());
      return one.compareTo(Profile.key(link.toChannel(), link.toAuthor())) < 0
        ? new Pair(link.channel(), link.authorId(), link.toChannel(), link.toAuthor(), link)
        : new Pair(link.toChannel(), link.toAuthor(), link.channel(), link.authorId(), link);
    }
  }
}
