package dev.baton.connector.meta;

import dev.baton.connector.Brought;
import dev.baton.connector.Hook;
import dev.baton.connector.SourceException;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes in what the family sends. It signs the bytes that it sends, escapes and all, so they are looked at before
 * anything else is. It numbers its deliveries not at all: their bytes are their key, and what is in them has ids of its
 * own.
 */
public final class MetaHook implements Hook {

  private static final String SIGNATURE = "X-Hub-Signature-256";
  private static final Map<String, String> PLAIN = Map.of("Content-Type", "text/plain; charset=utf-8");
  private static final int MAX_CHALLENGE = 500;

  /** Reads one event; a {@link SourceException} is worth another try of the whole, any other sets that one aside. */
  @FunctionalInterface
  public interface Reading {
    Future<Brought> read(Event event, Instant receivedAt);
  }

  private final MetaConfig config;
  private final Predicate<Event> ours;
  private final Reading reading;

  /** @param ours false for what is about another account of the same app */
  public MetaHook(MetaConfig config, Predicate<Event> ours, Reading reading) {
    this.config = config;
    this.ours = ours;
    this.reading = reading;
  }

  /** Of an account that its entries name. */
  public static MetaHook named(MetaConfig config, Reading reading) {
    return new MetaHook(config, event -> event.account().equals(config.account()), reading);
  }

  /** An app has one address for all its pages and numbers, in public and in private. */
  @Override
  public String shared() {
    return "meta";
  }

  @Override
  public Verdict hear(Call call, Instant now) {
    return switch (call.method()) {
      case "GET" -> greeted(call);
      case "POST" -> sent(call);
      default -> new Verdict.Refuse(405, "A webhook of Meta is tried with GET and sent to with POST");
    };
  }

  private Verdict greeted(Call call) {
    var known = Signing.same(said(call, "verify_token"), config.verifyToken().value());
    if (!known || !said(call, "mode").equals("subscribe")) {
      return new Verdict.Refuse(403,
        "The verify token in the app's dashboard is not the one at 'verify-token' of the account");
    }
    var challenge = said(call, "challenge");
    return new Verdict.Says(200, PLAIN, challenge.substring(0, Math.min(MAX_CHALLENGE, challenge.length())));
  }

  /** Some proxies turn dots into underscores. */
  private static String said(Call call, String name) {
    return Optional.ofNullable(call.query().get("hub." + name))
      .or(() -> Optional.ofNullable(call.query().get("hub_" + name))).orElse("");
  }

  private Verdict sent(Call call) {
    var signature = Optional.ofNullable(call.headers().get(SIGNATURE)).orElse("").strip();
    var body = call.body().getBytes();
    var genuine = false;
    for (var secret : config.appSecrets()) {
      genuine |= Signing.same(signature, "sha256=" + Signing.of(secret, body));
    }
    return genuine
      ? new Verdict.Keep(Signing.fingerprint(body), Map.of(), new Verdict.Says(200, PLAIN, "EVENT_RECEIVED"))
      : new Verdict.Refuse(401, "It is not signed with 'app-secret': when the app's secret is changed, put the new one there"
        + " and the old one at 'app-secret-before'");
  }

  @Override
  public Future<Brought> read(Delivery delivery) {
    var entries = Entries.of(delivery.body(), delivery.receivedAt());
    var gathered = new Gathered();
    gathered.add(Brought.of(List.of(), entries.unreadable()));
    var events = entries.events().stream().filter(ours).iterator();
    return Future.future(done -> readOn(events, gathered, delivery.receivedAt(), done));
  }

  /**
   * One after the other, since some have to ask the network. Nothing is kept of those before: a chain as long as the
   * delivery is completed from its end, each inside the next, and overflows the stack.
   */
  private void readOn(Iterator<Event> events, Gathered gathered, Instant receivedAt, Completable<Brought> done) {
    while (events.hasNext()) {
      var one = one(events.next(), receivedAt);
      if (!one.succeeded()) {
        one.onSuccess(brought -> {
          gathered.add(brought);
          readOn(events, gathered, receivedAt, done);
        }).onFailure(done::fail);
        return;
      }
      gathered.add(one.result());
    }
    done.succeed(gathered.brought());
  }

  private Future<Brought> one(Event event, Instant receivedAt) {
    return Future.succeededFuture().compose(v -> reading.read(event, receivedAt)).recover(e -> {
      if (e instanceof SourceException || !(e instanceof RuntimeException why)) {
        return Future.failedFuture(e);
      }
      var aside = new Gathered();
      aside.aside("", event.raw(), why);
      return Future.succeededFuture(aside.brought());
    });
  }
}
