package dev.baton.connector.x;

import dev.baton.connector.Brought;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Heard;
import dev.baton.connector.Hook;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.PageSize;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SharedQuota;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.WeightedLength;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One account on X. What was said in the day before it was connected is read, and everything since; one page a call.
 * Called from one event loop.
 */
final class XConnector implements Connector {

  /** The recent search knows seven days, and refuses a question that goes further back. */
  private static final Duration SEARCHABLE = Duration.ofDays(7).minusMinutes(10);
  /** Messages cannot be asked for from a time on, so a look for new ones reads, and pays for, some old ones. */
  private static final int FIRST_MESSAGES = 20;
  /** The search gives no smaller page. */
  private static final int FEWEST = 10;
  /** After the network refused to show messages; the rest of the account is read meanwhile. */
  private static final Duration REFUSED_FOR = Duration.ofHours(1);
  /** A search or messages that fail are left alone for so long, that mentions are read in between. */
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  private final XConfig config;
  private final XWire wire;
  private final XApi api;
  private final OAuthSession session;
  private final XAccount account;
  private final XReplies replies;
  private final RateLimits limits;
  private final InstantSource clock;
  private final PageSize pages;
  private final Map<XSource, Instant> readableFrom = new EnumMap<>(Map.of(XSource.MENTIONS, Instant.MIN));

  private XConnector(XConfig config, Tools tools) {
    this.config = config;
    this.clock = tools.clock();
    this.pages = new PageSize(XApi.PAGE, FEWEST, clock);
    this.limits = tools.rateLimits();
    this.wire = new XWire(new Wire(tools.vertx(), config.server(), tools.limits()), limits);
    this.session = new OAuthSession(signIn(config.credentials()), tools.tokens(), clock);
    this.api = new XApi(wire, session, config);
    this.account = new XAccount(api, wire, config.userId(), config.prices().user());
    this.replies = new XReplies(api, account, config, clock);
    if (!config.search().isEmpty()) {
      readableFrom.put(XSource.SEARCH, Instant.MIN);
    }
    if (config.readsMessages()) {
      readableFrom.put(XSource.MESSAGES, Instant.MIN);
    }
  }

  private OAuthSession.SignIn signIn(XConfig.Credentials credentials) {
    return new OAuthSession.SignIn(credentials.token(), credentials.refreshToken(),
      refresh -> wire.renew(credentials, refresh),
      "check client-id and client-secret, let the account authorise Baton again, and fill in the new refresh-token");
  }

  static XConnector of(XConfig config, Tools tools) {
    return new XConnector(config, tools);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    var now = clock.instant();
    var at = XCursor.parse(cursor, now);
    var spent = XBudget.spent(at, config.prices().budget(), now);
    return spent.isPresent() ? Future.succeededFuture(spent.get())
      : account.introduced().compose(stands -> stands.isPresent() ? unread(stands.get())
        : readPage(at, at.current(wanted(now), now), now));
  }

  private Set<XSource> wanted(Instant now) {
    return readableFrom.entrySet().stream().filter(source -> !source.getValue().isAfter(now)).map(Map.Entry::getKey)
      .collect(Collectors.toSet());
  }

