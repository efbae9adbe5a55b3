package dev.baton.ingest;

import dev.baton.connector.MentionJson;
import dev.baton.http.Guard;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.inbox.Reference;
import dev.baton.people.Caller;
import dev.baton.people.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Mentions handed in over HTTP; durable when answered. */
public final class MentionsApi implements Part {

  private static final int MAX_BYTES = 16 * 1024 * 1024;
  private static final int MAX_ITEMS = 10_000;
  /** A larger body is read on a worker, so that the event loop stays free. */
  private static final int READ_HERE = 128 * 1024;
  /** Requests being stored at once; whoever comes beyond is told to wait, instead of waiting in memory. */
  private static final int MAX_AT_ONCE = 256;

  private final Vertx vertx;
  private final Ingest ingest;
  private final Supplier<Served> served;
  private final AtomicInteger atOnce = new AtomicInteger();

  public MentionsApi(Vertx vertx, Ingest ingest, Supplier<Served> served) {
    this.vertx = vertx;
    this.ingest = ingest;
    this.served = served;
  }

  @Override
  public Map<String, Integer> bodyLimits() {
    return Map.of("/api/mentions", MAX_BYTES);
  }

  @Override
  public void mount(Router router) {
    router.post("/api/mentions").handler(this::accept);
  }

  private void accept(RoutingContext context) {
    var caller = Guard.callerWith(context, Role.API, Role.AGENT, Role.LEAD, Role.SUPERVISOR);
    if (atOnce.incrementAndGet() > MAX_AT_ONCE) {
      atOnce.decrementAndGet();
      context.response().putHeader("Retry-After", "1");
      throw HttpProblem.of(429, "Too many at once", "Baton is storing " + MAX_AT_ONCE
        + " other batches: send this one again in a second");
    }
    Future.succeededFuture()
      .compose(v -> read(context)) // a throw becomes a failure, so that whoever came in is counted out
      .compose(items -> store(items, caller).map(results -> answer(items, results)))
      .onComplete(done -> atOnce.decrementAndGet())
      .onSuccess(answer -> context.response().putHeader("Content-Type", "application/json").end(answer))
      .onFailure(context::fail);
  }

  /** What was sent; {@code single} was one object, whose mistake is the request's. */
  private record Sent(List<MentionJson.Item> items, boolean single) {}

  private Future<Sent> read(RoutingContext context) {
    var body = context.body().buffer();
    if (body == null || body.length() == 0) {
      throw HttpProblem.of(400, "Empty body", "Send a mention, an array of them, or one a line as application/x-ndjson");
    }
    var type = context.request().getHeader("Content-Type");
    var lines = type != null && type.startsWith("application/x-ndjson");
    return body.length() <= READ_HERE ? Future.succeededFuture(parse(body, lines))
      : vertx.executeBlocking(() -> parse(body, lines), false);
  }

  private static Sent parse(Buffer body, boolean lines) {
    return lines ? lines(body) : json(body);
  }

  /** Counted before they are read, since what is said about a bad item is longer than the item. */
  private static <T extends Iterable<?>> T counted(T items, int count) {
    if (count > MAX_ITEMS) {
      throw HttpProblem.of(413, "Too many mentions", "At most " + MAX_ITEMS + " in one request");
    }
    return items;
  }

  private static Sent json(Buffer body) {
    try {
      return switch (Json.decodeValue(body)) {
        case JsonArray array -> new Sent(counted(array, array.size()).stream().map(MentionJson::read).toList(), false);
        case JsonObject one -> new Sent(List.of(MentionJson.read(one)), true);
        case null, default -> throw notJson("it is neither an object nor an array");
      };
    } catch (DecodeException e) {
      throw notJson(firstLine(e));
    }
  }

  private static Sent lines(Buffer body) {
    var lines = body.toString().lines().filter(line -> !line.isBlank()).limit(MAX_ITEMS + 1L).toList();
    return new Sent(counted(lines, lines.size()).stream().map(MentionsApi::line).toList(), false);
  }

  private static MentionJson.Item line(String line) {
    try {
      return MentionJson.read(Json.decodeValue(line));
    } catch (DecodeException e) {
      return new MentionJson.Item.Bad("", List.of("is not JSON: " + firstLine(e)));
    }
  }

  private static HttpProblem notJson(String why) {
    return HttpProblem.of(400, "Not JSON", "The body cannot be read as mentions: " + why);
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Stores account by account, batch after batch; the answers in the order of the items. */
  private Future<JsonObject[]> store(Sent sent, Caller caller) {
    var results = new JsonObject[sent.items().size()];
    var accounts = served.get().accounts();
    var byAccount = new LinkedHashMap<Account, List<Integer>>();
    for (var i = 0; i < results.length; i++) {
      switch (sent.items().get(i)) {
        case MentionJson.Item.Bad(var id, var problems) -> results[i] = bad(id, String.join("; ", problems));
        case MentionJson.Item.Good(var name, var mention) -> {
          var account = accounts.get(name);
          if (account == null || !caller.sees(account.brand())) {
            results[i] = bad(mention.externalId().value(), "account '" + name
              + "' is not configured: name one of GET /api/accounts");
          } else {
            byAccount.computeIfAbsent(account, a -> new ArrayList<>()).add(i);
          }
        }
      }
    }
    var stored = Future.<Void>succeededFuture();
    for (var entry : byAccount.entrySet()) {
      for (var from = 0; from < entry.getValue().size(); from += Ingest.MAX_BATCH) {
        var part = entry.getValue().subList(from, Math.min(from + Ingest.MAX_BATCH, entry.getValue().size()));
        stored = stored.compose(v -> storePart(sent, entry.getKey(), part, results));
      }
    }
    return stored.map(results);
  }

  private Future<Void> storePart(Sent sent, Account account, List<Integer> part, JsonObject[] results) {
    var mentions = part.stream().map(i -> ((MentionJson.Item.Good) sent.items().get(i)).mention()).toList();
    return ingest.accept(account, mentions, Ingest.Also.NOTHING).map(accepted -> {
      for (var i = 0; i < part.size(); i++) {
        results[part.get(i)] = good(accepted.get(i));
      }
      return null;
    });
  }

  private static JsonObject good(Accepted accepted) {
    return new JsonObject().put("externalId", accepted.externalId()).put("mentionId", accepted.mentionId())
      .put("caseId", accepted.caseId()).put("reference", Reference.of(accepted.caseId()))
      .put("duplicate", accepted.duplicate());
  }

  private static JsonObject bad(String externalId, String error) {
    return new JsonObject().put("externalId", externalId).put("error", error);
  }

  private static Buffer answer(Sent sent, JsonObject[] results) {
    if (sent.single() && results[0].containsKey("error")) {
      throw HttpProblem.of(422, "Not a mention", results[0].getString("error"));
    }
    var refused = Arrays.stream(results).filter(r -> r.containsKey("error")).count();
    var duplicates = Arrays.stream(results).filter(r -> Boolean.TRUE.equals(r.getBoolean("duplicate"))).count();
    return new JsonObject().put("accepted", results.length - refused - duplicates).put("duplicates", duplicates)
      .put("refused", refused).put("results", new JsonArray(Arrays.asList((Object[]) results))).toBuffer();
  }
}
