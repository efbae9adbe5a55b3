package dev.baton.connector.mail;

import dev.baton.config.Secret;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Urlencoded;
import dev.baton.connector.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.mail.AuthenticationFailedException;
import java.util.Optional;

/**
 * What we sign in with: a password, a token that somebody filled in, or one that is renewed. Work waits until it is at
 * hand; one that a server turned away although it should still hold is not shown again.
 */
final class Pass {

  /** Of the server's; what to do about it comes after them. */
  private static final int MAX_WORDS = 120;

  private static final String MEND = "let the mailbox authorise Baton again and fill in the new refresh-token";

  /** How it is renewed, on one context, whoever asks. */
  private record Source(OAuthSession session, Wire wire, Context context) {}

  private final boolean isToken;
  private final Optional<Source> source;
  private volatile String secret;
  private volatile String refused = "";

  private Pass(String secret, boolean isToken, Optional<Source> source) {
    this.secret = secret;
    this.isToken = isToken;
    this.source = source;
  }

  /** As it was filled in. */
  static Pass of(MailConfig config) {
    return new Pass(config.secret(), !config.token().isEmpty(), Optional.empty());
  }

  static Pass renewed(Tools tools, Grant grant) {
    var wire = new Wire(tools.vertx(), Wire.serverOf(grant.server()), tools.limits());
    var limits = tools.rateLimits();
    var session = new OAuthSession(new OAuthSession.SignIn(Secret.NONE, grant.refresh(), refresh -> wire
      .post(Wire.pathOf(grant.server()), form(), Buffer.buffer(body(grant, refresh.value())))
      .compose(answer -> Heard.of(answer, wire.host(), words(answer), limits)), MEND), tools.tokens(), tools.clock());
    return new Pass("", true, Optional.of(new Source(session, wire, tools.vertx().getOrCreateContext())));
  }

  private static MultiMap form() {
    return MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, Urlencoded.TYPE)
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private static String body(Grant grant, String refresh) {
    return Urlencoded.of("grant_type", "refresh_token", "refresh_token", refresh, "client_id", grant.clientId(),
      "client_secret", grant.secret().value());
  }

  private static String words(Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    var words = (Fields.text(said, "error") + " " + Fields.text(said, "error_description"))
      .replaceAll("\\s+", " ").strip();
    return words.isEmpty() ? "answered " + answer.status() : words.substring(0, Math.min(MAX_WORDS, words.length()));
  }

  boolean isToken() {
    return isToken;
  }

  boolean isRenewed() {
    return source.isPresent();
  }

  String secret() {
    return secret;
  }

  /** Once it is at hand. Failed with an {@link AuthenticationFailedException} where only a person can get a new one. */
  Future<Void> ready() {
    if (source.isEmpty()) {
      return Future.succeededFuture();
    }
    var from = source.get();
    return Future.future(done -> from.context().runOnContext(v -> from.session().enter(refused)
      .compose(this::entered).onComplete(done)));
  }

  private Future<Void> entered(OAuthSession.Entry entry) {
    return switch (entry) {
      case OAuthSession.Entry.Open(var access) -> {
        secret = access.value();
        yield Future.succeededFuture();
      }
      case OAuthSession.Entry.Shut(Heard.Unwelcome(var why)) ->
        Future.failedFuture(new AuthenticationFailedException(why));
      case OAuthSession.Entry.Shut(Heard.Wait(var pause, var why)) ->
        Future.failedFuture(SourceException.unreachable(why, null));
      case OAuthSession.Entry.Shut(var other) ->
        Future.failedFuture(SourceException.unreachable("the token could not be renewed", null));
    };
  }

  /** A server does not take it. */
  void turnedAway(String shown) {
    refused = shown;
  }

  Future<Void> close() {
    return source.map(from -> from.wire().close()).orElseGet(Future::succeededFuture);
  }
}
