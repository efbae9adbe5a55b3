package dev.baton.account;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.TokenStore;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.http.Problem;
import dev.baton.ingest.AccountsApi;
import dev.baton.mention.Mention;
import dev.baton.mention.Text;
import dev.baton.vault.Seal;
import dev.baton.vault.Vault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Tries an account out before it is kept: credentials, scopes, and the newest mention that its network gives. Nothing is
 * stored and nothing is said to anybody. What a network gave meanwhile and gives but once, as for a token that works once,
 * goes to who tries, sealed, and comes back with what is to be kept.
 */
public final class Trial {

  /** Of the check-up, and again of the look for a mention; who waits for it sits before the screen. */
  private static final int SECONDS = 20;
  /** Each may hold a connection, and mailboxes a thread. */
  private static final int AT_ONCE = 8;
  private static final int MOST_SHOWN = 500;

  private final Vertx vertx;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Vault vault;
  private final Seal seal;
  private final Supplier<URI> address;
  private final AtomicInteger running = new AtomicInteger();

  /** @param address where the world reaches Baton */
  public Trial(Vertx vertx, InstantSource clock, RandomGenerator random, Vault vault, Seal seal, Supplier<URI> address) {
    this.vertx = vertx;
    this.clock = clock;
    this.random = random;
    this.vault = vault;
    this.seal = seal;
    this.address = address;
  }

  /** @param own whether it signs in with what is kept for it already */
  Future<JsonObject> run(AccountConfig account, boolean own, String carried) {
    if (running.incrementAndGet() > AT_ONCE) {
      running.decrementAndGet();
      return Future.failedFuture(Problem.of(429, "Too many trials at once", "Others are trying accounts out: try again in"
        + " a moment").retryAfter(Duration.ofSeconds(SECONDS / 2)).failure());
    }
    var tokens = new Carried(opened(account, carried));
    return Future.succeededFuture()
      .map(v -> account.access().connect(new Tools(vertx, clock, random, Wire.Limits.USUAL, account.name(),
        own ? vault.of(account.name()) : tokens)))
      .compose(connector -> looks(account, connector).eventually(connector::close))
      .map(found -> tokens.last().isEmpty() ? found : found.put("carried", sealed(account, tokens.last().get())))
      .onComplete(done -> running.decrementAndGet());
  }

  private Future<JsonObject> looks(AccountConfig account, Connector connector) {
    return within(connector::check).otherwise(e -> List.of(CheckUp.unreached(e))).compose(looks -> {
      var found = new JsonObject().put("checked", AccountsApi.json(looks))
        .put("hook", connector.hook().map(hook -> AccountsApi.hook(address.get(), account.name())).orElse(null))
        .put("polled", connector.isPolled()).put("preview", null);
      return connector.isPolled() && looks.stream().allMatch(Checked::isWell)
        ? within(() -> connector.read("")).map(outcome -> previewed(found, newest(outcome), looks, CheckUp.of(outcome)))
          .otherwise(e -> previewed(found, Optional.empty(), looks, List.of(CheckUp.unreached(e)))) : Future.succeededFuture(found);
    });
  }

  /** Where the newest cannot be read, the trial says so: it must not look as if nobody had said anything. */
  private static JsonObject previewed(JsonObject found, Optional<Mention> newest, List<Checked> looks, List<Checked> again) {
    var checked = Stream.concat(looks.stream(), again.stream().filter(look -> !look.isWell())).toList();
    return found.put("checked", AccountsApi.json(checked)).put("preview", newest.map(Trial::shown).orElse(null));
  }

  private static <T> Future<T> within(Supplier<Future<T>> work) {
    return Future.succeededFuture().compose(v -> work.get()).timeout(SECONDS, TimeUnit.SECONDS)
      .recover(e -> Future.failedFuture(e instanceof TimeoutException
        ? new IllegalStateException("There was no answer within " + SECONDS + " s", e) : e));
  }

  private static Optional<Mention> newest(ReadOutcome outcome) {
    return outcome instanceof ReadOutcome.Page page
      ? page.mentions().stream().max(Comparator.comparing(Mention::postedAt)) : Optional.empty();
  }

  private static JsonObject shown(Mention mention) {
    return new JsonObject().put("author", mention.author().shownName()).put("text", Text.lines(mention.text(), MOST_SHOWN))
      .put("postedAt", mention.postedAt().toString());
  }

  /** Where webhooks lead, without the account's name. */
  String hooks() {
    return AccountsApi.hook(address.get(), "");
  }

  /** What a trial left, for who keeps the account; empty where it is not what we sealed. */
  Optional<String> opened(AccountConfig account, String carried) {
    try {
      return carried.isEmpty() ? Optional.empty() : seal.opened(belongs(account), Base64.getUrlDecoder().decode(carried));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private String sealed(AccountConfig account, String value) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.close(belongs(account), value));
  }

  /** Its name may still change. */
  private static String belongs(AccountConfig account) {
    return "what a trial left\n" + account.channel().name();
  }

  /** Forgets with the trial. */
  private static final class Carried implements TokenStore {

    private volatile Optional<String> kept;

    Carried(Optional<String> kept) {
      this.kept = kept;
    }

    Optional<String> last() {
      return kept;
    }

    @Override
    public Future<Optional<String>> load() {
      return Future.succeededFuture(kept);
    }

    @Override
    public Future<Void> save(String value) {
      kept = Optional.of(value);
      return Future.succeededFuture();
    }
  }
}
