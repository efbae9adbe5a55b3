package dev.baton.connector.bluesky;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Signs requests in. One login serves many polls: an expired token is refreshed once for all who wait, and only where
 * that fails does the password go out again, for the network allows few logins a day. Called from one event loop.
 *
 * <pre>
 *   no session ─ login ─► session ─ call ─► fine
 *                           │ token not accepted
 *                           └─ refresh ─ (refused) ─ login ─► call once more ─► fine, or unwelcome
 * </pre>
 */
final class BlueskySession {

  /** After a refusal the password is not shown again for so long: 300 logins a day are all the network gives. */
  static final Duration REFUSED_FOR = Duration.ofMinutes(30);

  /** What came of getting a session: tokens, or what stands in the way. */
  private sealed interface Entry {
    record Open(String did, String access, String refresh) implements Entry {}

    record Shut(Heard why) implements Entry {}
  }

  private static final Entry.Open NONE = new Entry.Open("", "", "");

  private final Wire wire;
  private final BlueskyConfig config;
  private final RateLimits limits;
  private final InstantSource clock;
  private Entry.Open session = NONE;
  private Future<Entry> entering = Future.succeededFuture(NONE);
  private String refusal = "";
  private Instant refusedUntil = Instant.MIN;

  BlueskySession(Wire wire, BlueskyConfig config, RateLimits limits, InstantSource clock) {
    this.wire = wire;
    this.config = config;
    this.limits = limits;
    this.clock = clock;
  }

  /** The account's own DID; empty before the first answer. */
  String did() {
    return session.did();
  }

  /** The token's own word for what it may do; empty before the first answer, or where the token is not one to read. */
  String scope() {
    var parts = session.access().split("\\.");
    try {
      return parts.length < 2 ? "" : Fields.text(Fields.objectOrEmpty(Buffer.buffer(
        Base64.getUrlDecoder().decode(parts[1]))), "scope");
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  Future<Heard> get(String method, String query) {
    return signedIn(() -> wire.get("/xrpc/" + method + "?" + query, bearer(session.access())));
  }

  Future<Heard> post(String method, JsonObject body) {
    return signedIn(() -> wire.post("/xrpc/" + method,
      bearer(session.access()).set(HttpHeaders.CONTENT_TYPE, "application/json"), body.toBuffer()));
  }

  /** Asks, and once more with a new token if the one at hand is not accepted. */
  private Future<Heard> signedIn(Supplier<Future<Wire.Answer>> call) {
    if (session == NONE) {
      return enter(NONE).compose(entry -> entered(entry, call));
    }
    var used = session;
    return call.get()
      .compose(this::heard)
      .compose(heard -> heard instanceof Heard.Unwelcome
        ? enter(used).compose(entry -> entered(entry, call)) : Future.succeededFuture(heard));
  }

  /** A session just made and not accepted is a refusal; another login would only repeat it. */
  private Future<Heard> entered(Entry entry, Supplier<Future<Wire.Answer>> call) {
    return switch (entry) {
      case Entry.Shut(var why) -> Future.succeededFuture(why);
      case Entry.Open open -> call.get().compose(this::heard).map(heard -> {
        if (heard instanceof Heard.Unwelcome(var why)) {
          refuse(why);
        }
        return heard;
      });
    };
  }

  /** A new session instead of the used one; whoever comes while it is being made waits for the same. */
  private Future<Entry> enter(Entry.Open used) {
    if (!entering.isComplete()) {
      return entering;
    }
    if (session != used) {
      return Future.succeededFuture(session);
    }
    if (clock.instant().isBefore(refusedUntil)) {
      return Future.succeededFuture(new Entry.Shut(new Heard.Unwelcome(refusal)));
    }
    entering = used == NONE ? login() : refresh(used);
    return entering;
  }

  private Future<Entry> refresh(Entry.Open used) {
    return wire.post("/xrpc/com.atproto.server.refreshSession", bearer(used.refresh()), Buffer.buffer())
      .compose(this::heard)
      .compose(heard -> heard instanceof Heard.Unwelcome ? login() : Future.succeededFuture(open(heard)));
  }

  private Future<Entry> login() {
    var body = new JsonObject().put("identifier", config.identifier()).put("password", config.password().value());
    var headers = MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, "application/json");
    return wire.post("/xrpc/com.atproto.server.createSession", headers, body.toBuffer())
      .compose(this::heard)
      .map(this::open);
  }

  private Entry open(Heard heard) {
    if (heard instanceof Heard.Fine(var answer)) {
      var said = Fields.object(answer.body(), wire.host());
      var open = new Entry.Open(Fields.text(said, "did"), Fields.text(said, "accessJwt"),
        Fields.text(said, "refreshJwt"));
      if (open.did().isEmpty() || open.access().isEmpty()) {
        throw SourceException.unanswered(wire.host() + " made a session without a token", null);
      }
      session = open;
      return open;
    }
    if (heard instanceof Heard.Unwelcome(var why)) {
      refuse(why);
    }
    return new Entry.Shut(heard);
  }

  private void refuse(String why) {
    refusal = why;
    refusedUntil = clock.instant().plus(REFUSED_FOR);
    session = NONE;
  }

  /** An expired token is a 400 here, not a 401. */
  private Future<Heard> heard(Wire.Answer answer) {
    var said = answer.status() < 300 ? new JsonObject() : Fields.objectOrEmpty(answer.body());
    var error = Fields.text(said, "error");
    var words = Fields.text(said, "message").isEmpty() ? wire.host() + " answered " + answer.status() + " " + error
      : Fields.text(said, "message");
    if (error.equals("ExpiredToken") || error.equals("InvalidToken")) {
      return Future.succeededFuture(new Heard.Unwelcome(words));
    }
    // A generic failure whose words say that the key is taken is an answer, not an outage.
    if (answer.status() >= 500 && words.contains(BlueskyReplies.KEY_TAKEN)) {
      return Future.succeededFuture(new Heard.TurnedDown(answer.status(), words));
    }
    return Heard.of(answer, wire.host(), words.strip(), limits);
  }

  private static MultiMap bearer(String token) {
    return MultiMap.caseInsensitiveMultiMap()
      .set(HttpHeaders.AUTHORIZATION, "Bearer " + token)
      .set(HttpHeaders.ACCEPT, "application/json");
  }
}
