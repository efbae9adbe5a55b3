package dev.baton.connector;

import dev.baton.config.Secret;
import io.vertx.core.Future;
import java.time.InstantSource;

/**
 * Has a token at hand. A refresh token works once, so the new one is kept before the access token that came with it is
 * used; and other nodes renew too, so the store is looked into before and after. Called from one event loop.
 *
 * <pre>
 *   no token, or not accepted ─► kept by another? ──────────────────────────► open
 *                                  └─ renew ─► keep ───────────────────────► open
 *                                       │       └─ not kept: kept first next time
 *                                       └─ refused ─► kept by another? ────► open, or shut
 * </pre>
 */
public final class TokenSession {

  /** What came of getting a token. */
  public sealed interface Entry {
    record Open(Secret access) implements Entry {}

    record Shut(Heard why) implements Entry {}
  }

  private final Secret configured;
  private final TokenStore store;
  private final InstantSource clock;
  private final Renewal renewal;
  private Tokens tokens;
  /** Renewed, but not kept yet; the token before it is spent, so this is all there is. */
  private Tokens unkept;
  private Future<Entry> entering = Future.succeededFuture();

  /** Asks the network for new tokens; the old refresh token is spent once it has heard. */
  @FunctionalInterface
  public interface Renewal {
    Future<Heard> with(Secret refresh);
  }

  /** @param configured the refresh token as the operator filled it in, where the first renewal begins */
  public TokenSession(Secret configured, TokenStore store, InstantSource clock, Renewal renewal) {
    this.configured = configured;
    this.store = store;
    this.clock = clock;
    this.renewal = renewal;
    this.tokens = Tokens.configured(configured);
  }

  /** What the token allows; empty where the network did not say. */
  public String scope() {
    return tokens.scope();
  }

  /** @param refused an access token that was just not accepted, or empty */
  public Future<Entry> enter(String refused) {
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
    return stored().compose(kept -> kept.isGood(refused, clock.instant()) ? Future.succeededFuture(opened(kept))
      : renew(kept));
  }

  /** What is kept of the sign-in that is configured; else what is configured. */
  private Future<Tokens> stored() {
    var first = Tokens.configured(configured);
    return store.load().map(kept -> kept.map(Tokens::parse)
      .filter(known -> known.seed().equals(first.seed())).orElse(first));
  }

  private Future<Entry> renew(Tokens used) {
    return renewal.with(used.refresh()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> keep(taken(used, answer));
      case Heard.Wait wait -> Future.succeededFuture(new Entry.Shut(wait));
      case Heard.Unwelcome(var why) -> refused(used, why);
      case Heard.TurnedDown(var status, var why) -> refused(used, why);
    });
  }

  private Tokens taken(Tokens used, Wire.Answer answer) {
    var next = used.renewed(Fields.object(answer.body(), "the token's server"), clock.instant());
    if (next.access().isEmpty()) {
      throw SourceException.unanswered("the token's server renewed it without giving one", null);
    }
    return next;
  }

  private Future<Entry> keep(Tokens next) {
    unkept = next;
    return store.save(next.text()).map(v -> {
      unkept = null;
      return opened(next);
    });
  }

  /** Another node may have renewed it a moment before us, and what it got is as good. */
  private Future<Entry> refused(Tokens used, String why) {
    return stored().map(kept -> kept.isGood(used.access().value(), clock.instant()) ? opened(kept)
      : new Entry.Shut(new Heard.Unwelcome("The refresh token is not accepted (" + why
        + "): let the account authorise Baton again and fill in the new refresh-token in config/accounts.yaml")));
  }

  private Entry opened(Tokens open) {
    tokens = open;
    return new Entry.Open(open.access());
  }
}
