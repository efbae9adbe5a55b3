package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * An instance with one account, the brand's. Ids come from the clock, as Mastodon's own do, so a cursor from before a
 * restart still means the same. Its methods may be called from any thread.
 */
public final class SimulatedMastodon {

  /** Older notifications and statuses are forgotten; a real instance keeps more, a demonstration needs less. */
  private static final int REMEMBERED = 20_000;
  private static final int DEFAULT_PAGE = 40;
  private static final int MAX_PAGE = 80;
  private static final int MAX_CHARACTERS = 500;
  private static final int AT_ONCE = 20;
  private static final String USUAL_VERSION = "4.5.0";
  /** As the server source has it: rack_attack, "paging" requests. */
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration KEY_REMEMBERED = Duration.ofHours(1);

  private record Kept(String id, Instant at) {}

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final String token;
  private final String brand;
  private final TreeMap<Long, JsonObject> notifications = new TreeMap<>();
  private final Memory<String, JsonObject> statuses = new Memory<>(REMEMBERED);
  private final Memory<String, Kept> keys = new Memory<>(REMEMBERED);
  private final Memory<String, Said> said = new Memory<>(REMEMBERED);
  private final List<Consumer<Said>> listeners = new ArrayList<>();
  private URI address = URI.create("http://localhost");
  private int pagingLimit = 300;
  private int paged;
  private Instant windowEnds = Instant.MIN;
  private long lastId;
  private String version = USUAL_VERSION;
  /** Ids below it are from before a restart: forgotten here, but they were real and can be answered. */
  private final long born;

