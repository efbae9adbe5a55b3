package dev.baton.http;

import dev.baton.people.Caller;
import dev.baton.people.Role;
import dev.baton.people.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Nobody reaches a route below {@code /api} unknown, and no other site can act through a browser that is signed in.
 *
 * <pre>
 *   Authorization: Bearer ─► the API token's caller, or 401
 *   else changes or WebSocket ─► from our own pages? or 403
 *   cookie ─► its session's caller, or 401 (unless the route is open)
 * </pre>
 */
public final class Guard implements Handler<RoutingContext> {

  private static final String CALLER = "baton.caller";
  private static final String SCHEME = "bearer ";
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final SignIn signIn;
  private final HttpConfig config;
  private final Set<String> open;
  private final String cookieName;

  Guard(SignIn signIn, HttpConfig config, Set<String> open) {
    this.signIn = signIn;
    this.config = config;
    this.open = Set.copyOf(open);
    this.cookieName = cookieName(config);
  }

  /** Who acts. Only in handlers below {@code /api} whose route is not open. */
  public static Caller caller(RoutingContext context) {
    Caller caller = context.get(CALLER);
    if (caller == null) {
      throw Problems.ofStatus(401).failure();
    }
    return caller;
  }

  /** Who acts, if they have one of these roles; a problem 403 otherwise. */
  public static Caller callerWith(RoutingContext context, Role... roles) {
    var caller = caller(context);
    for (var role : roles) {
      if (caller.is(role)) {
        return caller;
      }
    }
    throw Problems.ofStatus(403).failure();
  }

  /** The session's token, for who must notice later that it ended. */
  public static Optional<String> sessionToken(RoutingContext context, HttpConfig config) {
    return Optional.ofNullable(context.request().getCookie(cookieName(config))).map(Cookie::getValue);
  }

  @Override
  public void handle(RoutingContext context) {
    var authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null) {
      pass(context, program(authorization));
      return;
    }
    if (!isFromOurPages(context.request())) {
      context.fail(HttpProblem.of(403, "From another site", "Requests of a browser must come from "
        + config.publicUrl() + ": open that address, or correct http.public-url (BATON_HTTP_PUBLIC_URL)"));
      return;
    }
    var token = sessionToken(context, config);
    if (token.isEmpty()) {
      pass(context, Optional.empty());
      return;
    }
    await(context, signIn.who(token.get()));
  }

  private void await(RoutingContext context, Future<Optional<Caller>> who) {
    if (who.succeeded()) {
      pass(context, who.result());
      return;
    }
    var request = context.request();
    request.pause(); // the body and the handshake must wait for us
    who.onComplete(found -> {
      request.resume();
      if (found.failed()) {
        context.fail(found.cause());
      } else {
        pass(context, found.result());
      }
    });
  }

  private void pass(RoutingContext context, Optional<Caller> caller) {
    if (caller.isEmpty() && !isOpen(context)) {
      context.fail(Problems.ofStatus(401).failure());
      return;
    }
    caller.ifPresent(c -> context.put(CALLER, c));
    context.next();
  }

  private Optional<Caller> program(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
      ? signIn.program(authorization.substring(SCHEME.length()).strip()) : Optional.empty();
  }

  private boolean isOpen(RoutingContext context) {
    var method = context.request().method();
    return open.contains((method == HttpMethod.HEAD ? HttpMethod.GET : method) + " " + context.normalizedPath());
  }

  /** Old browsers send neither header on some requests; the cookie's SameSite=Strict then stands alone. */
  private boolean isFromOurPages(HttpServerRequest request) {
    var isSocket = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    if (READING.contains(request.method()) && !isSocket) {
      return true;
    }
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return false;
    }
    var origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null ? !isSocket : isOurs(origin, request);
  }

  private boolean isOurs(String origin, HttpServerRequest request) {
    try {
      var from = URI.create(origin);
      var host = request.getHeader(HttpHeaders.HOST);
      return from.getScheme() != null && from.getAuthority() != null
        && (from.getAuthority().equalsIgnoreCase(host) && from.getScheme().matches("https?")
          || from.getScheme().equalsIgnoreCase(config.publicUrl().getScheme())
          && from.getAuthority().equalsIgnoreCase(config.publicUrl().getAuthority()));
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }

  static Cookie cookie(HttpConfig config, String token) {
    return Cookie.cookie(cookieName(config), token)
      .setPath("/")
      .setHttpOnly(true)
      .setSecure(config.https())
      .setSameSite(CookieSameSite.STRICT)
      .setMaxAge(token.isEmpty() ? 0 : SignIn.LIFETIME.toSeconds());
  }

  private static String cookieName(HttpConfig config) {
    return config.https() ? "__Host-baton" : "baton";
  }
}
