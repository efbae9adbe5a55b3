package dev.baton.people;

import dev.baton.config.Secret;
import dev.baton.db.Database;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who is who: passwords become sessions, sessions and the API token become callers. */
public final class SignIn {

  /** A long shift; whoever works longer signs in again. */
  public static final Duration LIFETIME = Duration.ofHours(12);
  /** Another node's sign-out is noticed within this. */
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MAX_REMEMBERED = 10_000;
  private static final int TOKEN_BYTES = 32;
  private static final int TOKEN_LENGTH = 43;

  private final Database database;
  private final People people;
  private final Passwords passwords;
  private final byte[] apiToken;
  private final InstantSource clock;
  private final Throttle throttle;
  private final Sessions sessions = new Sessions();
  private final Credentials credentials = new Credentials();
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Remembered> remembered = Collections.synchronizedMap(bounded());

  /** Whose session it is; what they may do is asked each time, since a reload may change it. */
  private record Remembered(String person, Instant until) {}

  /** What became of a try to sign in. */
  public sealed interface Outcome {
    /** @param token what the browser keeps; nobody else does */
    record SignedIn(Caller caller, String token) implements Outcome {}

    record Refused() implements Outcome {}

    record TryLater(Duration pause) implements Outcome {}
  }

  /** @param apiToken empty if no program may call */
  public SignIn(Database database, People people, Passwords passwords, Secret apiToken, InstantSource clock) {
    this.database = database;
    this.people = people;
    this.passwords = passwords;
    this.apiToken = apiToken.value().getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
    this.throttle = new Throttle(clock);
  }

  /** @param address where the try comes from */
  public Future<Outcome> signIn(String login, String password, String address) {
    var id = login.strip().toLowerCase(Locale.ROOT);
    var wait = throttle.enter(id, address);
    if (wait.isPresent()) {
      return Future.succeededFuture(new Outcome.TryLater(wait.get()));
    }
    return matches(id, password)
      .compose(right -> right ? open(id) : Future.<Outcome>succeededFuture(new Outcome.Refused()))
      .onSuccess(outcome -> {
        if (outcome instanceof Outcome.SignedIn) {
          throttle.succeeded(id, address);
        }
      })
      .onFailure(e -> throttle.unjudged(id, address));
  }

  private Future<Boolean> matches(String id, String password) {
    return hashOf(id).compose(hash -> hash.isPresent()
      ? passwords.matches(password, hash.get())
      : passwords.matchesNobody(password));
  }

  /** The configuration wins; the table is asked in any case, so that every answer takes as long. */
  private Future<Optional<String>> hashOf(String id) {
    return credentials.find(database.reader(), id)
      .map(stored -> people.of(id).filter(Person::account)
        .flatMap(person -> people.configuredHash(id).or(() -> stored)));
  }

  private Future<Outcome> open(String id) {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = clock.instant();
    return sessions.deleteExpired(database.reader(), now)
      .compose(v -> sessions.insert(database.reader(), sha256(token), id, now, now.plus(LIFETIME)))
      .map(v -> new Outcome.SignedIn(Caller.of(people.of(id).orElseThrow()), token));
  }

  /** Whose session this is, if it is one and has not ended. */
  public Future<Optional<Caller>> who(String token) {
    if (token.length() != TOKEN_LENGTH) {
      return Future.succeededFuture(Optional.empty());
    }
    var hash = sha256(token);
    var key = HexFormat.of().formatHex(hash);
    var now = clock.instant();
    var known = remembered.get(key);
    if (known != null && known.until().isAfter(now)) {
      return Future.succeededFuture(caller(known.person()));
    }
    return sessions.find(database.reader(), hash, now).map(session -> remember(key, session, now));
  }

  private Optional<Caller> remember(String key, Optional<Sessions.Session> session, Instant now) {
    if (session.isEmpty()) {
      remembered.remove(key);
      return Optional.empty();
    }
    var end = session.get().expiresAt();
    var until = now.plus(REMEMBERED).isBefore(end) ? now.plus(REMEMBERED) : end;
    remembered.put(key, new Remembered(session.get().person(), until));
    return caller(session.get().person());
  }

  private Optional<Caller> caller(String person) {
    return people.of(person).filter(Person::account).map(Caller::of);
  }

  /** The program that holds the API token. */
  public Optional<Caller> program(String token) {
    return apiToken.length > 0 && MessageDigest.isEqual(apiToken, token.getBytes(StandardCharsets.UTF_8))
      ? Optional.of(Caller.api()) : Optional.empty();
  }

  public Future<Void> signOut(String token) {
    var hash = sha256(token);
    return sessions.delete(database.reader(), hash)
      .onSuccess(v -> remembered.remove(HexFormat.of().formatHex(hash)));
  }

  /** Gives everybody who has no password this one, for the demonstration; made once, since making one takes a while. */
  public Future<Void> ensureDemoPassword(String password) {
    return credentials.people(database.reader()).compose(known -> {
      var without = people.all().stream().filter(Person::account).map(Person::id)
        .filter(id -> people.configuredHash(id).isEmpty() && !known.contains(id)).toList();
      return without.isEmpty() ? Future.succeededFuture() : passwords.hash(password)
        .compose(hash -> credentials.putDemo(database.reader(), without, hash, clock.instant()));
    });
  }

  /** Without the demonstration nobody gets in with its password, nor stays in. */
  public Future<Void> forgetDemoPasswords() {
    return credentials.forgetDemo(database.reader());
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Map<String, Remembered> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
        return size() > MAX_REMEMBERED;
      }
    };
  }
}
