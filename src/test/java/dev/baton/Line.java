package dev.baton;

import dev.baton.cases.CaseDesk;
import dev.baton.config.ConfigFolder;
import dev.baton.db.Database;
import dev.baton.db.Rows;
import dev.baton.ingest.Account;
import dev.baton.ingest.AccountStore;
import dev.baton.ingest.Ingest;
import dev.baton.ingest.Intake;
import dev.baton.journal.Doorbell;
import dev.baton.journal.Journal;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import dev.baton.obligation.AlarmClock;
import dev.baton.obligation.Obligations;
import dev.baton.obligation.SetAside;
import dev.baton.policy.Policy;
import dev.baton.policy.Policies;
import dev.baton.journal.PolicyVersions;
import dev.baton.reply.Arrivals;
import dev.baton.reply.Reminders;
import dev.baton.notice.Notices;
import dev.baton.triage.Triage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The line without HTTP and networks, on a database of its own: ingest, desk, journal, clock. */
public final class Line implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  public final String url;
  public final Database database;
  public final MovedClock clock;
  private final AgreedPolicy agreed;
  public final Policy policy;
  public final Policies policies;
  public final PolicyVersions versions;
  public final Journal journal = new Journal();
  public final Doorbell doorbell;
  public final CaseDesk desk;
  public final Ingest ingest;
  public final Arrivals arrivals;
  public final Intake intake;
  public final AlarmClock alarmClock;
  public final Map<String, Account> accounts;
  private long said;

  public Line(Vertx vertx) {
    this(vertx, TestDatabase.fresh(), new MovedClock(START));
  }

  /** Another node on the same database, with the same time. */
  public Line(Vertx vertx, Line other) {
    this(vertx, other.url, other.clock);
  }

  private Line(Vertx vertx, String url, MovedClock clock) {
    this.url = url;
    this.clock = clock;
    database = Database.open(vertx, url, "test", 8);
    var settings = ConfigFolder.read(Path.of("config"), Map.of());
    agreed = AgreedPolicy.from(settings);
    policy = agreed.policy();
    doorbell = new Doorbell(vertx, database.reader(), Database.open(vertx, url, "test", 1));
    var obligations = new Obligations();
    versions = new PolicyVersions(AgreedPolicy::policyOf);
    policies = new Policies(new Policies.InForce(
      versions.remember(database.reader(), agreed.keys(), clock.instant()).await(), policy));
    desk = new CaseDesk(obligations, journal, policies, new Notices(person -> true),
      new Reminders(Map::of, policies), UnaryOperator.identity());
    ingest = new Ingest(database, desk, Triage.from(settings), policies, doorbell, clock, new SimpleMeterRegistry());
    arrivals = new Arrivals(database, desk, doorbell, clock);
    intake = new Intake(database, desk, ingest, new AccountStore(),
      (account, receipts) -> arrivals.take(account.brand(), account.id(), receipts), doorbell, clock);
    alarmClock = new AlarmClock(vertx, database, obligations, new SetAside(desk::setAside), desk::timePassed,
      doorbell::ring, clock);
    accounts = new AccountStore().configure(database.reader(), List.of(configured("mastodon"), configured("bluesky"),
      configured("phone"), configured("api"))).await();
  }

  /** From now on the shipped policy is in force with these keys changed, as the environment spells them. */
  public void become(Map<String, String> changed) {
    var next = AgreedPolicy.from(ConfigFolder.read(Path.of("config"), changed));
    var version = versions.remember(database.reader(), next.keys(), clock.instant()).await();
    policies.become(new Policies.InForce(version, next.policy()));
  }

  private static AccountStore.Configured configured(String name) {
    return new AccountStore.Configured(name, name, "northwind", name.equals("phone") ? "hotline" : "social",
      name.equals("phone") ? "DE" : "", "new", "");
  }

  public Account account(String name) {
    return accounts.get(name);
  }

  /** Somebody says something now; a new external id each time. */
  public Mention mention(String author, String text) {
    return mention("m" + ++said, new Author(author, author, author, 10, "", ""), text, "");
  }

  public Mention mention(String externalId, Author author, String text, String inReplyTo) {
    return new Mention(new ExternalId(externalId), author, text, clock.instant(),
      new Mention.Context(inReplyTo, "", "", "en", Visibility.PUBLIC, ""));
  }

  /** Its case. */
  public long receive(String account, Mention mention) {
    return ingest.accept(account(account), List.of(mention), Ingest.Also.NOTHING).await().getFirst().caseId();
  }

  public List<Row> rows(String sql, Object... parameters) {
    var rows = new ArrayList<Row>();
    database.reader().preparedQuery(sql).execute(Tuple.from(parameters)).await().forEach(rows::add);
    return rows;
  }

  public long count(String sql, Object... parameters) {
    return rows(sql, parameters).getFirst().getLong(0);
  }

  public Instant time(String sql, Object... parameters) {
    return Rows.instant(rows(sql, parameters).getFirst(), "at");
  }

  @Override
  public void close() {
    doorbell.close().await();
    database.close().await();
  }
}
