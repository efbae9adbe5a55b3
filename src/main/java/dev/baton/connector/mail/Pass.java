package dev.baton.connector.mail;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.SourceException;
import dev.baton.connector.TokenSession;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.mail.AuthenticationFailedException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What we sign in with: a password, a token that somebody filled in, or one that is renewed. Work waits until it is at
 * hand; one that a server turned away although it should still hold is not shown again.
 */
final class Pass {

  /** Of the server's; what to do about it comes after them. */
  private static final int MAX_WORDS = 120;

  /** How it is renewed, on one context, whoever asks. */
  private record Source(TokenSession session, Wire wire, Context context) {}

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
    var session = new TokenSession(grant.refresh(), tools.tokens(), tools.clock(), refresh -> wire
      .post(Wire.pathOf(grant.server()), form(), Buffer.buffer(body(grant, refresh.value())))
      .compose(answer -> Heard.of(answer, wire.host(), words(answer), limits)));
    return new Pass("", true, Optional.of(new Source(session, wire, tools.vertx().getOrCreateContext())));
  }

  private static MultiMap form() {
    return MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded")
      .set(HttpHeaders.ACCEPT, "application/json");
  }

  private static String body(Grant grant, String refresh) {
    return "grant_type=refresh_token&refresh_token=" + encoded(refresh) + "&client_id=" + encoded(grant.clientId())
      + (grant.secret().isEmpty() ? "" : "&client_secret=" + encoded(grant.secret().value()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

  private Future<Void> entered(TokenSession.Entry entry) {
    return switch (entry) {
      case TokenSession.Entry.Open(var access) -> {
        secret = access.value();
        yield Future.succeededFuture();
      }
      case TokenSession.Entry.Shut(Heard.Unwelcome(var why)) ->
        Future.failedFuture(new AuthenticationFailedException(why));
      case TokenSession.Entry.Shut(Heard.Wait(var pause, var why)) ->
        Future.failedFuture(SourceException.unreachable(why, null));
      case TokenSession.Entry.Shut(var other) ->
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
