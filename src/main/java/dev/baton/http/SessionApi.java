package dev.baton.http;

import dev.baton.people.Caller;
import dev.baton.people.Role;
import dev.baton.people.SignIn;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** {@code /api/session}: sign in, who is it, sign out. */
public final class SessionApi implements Part {

  private static final String PATH = "/api/session";
  private static final int MAX_LOGIN = 200;
  private static final int MAX_PASSWORD = 500;

  private final SignIn signIn;
  private final HttpConfig config;
  private final boolean demo;

  /** @param demo whether the networks are simulated, so that the page can say so */
  public SessionApi(SignIn signIn, HttpConfig config, boolean demo) {
    this.signIn = signIn;
    this.config = config;
    this.demo = demo;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(context -> context.json(person(Guard.caller(context))));
    router.post(PATH).handler(this::signIn);
    router.delete(PATH).handler(this::signOut);
  }

  @Override
  public Set<String> open() {
    return Set.of("POST " + PATH, "DELETE " + PATH);
  }

  private void signIn(RoutingContext context) {
    var body = Body.object(context);
    var login = text(body, "login", MAX_LOGIN);
    var password = text(body, "password", MAX_PASSWORD);
    signIn.signIn(login, password, addressOf(context))
      .onSuccess(outcome -> answer(context, outcome))
      .onFailure(context::fail);
  }

  private void answer(RoutingContext context, SignIn.Outcome outcome) {
    switch (outcome) {
      case SignIn.Outcome.SignedIn in -> {
        context.response().addCookie(Guard.cookie(config, in.token()));
        context.json(person(in.caller()));
      }
      case SignIn.Outcome.Refused no -> context.fail(HttpProblem.of(401, "Not signed in",
        "Name or password is wrong: try again, or ask your administrator for a new password"));
      case SignIn.Outcome.TryLater later -> context.fail(Problem.of(429, "Too many tries",
        "Too many sign-ins failed: wait " + Math.max(1, later.pause().toMinutes()) + " min, then try again")
        .retryAfter(later.pause()).failure());
    }
  }

  private void signOut(RoutingContext context) {
    Guard.sessionToken(context, config).map(signIn::signOut).orElseGet(Future::succeededFuture)
      .onSuccess(v -> {
        context.response().addCookie(Guard.cookie(config, ""));
        context.response().setStatusCode(204).end();
      })
      .onFailure(context::fail);
  }

  private JsonObject person(Caller caller) {
    return new JsonObject()
      .put("id", caller.id())
      .put("name", caller.name())
      .put("roles", new JsonArray(caller.roles().stream().map(Role::word).sorted().toList()))
      .put("brands", new JsonArray(caller.brands().stream().sorted().toList()))
      .put("demo", demo);
  }

  private static String text(JsonObject body, String field, int max) {
    if (body.getValue(field) instanceof String text && !text.isEmpty() && text.length() <= max) {
      return text.replace("\0", ""); // no name and no password has one, and PostgreSQL takes none
    }
    throw HttpProblem.of(400, "Bad request", "Send {\"login\": …, \"password\": …}, " + field + " with at most " + max
      + " characters");
  }

  /** The proxy writes its visitor at the end; what stands before came from the visitor. */
  private String addressOf(RoutingContext context) {
    var forwarded = context.request().headers().getAll("X-Forwarded-For");
    if (config.behindProxy() && !forwarded.isEmpty()) {
      var last = forwarded.getLast();
      return last.substring(last.lastIndexOf(',') + 1).strip();
    }
    var remote = context.request().remoteAddress();
    return remote == null || remote.hostAddress() == null ? "unknown" : remote.hostAddress();
  }
}
