package dev.baton.cases;

import dev.baton.http.Body;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.inbox.Inbox;
import dev.baton.mention.Text;
import dev.baton.people.Brands;
import dev.baton.people.Caller;
import dev.baton.people.Person;
import dev.baton.people.People;
import dev.baton.people.Role;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Turns HTTP requests about cases into wishes, and answers them with the case as it is then. */
public final class Requests {

  private static final int MAX_KEY = 200;

  private final Brands brands;
  private final Inbox inbox;
  private final People people;

  public Requests(Brands brands, Inbox inbox, People people) {
    this.brands = brands;
    this.inbox = inbox;
    this.people = people;
  }

  /** @param viewed whether the request must name the view it was decided on */
  public Commands.Wish wish(RoutingContext context, boolean viewed) {
    return wish(context, Guard.callerWith(context, Role.AGENT, Role.LEAD, Role.SUPERVISOR, Role.API), caseId(context),
      viewed);
  }

  /** The wish of somebody who may act on that case, which the path does not name. */
  public Commands.Wish wish(RoutingContext context, Caller caller, long caseId) {
    return wish(context, caller, caseId, false);
  }

  private Commands.Wish wish(RoutingContext context, Caller caller, long caseId, boolean viewed) {
    var key = header(context, "Idempotency-Key");
    if (key.length() > MAX_KEY) {
      throw HttpProblem.of(400, "Key too long", "An Idempotency-Key has at most " + MAX_KEY + " characters");
    }
    var onBehalfOf = header(context, "On-Behalf-Of");
    var person = people.of(onBehalfOf).filter(p -> p.is(Role.AGENT) || isLead(p));
    if (!onBehalfOf.isEmpty() && person.isEmpty()) {
      throw HttpProblem.of(400, "Nobody of that name", "On-Behalf-Of must be the id of a person in people.yaml");
    }
    return new Commands.Wish(caller, person, caseId, key, fingerprint(context, onBehalfOf),
      viewed ? viewed(context) : Move.Happening.ANY);
  }

  private static boolean isLead(Person person) {
    return person.is(Role.LEAD) || person.is(Role.SUPERVISOR);
  }

  public long caseId(RoutingContext context) {
    return number(context.pathParam("id"));
  }

  /** A whole number of the body. */
  public static long number(JsonObject body, String name) {
    if (body.getValue(name) instanceof Number number) {
      return number.longValue();
    }
    throw HttpProblem.of(400, "Not a number", "'" + name + "' must be a whole number");
  }

  /** A time of the body. */
  public static Instant time(JsonObject body, String name) {
    return time(name, body.getValue(name) instanceof String text ? text : "");
  }

  /** To the microsecond, as the database keeps it. */
  public static Instant time(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeParseException e) {
      throw HttpProblem.of(400, "Not a time", "'" + name + "' must be a time with its offset, such as"
        + " 2026-07-24T21:23:20Z");
    }
  }

  static long number(String raw) {
    try {
      return Long.parseLong(raw);
    } catch (NumberFormatException e) {
      throw Commands.noSuchCase();
    }
  }

  /** The body as an object; empty where none was sent. */
  public static JsonObject body(RoutingContext context) {
    var body = context.body().buffer();
    return body == null || body.length() == 0 ? new JsonObject() : Body.object(context);
  }

  /** A text of the body. */
  public static String text(JsonObject body, String name, int max, boolean required) {
    var value = body.getValue(name);
    if (value != null && !(value instanceof String)) {
      throw HttpProblem.of(400, "Not a text", "'" + name + "' must be a text");
    }
    var text = value == null ? "" : Text.lines((String) value, max + 1);
    if (required && text.isBlank()) {
      throw HttpProblem.of(400, "Text missing", "'" + name + "' is blank: write something");
    }
    if (text.length() > max) {
      throw HttpProblem.of(400, "Text too long", "'" + name + "' has more than " + max + " characters");
    }
    return text;
  }

  /** Answers with the case as it is now. */
  public void answer(RoutingContext context, int status, Future<Void> carriedOut) {
    carriedOut
      .compose(v -> inbox.item(brands.of(Guard.caller(context)), caseId(context)))
      .map(found -> found.orElseThrow(Commands::noSuchCase))
      .onSuccess(item -> context.response().setStatusCode(status)
        .putHeader("ETag", etag(item.getInteger("conversation")))
        .putHeader("Content-Type", "application/json")
        .end(item.toBuffer()))
      .onFailure(context::fail);
  }

  static String etag(int conversation) {
    return "\"" + conversation + "\"";
  }

  private static int viewed(RoutingContext context) {
    var etag = header(context, "If-Match");
    if (etag.isEmpty()) {
      throw HttpProblem.of(428, "Which view?",
        "Send If-Match with the ETag of the case as you saw it, so that nobody answers an old view");
    }
    try {
      return Integer.parseUnsignedInt(etag.replace("\"", "").replace("W/", "").strip());
    } catch (NumberFormatException e) {
      throw HttpProblem.of(400, "Not an ETag", "If-Match must be the ETag that GET /api/cases/{id} answered with");
    }
  }

  private static String header(RoutingContext context, String name) {
    var value = context.request().getHeader(name);
    return value == null ? "" : value.strip();
  }

  private static Buffer fingerprint(RoutingContext context, String onBehalfOf) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((context.request().method() + " " + context.normalizedPath() + "\n" + onBehalfOf + "\n").getBytes(
        StandardCharsets.UTF_8));
      if (context.body().buffer() != null) {
        digest.update(context.body().buffer().getBytes());
      }
      return Buffer.buffer(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