  public SimulatedMastodon(Vertx vertx, InstantSource clock, String token, String brand) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.token = token;
    this.brand = brand;
    this.born = newId();
    server.lines().at("/api/v1/streaming", shake -> ("Bearer " + token).equals(shake.headers().get("Authorization")));
  }

  /** @param port 0 for any that is free */
  public Future<URI> start(int port) {
    return server.listen(port).onSuccess(uri -> address = uri);
  }

  public Future<Void> stop() {
    return server.close();
  }

  public Faults faults() {
    return faults;
  }

  /** How many paged requests it takes in 15 minutes; a real instance takes 300. */
  public synchronized void pagingLimit(int requests) {
    pagingLimit = requests;
  }

  /** From now on it is a server of this version; one that is not Mastodon's own forgets the keys of answers. */
  public synchronized void version(String says) {
    version = says;
  }

  /** Its author edits what they said. */
  public synchronized void edit(String status, String text) {
    MastodonEntities.edit(statuses.get(status), address, brand, text, now());
  }

  /** Its author takes it back; the notification goes with it. */
  public synchronized void delete(String status) {
    statuses.remove(status);
    notifications.values().removeIf(n -> n.getJsonObject("status", new JsonObject()).getString("id", "").equals(status));
  }

  /** Changes a status as only other parts of the network can: adds a picture, a quote. */
  public synchronized void enrich(String status, JsonObject more) {
    statuses.get(status).mergeIn(more);
  }

  /** Who listens. */
  public int listeners() {
    return server.lines().count();
  }

  public void hangUp() {
    server.lines().hangUp();
  }

  /** Told of every answer that is taken. */
  public synchronized void onSaid(Consumer<Said> listener) {
    listeners.add(listener);
  }

  /** Every answer taken, the oldest first: the truth to compare with. */
  public synchronized List<Said> said() {
    return List.copyOf(said.values());
  }

  /** Someone mentions the brand. @return the status' id */
  public synchronized String mention(Person author, String text, String inReplyTo, String visibility) {
    return mention(newId(), author, text, inReplyTo, visibility);
  }

  /** A mention that turns up late: its notification lies so many ids before the newest. @return the status' id */
  public synchronized String lateMention(Person author, String text) {
    long before = notifications.isEmpty() ? newId() : notifications.lastKey() - 1;
    while (notifications.containsKey(before)) {
      before--;
    }
    return mention(before, author, text, "", "public");
  }

  private String mention(long notification, Person author, String text, String inReplyTo, String visibility) {
    var status = status(newId(), MastodonEntities.account(address, author), text, inReplyTo, visibility,
      author.language());
    var told = new JsonObject().put("id", String.valueOf(notification)).put("type", "mention")
      .put("created_at", now()).put("account", status.getJsonObject("account")).put("status", status);
    keep(notification, told);
    server.lines().say(new JsonObject().put("stream", new JsonArray().add("user:notification"))
      .put("event", "notification").put("payload", told.encode()).encode());
    return status.getString("id");
  }

  /** Puts an item of any shape among the notifications. */
  public synchronized void plant(JsonObject item) {
    long id = newId();
    keep(id, item.copy().put("id", String.valueOf(id)));
  }

  private void keep(long id, JsonObject notification) {
    notifications.put(id, notification);
    if (notifications.size() > REMEMBERED) {
      notifications.pollFirstEntry();
    }
  }

  private synchronized Answer answer(Call call) {
    if (!call.bearer().equals(token)) {
      return error(401, "The access token is invalid");
    }
    return switch (call.method() + " " + call.path()) {
      case "GET /api/v1/notifications" -> page(call);
      case "GET /api/v1/accounts/verify_credentials" -> Answer.json(200, brandAccount());
      case "GET /api/v2/instance" -> Answer.json(200, MastodonEntities.instance(address, MAX_CHARACTERS, version));
      case "GET /api/v1/apps/verify_credentials" -> Answer.json(200, MastodonEntities.app());
      case "GET /api/v1/accounts/1/statuses" -> own(call);
      case "GET /api/v1/statuses" -> Answer.json(200, new JsonArray(call.query().getAll("id[]").stream()
        .filter(statuses::containsKey).limit(AT_ONCE).map(statuses::get).toList()));
      case "POST /api/v1/statuses" -> post(call);
      default -> call.path().startsWith("/api/v1/statuses/") ? one(call.path().replaceAll(".*/", ""))
        : error(404, "Record not found");
    };
  }

  private Answer one(String id) {
    return statuses.containsKey(id) ? Answer.json(200, statuses.get(id)) : error(404, "Record not found");
  }

  /** What the brand said, newest first. */
  private Answer own(Call call) {
    var below = bound(call.query().get("max_id"), Long.MAX_VALUE);
    return Answer.json(200, new JsonArray(said.keySet().stream().map(Long::valueOf).filter(id -> id < below)
      .sorted(Comparator.reverseOrder()).limit(Integer.parseInt(call.query().get("limit")))
      .map(id -> statuses.get(id.toString())).toList()));
  }

  private Answer page(Call call) {
    var asked = call.query();
    boolean paging = asked.contains("min_id") || asked.contains("max_id") || asked.contains("since_id");
    if (paging && overLimit()) {
      return error(429, "Too many requests").with(limitHeaders());
    }
    int limit = Math.clamp(asked.contains("limit") ? Integer.parseInt(asked.get("limit")) : DEFAULT_PAGE, 1, MAX_PAGE);
    var types = asked.getAll("types[]");
    var inRange = notifications.subMap(
        Math.max(bound(asked.get("min_id"), Long.MIN_VALUE), bound(asked.get("since_id"), Long.MIN_VALUE)), false,
        bound(asked.get("max_id"), Long.MAX_VALUE), false)
      .entrySet().stream().filter(e -> types.isEmpty() || types.contains(e.getValue().getString("type")));
    // min_id gives the oldest above the bound, everything else the newest; both are shown newest first.
    var newestFirst = Comparator.<Map.Entry<Long, JsonObject>>comparingLong(Map.Entry::getKey).reversed();
    var found = (asked.contains("min_id") ? inRange.limit(limit).sorted(newestFirst)
      : inRange.sorted(newestFirst).limit(limit)).map(Map.Entry::getValue).toList();
    return Answer.json(200, new JsonArray(found)).with(link(found)).with(paging ? limitHeaders() : Map.of());
  }

  private static long bound(String id, long otherwise) {
    return id == null ? otherwise : Long.parseLong(id);
  }

  /** An empty page has none. */
  private Map<String, String> link(List<JsonObject> page) {
    if (page.isEmpty()) {
      return Map.of();
    }
    var at = address + "/api/v1/notifications?";
    return Map.of("Link", "<" + at + "max_id=" + page.getLast().getString("id") + ">; rel=\"next\", <"
      + at + "min_id=" + page.getFirst().getString("id") + ">; rel=\"prev\"");
  }

  private boolean overLimit() {
    if (!clock.instant().isBefore(windowEnds)) {
      windowEnds = clock.instant().plus(WINDOW);
      paged = 0;
    }
    return ++paged > pagingLimit;
  }

  private Map<String, String> limitHeaders() {
    return Map.of("X-RateLimit-Limit", String.valueOf(pagingLimit),
      "X-RateLimit-Remaining", String.valueOf(Math.max(0, pagingLimit - paged)),
      "X-RateLimit-Reset", windowEnds.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000000Z"));
  }

  private Answer post(Call call) {
    var key = call.headers().get("Idempotency-Key");
    var before = key == null ? null : keys.get(key);
    if (before != null && version.equals(USUAL_VERSION) && clock.instant().isBefore(before.at().plus(KEY_REMEMBERED))) {
      return Answer.json(200, statuses.get(before.id()));
    }
    var asked = call.json();
    var text = asked.getString("status", "");
    if (text.isBlank()) {
      return error(422, "Validation failed: Text can't be blank");
    }
    if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
      return error(422, "Validation failed: Text character limit of " + MAX_CHARACTERS + " exceeded");
    }
    var inReplyTo = asked.getString("in_reply_to_id", "");
    if (!inReplyTo.isEmpty() && !statuses.containsKey(inReplyTo) && bound(inReplyTo, 0) >= born) {
      return error(404, "Record not found");
    }
    var status = status(newId(), brandAccount(), text, inReplyTo, asked.getString("visibility", "public"),
      asked.getString("language"));
    var kept = new Said(status.getString("id"), inReplyTo, text, status.getString("visibility"), String.valueOf(key),
      clock.instant());
    said.put(kept.id(), kept);
    if (key != null) {
      keys.put(key, new Kept(kept.id(), kept.at()));
    }
    listeners.forEach(listener -> listener.accept(kept));
    return Answer.json(200, status);
  }

  private JsonObject status(long id, JsonObject account, String text, String inReplyTo, String visibility,
                            String language) {
    var status = MastodonEntities.status(address, brand, id, now(), account, text, inReplyTo, visibility, language);
    var answered = statuses.get(inReplyTo);
    status.put("in_reply_to_account_id", answered == null ? null : answered.getJsonObject("account").getString("id"));
    statuses.put(String.valueOf(id), status);
    return status;
  }

  private JsonObject brandAccount() {
    return MastodonEntities.account(address, "1", brand, "Northwind Broadband", 48_210);
  }

  private long newId() {
    lastId = Math.max(clock.instant().toEpochMilli() << 16, lastId + 16);
    return lastId;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static Answer error(int status, String words) {
    return Answer.json(status, new JsonObject().put("error", words));
  }
}
