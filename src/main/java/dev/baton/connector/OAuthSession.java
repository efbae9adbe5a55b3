package dev.baton.connector;

import dev.baton.config.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Has a token at hand. With some networks a refresh token works once, so the new one is kept before the access token that
 * came with it is used; and other nodes renew too, so the store is looked into before and after. Called from one event
 * loop.
 *
 * <pre>
 *   no token, or not accepted ─► kept by another? ──────────────────────────► open
 *                                  └─ renewed by another now? ──────────────► shut for a moment
 *                                       └─ renew ─► keep ───────────────────► open
 *                                            │       └─ not kept: kept first next time
 *                                            └─ refused ─► kept by another? ► open, or shut
 * </pre>
 */
public final class OAuthSession {

  /** A renewal takes as long, and then there is a token. */
  private static final Duration MEANWHILE = Duration.ofSeconds(2);

  /** What came of getting a token. */
  public sealed interface Entry {
    record Open(Secret access) implements Entry {}

    record Shut(Heard why) implements Entry {}
  }

  /**
   * How an account signs in.
   *
   * @param token  as it is, never renewed; {@link Secret#NONE} where there is what renews one
   * @param seed   what is configured to get the first token with, such as a refresh token
   * @param renew  asks for a new one, given the refresh token at hand
   * @param mend   what a person does where that is refused
   */
  public record SignIn(Secret token, Secret seed, Function<Secret, Future<Heard>> renew, String mend) {}

  private final SignIn signIn;
  private final TokenStore store;
  private final InstantSource clock;
  private OAuthTokens tokens;
  /** Renewed, but not kept yet; the token before it is spent, so this is all there is. */
  private OAuthTokens unkept;
  private Future<Entry> entering = Future.succeededFuture();

  public OAuthSession(SignIn signIn, TokenStore store, InstantSource clock) {
    this.signIn = signIn;
    this.store = store;
    this.clock = clock;
    this.tokens = OAuthTokens.configured(signIn.seed());
  }

  /** What the token allows; empty where the network did not say. */
  public String scope() {
    return tokens.scope();
  }

  /** Asks, and once more with another token if the one at hand is not accepted. */
  public Future<Heard> ask(Function<Secret, Future<Heard>> request) {
    return signedIn(this::enter, request);
  }

  /** The same for what says something. Where no token could be had, it has not left, whatever became of the token. */
  public Future<Heard> write(Function<Secret, Future<Heard>> request) {
    return signedIn(refused -> enter(refused).recover(e -> Future.failedFuture(
      SourceException.unreachable("no token could be had: " + e.getMessage(), e))), request);
  }

  private static Future<Heard> signedIn(Function<String, Future<Entry>> way, Function<Secret, Future<Heard>> request) {
    return asked(way.apply(""), request).compose(first -> first.isRefused()
      ? asked(way.apply(first.used().value()), request) : Future.succeededFuture(first)).map(Asked::heard);
  }

  /** @param used none where nothing was asked */
  private record Asked(Heard heard, Secret used) {

    boolean isRefused() {
      return heard instanceof Heard.Unwelcome && !used.isEmpty();
    }
  }

  private static Future<Asked> asked(Future<Entry> entry, Function<Secret, Future<Heard>> request) {
    return entry.compose(came -> switch (came) {
      case Entry.Shut(var why) -> Future.succeededFuture(new Asked(why, Secret.NONE));
      case Entry.Open(var access) -> request.apply(access).map(heard -> new Asked(heard, access));
    });
  }

  /** @param refused an access token that was just not accepted, or empty */
  public Future<Entry> enter(String refused) {
    if (!signIn.token().isEmpty()) {
      return Future.succeededFuture(refused.isEmpty() ? new Entry.Open(signIn.token())
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

  private Future<Entry> unlessGood(String refused, Function<OAuthTokens, Future<Entry>> otherwise) {
    return stored().compose(kept -> kept.isGood(refused, clock.instant()) ? Future.succeededFuture(opened(kept))
      : otherwise.apply(kept));
  }

  /** What is kept of the sign-in that is configured; else what is configured. */
  private Future<OAuthTokens> stored() {
    var configured = OAuthTokens.configured(signIn.seed());
    return store.load().map(kept -> kept.map(OAuthTokens::parse)
      .filter(known -> known.seed().equals(configured.seed())).orElse(configured));
  }

  private Future<Entry> renew(OAuthTokens used) {
    return signIn.renew().apply(used.refresh()).compose(heard -> switch (heard) {
      case Heard.Fine(var answer) -> keep(taken(used, answer));
      case Heard.Wait wait -> Future.succeededFuture(new Entry.Shut(wait));
      case Heard.Unwelcome(var why) -> refused(used, why);
      case Heard.TurnedDown(var status, var why) -> refused(used, why);
    });
  }

  private OAuthTokens taken(OAuthTokens used, Wire.Answer answer) {
    var next = used.renewed(Fields.object(answer.body(), "the network"), clock.instant());
    if (next.access().isEmpty()) {
      throw SourceException.unanswered("the network renewed the token without giving one", null);
    }
    return next;
  }

  private Future<Entry> keep(OAuthTokens next) {
    unkept = next;
    return store.save(next.text()).map(v -> next)
      .recover(e -> e instanceof TokenStore.Overtaken ? stored() : Future.failedFuture(e))
      .map(kept -> {
        unkept = null;
        return opened(kept);
      });
  }

  /** Another node may have renewed it a moment before us, and what it got is as good. */
  private Future<Entry> refused(OAuthTokens used, String why) {
    return stored().map(kept -> kept.isGood(used.access().value(), clock.instant()) ? opened(kept)
      : new Entry.Shut(new Heard.Unwelcome("Signing in was refused (" + why + "): " + signIn.mend())));
  }

  private Entry opened(OAuthTokens open) {
    tokens = open;
    return new Entry.Open(open.access());
  }
}
