package dev.baton.http;

import dev.baton.db.Database;
import dev.baton.people.Passwords;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an answer. */
final class Problems implements Part {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);
  private static final Duration DATABASE_PAUSE = Duration.ofSeconds(5);
  private static final int[] ROUTER_ERRORS = {400, 404, 405, 406, 408, 413, 414, 415, 431, 500};

  private final SecureRandom random = new SecureRandom();

  @Override
  public void mount(Router router) {
    for (var status : ROUTER_ERRORS) {
      router.errorHandler(status, context -> fail(router, context));
    }
    router.route().failureHandler(context -> fail(router, context));
  }

  private void fail(Router router, RoutingContext context) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    if (context.response().headWritten()) {
      context.request().connection().close(); // half an answer went out; a cut is the honest end
      return;
    }
    var problem = problemOf(context);
    if (problem.status() == 405) {
      context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", allowed(router, context)));
    }
    answer(context, problem);
  }

  static void answer(RoutingContext context, Problem problem) {
    var response = context.response().setStatusCode(problem.status());
    response.headers().set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    problem.retryAfterSeconds().ifPresent(seconds -> response.putHeader("Retry-After", seconds));
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"baton\"");
    }
    if ((problem.status() == 408 || problem.status() == 413) && context.request().version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE); // the rest of the body is not read
    }
    response.end(problem.toJson().toBuffer());
  }

  private Problem problemOf(RoutingContext context) {
    var failure = context.failure();
    if (failure == null) {
      return ofStatus(context.statusCode());
    }
    var known = of(failure);
    if (known != null) {
      if (known.status() == 503) {
        log.warn("request not served path={} status=503 cause=\"{}\"", context.normalizedPath(), failure.toString());
      }
      return known;
    }
    var id = new byte[8];
    random.nextBytes(id);
    var request = HexFormat.of().formatHex(id);
    log.error("request failed request={} method={} path={}", request, context.request().method(),
      context.normalizedPath(), failure);
    return Problem.of(500, "Baton made a mistake", "Nothing was changed as far as Baton knows. Look again before you"
      + " repeat it, and give your administrator this number: " + request);
  }

  /** What a failure means to the caller; null if it is our bug. */
  static Problem of(Throwable failure) {
    return switch (failure) {
      case HttpProblem http -> http.problem();
      case HttpException web -> ofStatus(web.getStatusCode());
      case DecodeException json -> Problem.of(400, "Not JSON", "The body cannot be read as JSON: send what"
        + " /api/openapi.yaml describes");
      case Passwords.Busy busy -> Problem.of(503, "Busy", "Too many people sign in at this moment: try again in a few"
        + " seconds").retryAfter(DATABASE_PAUSE);
      default -> Database.isAway(failure) ? Problem.of(503, "The database does not answer",
        "Try again in a few seconds; what was stored already is recognised and kept once").retryAfter(DATABASE_PAUSE)
        : null;
    };
  }

  static Problem ofStatus(int status) {
    return switch (status) {
      case 400 -> Problem.of(400, "Bad request", "The request cannot be read: send what /api/openapi.yaml describes");
      case 401 -> Problem.of(401, "Not signed in", "Sign in with POST /api/session, or send"
        + " 'Authorization: Bearer <API token>'");
      case 403 -> Problem.of(403, "Not allowed", "Ask your supervisor for the role that may do this");
      case 404 -> Problem.of(404, "Not found", "There is nothing here: /api/openapi.yaml says what there is");
      case 405 -> Problem.of(405, "Method not allowed", "The header Allow says which methods this address has");
      case 406 -> Problem.of(406, "Not acceptable", "Accept application/json");
      case 408 -> Problem.of(408, "Too slow", "The body did not arrive in time: send it again, or in smaller parts");
      case 413 -> Problem.of(413, "Too large", "The body is larger than this address takes: send less at a time");
      case 414 -> Problem.of(414, "Address too long", "Shorten the query");
      case 415 -> Problem.of(415, "Media type", "Send application/json");
      case 431 -> Problem.of(431, "Headers too large", "Send fewer or shorter headers");
      default -> Problem.of(status < 400 || status > 599 ? 500 : status, "Not served", "Try again later");
    };
  }

  private static TreeSet<String> allowed(Router router, RoutingContext context) {
    var methods = new TreeSet<String>();
    for (var route : router.getRoutes()) {
      if (route.methods() != null && route.getPath() != null && fits(route.getPath(), context.normalizedPath())) {
        route.methods().forEach(m -> methods.add(m.name()));
      }
    }
    return methods;
  }

  private static boolean fits(String pattern, String path) {
    var wanted = pattern.split("/");
    var given = path.split("/");
    if (wanted.length != given.length) {
      return false;
    }
    for (var i = 0; i < wanted.length; i++) {
      if (!wanted[i].startsWith(":") && !wanted[i].equals(given[i])) {
        return false;
      }
    }
    return true;
  }
}
