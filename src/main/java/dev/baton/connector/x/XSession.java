package dev.baton.connector.x;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.SourceException;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Has a token at hand. A refresh token works once, so the new one is kept before the access token that came with it is
 * used; and other nodes renew too, so the store is looked into before and after. Called from one event loop.
 *
 * <pre>
 *   no token, or not accepted ─► kept by another? ──────────────────────────► open
 *                                  └─ renewed by another now? ──────────────► shut for a moment
 *                                       └─ renew ─► keep ───────────────────► open
 *                                            │       └─ not kept: kept first next time
 *                                            └─ refused ─► kept by another? ► open, or shut
 * </pre>
 */
final class XSession {

  /** What came of getting a token. */
  sealed interface Entry {
    record Open(Secret access) implements Entry {}

    record Shut(Heard why) implements Entry {}
  }

  /** A renewal takes as long, and then there is a token. */
  private static final Duration MEANWHILE = Duration.ofSeconds(2);

  private final XWire wire;
  private final XConfig.Credentials credentials;
  private final TokenStore store;
  private final InstantSource clock;
  private XTokens tokens;
  /** Renewed, but not kept yet; the token before it is spent, so this is all there is. */
  private XTokens unkept;
  private Future<Entry> entering = Future.succeededFuture();

  XSession(XWire wire, XConfig.Credentials credentials, TokenStore store, InstantSource clock) {
    this.wire = wire;
    this.credentials = credentials;
    this.store = store;
    this.clock = clock;
    this.tokens = XTokens.configured(credentials.refreshToken());
  }

  /** What the token allows; empty where the network did not say. */
  String scope() {
    return tokens.scope();
  }

  /** @param refused an access token that was just not accepted, or empty */
  Future<Entry> enter(String refused) {
    if (!credentials.renews()) {
      return Future.succeededFuture(refused.isEmpty() ? new Entry.Open(credentials.token())
        : new Entry.Shut(new Heard.Unwelcome("The token is not accepted: fill in a new one in config/accounts.yaml")));
    }
    if (tokens.isGood(refused, clock.instant())) {
      return Future.succeededFuture(new Entry.Open(tokens.access()));
    }
    if (entering.isComplete()) {
      entering = (unkept == null ? renewed(refused) : keep(unkept))
        .recover(e -> e instanceof TokenStore.Unopened shut
          ? Future.succeededFuture(new Entry.Shut(new Heard.Unwelcome(shut.getMessage()))) : Future.failedFuture(e));
    }
    return entering;
  }

  private Future<Entry> renewed(String refused) {
    return unlessGood(refused, known -> store.claim().compose(ours -> ours ? unlessGood(refused, this::renew)
      : Future.succeededFuture(new Entry.Shut(new Heard.Wait(MEANWHILE, "Another node is renewing the token")))));
  }

  private Future<Entry> unlessGood(String refused, Function<XTokens, Future<Entry>> otherwise) {
    return stored().compose(kept -> kept.isGood(refused, clock.instant()) ? Future.succeededFuture(opened(kept))
      : otherwise.apply(kept));
  }

  /** What is kept of the sign-in that is configured; else what is configured. */
  private Future<XTokens> stored() {
    var configured = XTokens.configured(credentials.refreshToken());
    return store.load().map(kept -> kept.map(XTokens::parse)
      .filter(known -> known.seed().equals(configured.seed())).orElse(configured));
  }

  private Future<Entry> renew(XTokens used) {
    return wire.renew(credentials, used.refresh()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> keep(taken(used, answer));
      case Heard.Wait wait -> Future.succeededFuture(new Entry.Shut(wait));
      case Heard.Unwelcome(var why) -> refused(used, why);
      case Heard.TurnedDown(var status, var why) -> refused(used, why);
    });
  }

  private XTokens taken(XTokens used, Wire.Answer answer) {
    var next = used.renewed(Fields.object(answer.body(), wire.host()), clock.instant());
    if (next.access().isEmpty()) {
      throw SourceException.unanswered(wire.host() + " renewed the token without giving one", null);
    }
    return next;
  }

  private Future<Entry> keep(XTokens next) {
    unkept = next;
    return store.save(next.text()).map(v -> {
      unkept = null;
      return opened(next);
    });
  }

  /** Another node may have renewed it a moment before us, and what it got is as good. */
  private Future<Entry> refused(XTokens used, String why) {
    return stored().map(kept -> kept.isGood(used.access().value(), clock.instant()) ? opened(kept)
      : new Entry.Shut(new Heard.Unwelcome("The refresh token is not accepted (" + why
        + "): let the account authorise Baton again and fill in the new refresh-token in config/accounts.yaml")));
  }

  private Entry opened(XTokens open) {
    tokens = open;
    return new Entry.Open(open.access());
  }
}
