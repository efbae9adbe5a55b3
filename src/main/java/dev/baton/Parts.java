package dev.baton;

import dev.baton.audit.Auditor;
import dev.baton.audit.Rules;
import dev.baton.cases.CaseDesk;
import dev.baton.cases.CaseFile;
import dev.baton.cases.Commands;
import dev.baton.cases.Requests;
import dev.baton.connector.Guarded;
import dev.baton.connector.PublicNames;
import dev.baton.customer.Acquaintance;
import dev.baton.db.Database;
import dev.baton.inbox.Inbox;
import dev.baton.ingest.AccountStore;
import dev.baton.ingest.DeliveryReader;
import dev.baton.ingest.Ingest;
import dev.baton.ingest.Intake;
import dev.baton.ingest.Paces;
import dev.baton.joining.Behind;
import dev.baton.joining.Suggester;
import dev.baton.journal.Doorbell;
import dev.baton.leg.Answering;
import dev.baton.leg.LegLetters;
import dev.baton.leg.Links;
import dev.baton.live.LiveHub;
import dev.baton.media.Fetcher;
import dev.baton.monitor.Monitor;
import dev.baton.notice.Letters;
import dev.baton.notice.NoticeConfig;
import dev.baton.notice.NoticeWatch;
import dev.baton.notice.Notices;
import dev.baton.notice.Notifier;
import dev.baton.notice.Reach;
import dev.baton.notice.Ways;
import dev.baton.obligation.AlarmClock;
import dev.baton.obligation.Obligations;
import dev.baton.obligation.SetAside;
import dev.baton.people.Brands;
import dev.baton.people.Passwords;
import dev.baton.people.SignIn;
import dev.baton.policy.Queue;
import dev.baton.reply.Arrivals;
import dev.baton.reply.Reminders;
import dev.baton.reply.Sender;
import dev.baton.review.Reloading;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The parts of one node, each made of those above it. Nothing runs yet. */
final class Parts {

  final Ground ground;
  final Supplier<URI> address;
  final Accounts accounts;
  final Serving serving;
  final AccountStore accountStore;
  final Brands brands;
  final Doorbell doorbell;
  final CaseDesk desk;
  final Inbox inbox;
  final Ingest ingest;
  final Intake intake;
  final Paces paces;
  final DeliveryReader deliveryReader;
  final Fetcher fetcher;
  final LiveHub hub;
  final SignIn signIn;
  final SetAside setAside;
  final AlarmClock alarmClock;
  final Suggester suggester;
  final Sender sender;
  final Requests requests;
  final Commands commands;
  final CaseFile file;
  final Auditor auditor;
  final Monitor monitor;
  final Answering answering;
  final Reloading reloading;
  final Links links;
  final Notifier notifier;
  final NoticeWatch noticeWatch;

  /**
   * @param noticeConfig how people are told of something
   * @param address      where people open Baton; known once it answers
   */
  Parts(Ground ground, Accounts accounts, NoticeConfig noticeConfig, Supplier<URI> address) {
    this.ground = ground;
    this.address = address;
    this.accounts = accounts;
    this.serving = accounts.serving();
    this.accountStore = accounts.store();
    var vertx = ground.vertx();
    var database = ground.database();
    var clock = ground.clock();
    var policies = ground.policies();
    var journal = ground.journal();
    var people = ground.config().people();
    var reader = database.reader();
    brands = new Brands(policies.current().queues().stream().map(Queue::brand).collect(Collectors.toSet()));
    doorbell = new Doorbell(vertx, reader, Database.open(vertx, ground.postgres().url(), ground.node(), 1));
    var obligations = new Obligations();
    var notices = new Notices(Reach.outside(people, noticeConfig.mail().isThere()));
    desk = new CaseDesk(obligations, journal, policies, notices, new Reminders(serving::connectors, policies), people::nameOf);
    inbox = new Inbox(reader, people::nameOf,
      (brand, queue) -> policies.current().leadOnDuty(brand, queue, clock.instant()));
    ingest = new Ingest(database, desk, ground.config().triage(), policies, doorbell, clock,
      ground.metrics().registry());
    var arrivals = new Arrivals(database, desk, doorbell, clock);
    intake = new Intake(database, desk, ingest, accountStore,
      (account, receipts) -> arrivals.take(account.brand(), account.id(), receipts), doorbell, clock);
    paces = new Paces(reader);
    deliveryReader = new DeliveryReader(vertx, database, serving::now, intake, clock);
    fetcher = new Fetcher(vertx, database, serving::connectors,
      new Guarded(vertx, Fetcher.LIMITS,
      ground.config().allowPrivate() ? Optional.empty() : Optional.of(PublicNames.ofStrangers(vertx))), clock);
    hub = new LiveHub(vertx, reader, journal, inbox, doorbell, clock, brands.all());
    signIn = new SignIn(database, people, new Passwords(vertx), ground.apiToken(), clock);
    setAside = new SetAside(desk::setAside);
    alarmClock = new AlarmClock(vertx, database, obligations, setAside, desk::timePassed, doorbell::ring, clock);
    suggester = new Suggester(vertx, database, clock);
    sender = new Sender(vertx, database, desk, serving::connectors, doorbell, clock, ground.node());
    requests = new Requests(brands, inbox, people);
    commands = new Commands(database, desk, journal, doorbell, policies, brands, clock, people::nameOf);
    file = new CaseFile(reader, desk, inbox, journal, policies, clock, people::nameOf, Connectors.rules(serving::connectors),
      new Behind(reader, inbox, new Acquaintance(people::nameOf))::of);
    auditor = new Auditor(vertx, database, this::rules, ground.config().audit(), clock, ground.metrics());
    monitor = new Monitor(reader, inbox, file, auditor::naked, policies, people, clock);
    answering = new Answering(reader, commands, requests, policies, people, brands, clock);
    reloading = new Reloading(vertx, reader, ground.versions(), ground.reading(), policies, people,
      ground.findings(), () -> ground.folder().read(serving.addedOnes()), this::welcome, clock);
    links = new Links(HexFormat.of().parseHex(ground.signingKey().value()));
    notifier = new Notifier(vertx, database, people,
      new Letters(policies, new LegLetters(reader, policies, people, links), address),
      Ways.of(vertx, noticeConfig, clock), noticeConfig.bundle(), desk::unreached, doorbell::ring, clock, ground.node(),
      ground.metrics().registry());
    noticeWatch = new NoticeWatch(vertx, reader, people::nameOf, clock);
  }

  /** In a demo whoever is new has its password; accounts that the file tells something else are served so from now on. */
  private Future<Void> welcome() {
    return (ground.config().demo() ? signIn.ensureDemoPassword(Gateway.DEMO_PASSWORD) : Future.<Void>succeededFuture())
      .compose(v -> serving.become(ground.folder().latest().accounts()));
  }

  private Rules rules() {
    var polled = polled();
    return Rules.of(ground.policies().current(), polled.keySet(), longest(polled.values()),
      ground.config().notices().bundle());
  }

  /** The accounts that have to be read, and the pause between two looks. */
  Map<String, Duration> polled() {
    var configs = serving.configs();
    return serving.connectors().entrySet().stream()
      .filter(e -> e.getValue().isPolled() && configs.containsKey(e.getKey()))
      .collect(Collectors.toMap(Map.Entry::getKey, e -> Connectors.every(configs.get(e.getKey()), ground.config().demo())));
  }

  private static Duration longest(Collection<Duration> all) {
    return all.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