  private Future<ReadOutcome> readPage(XCursor at, XSource source, Instant now) {
    var run = at.run(source);
    var asked = pages.ask(size -> switch (source) {
      case MENTIONS -> api.mentions(account.me().id(), run, size);
      case SEARCH -> api.search(run, now.minus(SEARCHABLE), size);
      case MESSAGES -> api.messages(run, run.inRun() ? size : Math.min(size, FIRST_MESSAGES));
    });
    return asked.compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> Future.succeededFuture(page(at, source, answer, now));
      case Heard.TurnedDown(var status, var why) when status == 400 && run.inRun() ->
        Future.succeededFuture(new ReadOutcome.Page(Brought.NOTHING,
          at.with(source, run.again()).turn(source).text(), true, ReadOutcome.Quota.UNSAID));
      case Heard.Wait(var pause, var why) when source != XSource.MENTIONS ->
        Future.succeededFuture(nothing(at.with(source, run.dueAt(now.plus(pause))), source, now));
      case Heard.TurnedDown(var status, var why) when status == 403 && source == XSource.MESSAGES ->
        Future.succeededFuture(shut(at, why, now));
      default -> unread(heard);
    }).onFailure(e -> leaveAlone(source, now));
  }

  private void leaveAlone(XSource source, Instant now) {
    if (source != XSource.MENTIONS) {
      readableFrom.put(source, now.plus(LEFT_ALONE));
    }
  }

  private ReadOutcome page(XCursor at, XSource source, Wire.Answer answer, Instant now) {
    var run = at.run(source);
    var page = XPage.of(answer, wire.host());
    boolean messages = source == XSource.MESSAGES;
    var fresh = page.items().stream().filter(item -> !run.seen().contains(XPage.id(item))
      && !(messages && XPage.isBelow(item, run.floor()))).toList();
    var said = new Said();
    fresh.forEach(item -> sort(item, page.includes(), source, said));
    var cost = page.cost(fresh, source, config.prices()) + account.owed();
    var quota = limits.quota(answer.headers());
    var after = run.after(page.ids(), page.next(), messages && page.reachesBelow(run.floor()), now);
    var moved = at.with(source, messages ? after.dueAt(nextLook(after, quota, now)) : after).plus(cost);
    var left = XBudget.left(moved, config.prices().budget());
    return next(moved, source, said.brought(), messages ? new ReadOutcome.Quota(-1, Duration.ZERO, cost, left)
      : new ReadOutcome.Quota(quota.remaining(), quota.window(), cost, left), now);
  }

  /** The network allows few looks at messages; a pace of their own keeps the mentions' as it is. */
  private Instant nextLook(XRun after, ReadOutcome.Quota quota, Instant now) {
    return quota.remaining() == 0 ? now.plus(quota.window()) : after.inRun() ? now : now.plus(config.dmsEvery());
  }

  private void sort(Object item, XIncludes includes, XSource source, Said said) {
    try {
      if (!(item instanceof JsonObject object)) {
        throw new IllegalArgumentException("the item is no object");
      }
      if (source == XSource.MESSAGES) {
        XMessages.read(object, includes, account.me(), said);
      } else {
        XPosts.read(object, includes, account.me(), source == XSource.MENTIONS, said);
      }
    } catch (RuntimeException e) {
      said.unreadable(XPage.id(item), item, e);
    }
  }

  private ReadOutcome nothing(XCursor at, XSource source, Instant now) {
    return next(at, source, Brought.NOTHING, ReadOutcome.Quota.UNSAID, now);
  }

  /** Shown to a supervisor, and no reason to miss the mentions. */
  private ReadOutcome shut(XCursor at, String why, Instant now) {
    var told = new ReadOutcome.Unreadable("direct messages", "X does not show direct messages (" + why
      + "): give the token the scope dm.read, or set dms: false", "");
    var later = at.run(XSource.MESSAGES).dueAt(now.plus(REFUSED_FOR));
    return next(at.with(XSource.MESSAGES, later), XSource.MESSAGES, Brought.of(List.of(), List.of(told)),
      ReadOutcome.Quota.UNSAID, now);
  }

  private ReadOutcome next(XCursor at, XSource source, Brought brought, ReadOutcome.Quota quota, Instant now) {
    var following = at.following(source, wanted(now), now);
    return new ReadOutcome.Page(brought, at.turn(following.orElse(XSource.MENTIONS)).text(), following.isPresent(),
      quota);
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == 402 || status == 403
        ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
        : Future.failedFuture(SourceException.unanswered(wire.host() + " turned a read down: " + words, null));
    };
  }

  /** The network counts for each user of an app, and for the app: the narrower of both is taken for all of them. */
  @Override
  public String quota() {
    return config.credentials().renews() ? "x app " + config.credentials().clientId()
      : SharedQuota.ofToken("x", config.credentials().token());
  }

  @Override
  public Optional<Hook> hook() {
    return config.consumerSecret().isEmpty() ? Optional.empty()
      : Optional.of(new XHook(config.consumerSecrets(), account::me));
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }

  @Override
  public Future<List<Checked>> check() {
    return new XCheck(api, account, session, config, clock.instant()).run();
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(config.maxLength(), WeightedLength.UNIT, true, XReplies.LONGEST_MESSAGE);
  }

  @Override
  public Future<Void> close() {
    return wire.close();
  }
}
