package dev.baton.demo;

import static dev.baton.demo.BlueskySessions.error;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A data server with one account, the brand's, and the notifications the network has for it. Its methods may be called
 * from any thread.
 */
public final class SimulatedBluesky {

  /** Older notifications and posts are forgotten. */
  private static final int REMEMBERED = 20_000;
  private static final int DEFAULT_PAGE = 50;
  private static final int MAX_PAGE = 100;
  private static final int MAX_GRAPHEMES = 300;
  private static final int MAX_BYTES = 3_000;
  private static final int MAX_PROFILES = 25;

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final String brand;
  private final String did;
  private final BlueskySessions sessions;
  private final TreeMap<Instant, JsonObject> notifications = new TreeMap<>();
  private final Memory<String, JsonObject> posts = new Memory<>(REMEMBERED);
  private final Memory<String, Person> people = new Memory<>(REMEMBERED);
  private final Memory<String, Said> said = new Memory<>(REMEMBERED);
  private final List<Consumer<Said>> listeners = new ArrayList<>();
  private final RequestWindow window;
  private long serial;

  public SimulatedBluesky(Vertx vertx, InstantSource clock, String identifier, String password) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.window = new RequestWindow(clock, 3_000);
    this.brand = identifier;
    this.did = AtProto.didOf(identifier);
    this.sessions = new BlueskySessions(clock, identifier, password, did);
    server.lines().at("/subscribe", shake -> true);
  }

  /** @param port 0 for any that is free */
  public Future<URI> start(int port) {
    return server.listen(port);
  }

  public Future<Void> stop() {
    return server.close();
  }

  public Faults faults() {
    return faults;
  }

  /** How many requests it takes in 5 minutes; the network takes 3000. */
  public synchronized void requestLimit(int requests) {
    window.limit(requests);
  }

  public synchronized void accessLasts(Duration lasts) {
    sessions.accessLasts(lasts);
  }

  /** Every access token stops working now. */
  public synchronized void expireAccess() {
    sessions.expireAccess();
  }

  /** @param scope the network's word for what a password may do */
  public synchronized void signsInAs(String scope) {
    sessions.accessScope(scope);
  }

  public synchronized int logins() {
    return sessions.logins();
  }

  public synchronized int refreshes() {
    return sessions.refreshes();
  }

  /** Told of every answer that is taken. */
  public synchronized void onSaid(Consumer<Said> listener) {
    listeners.add(listener);
  }

  /** Every answer taken, the oldest first: the truth to compare with. */
  public synchronized List<Said> said() {
    return List.copyOf(said.values());
  }

  /** Someone mentions the brand, or answers in a thread with it. @return the post's uri */
  public synchronized String mention(Person author, String text, String inReplyTo) {
    return post(author, text, inReplyTo, clock.instant(), clock.instant());
  }

  /** A mention that the network shows late, at the place where it belongs. @return the post's uri */
  public synchronized String lateMention(Person author, String text, Instant indexedAt) {
    return post(author, text, "", indexedAt, indexedAt);
  }

  /** A mention whose author's clock says something else than the network's. @return the post's uri */
  public synchronized String mentionClaiming(Person author, String text, Instant createdAt) {
    return post(author, text, "", createdAt, clock.instant());
  }

  /** Someone likes what the brand said: a notification nobody asked for, which makes pages short. */
  public synchronized void like(Person author) {
    var uri = "at://" + AtProto.didOf(author.handle()) + "/app.bsky.feed.like/"
      + AtProto.key(clock.instant(), ++serial);
    notify(author, "like", uri, new JsonObject().put("$type", "app.bsky.feed.like"), clock.instant());
  }

  /** Someone mentions the brand in a post that has more than words. @param embed as the lexicons have it */
  public synchronized String mention(Person author, String text, String inReplyTo, JsonObject embed) {
    var uri = post(author, text, inReplyTo, clock.instant(), clock.instant());
    posts.get(uri).put("embed", embed);
    return uri;
  }

  /** Its author takes it back; the notification goes with it. */
  public synchronized void delete(String uri) {
    posts.remove(uri);
    notifications.values().removeIf(n -> uri.equals(n.getValue("uri")));
  }

  /** Somebody posts something; the stream has it before anybody is notified. */
  public void stream(String text) {
    server.lines().say(text);
  }

  public int listeners() {
    return server.lines().count();
  }

  public void hangUp() {
    server.lines().hangUp();
  }

  /** Puts an item of any shape among the notifications. */
  public synchronized void plant(JsonObject item) {
    keep(item.copy().put("reason", "mention"), clock.instant());
  }

  private String post(Person author, String text, String inReplyTo, Instant createdAt, Instant indexedAt) {
    var uri = "at://" + AtProto.didOf(author.handle()) + "/app.bsky.feed.post/" + AtProto.key(indexedAt, ++serial);
    var record = new JsonObject().put("$type", "app.bsky.feed.post").put("text", text)
      .put("createdAt", createdAt.truncatedTo(ChronoUnit.MILLIS).toString())
      .put("langs", new JsonArray().add(author.language()));
    if (!inReplyTo.isEmpty()) {
      record.put("reply", AtProto.replyTo(posts, inReplyTo));
    }
    people.put(AtProto.didOf(author.handle()), author);
    posts.put(uri, record);
    notify(author, inReplyTo.isEmpty() ? "mention" : "reply", uri, record, indexedAt);
    return uri;
  }

  private void notify(Person author, String reason, String uri, JsonObject record, Instant indexedAt) {
    keep(new JsonObject().put("uri", uri).put("cid", AtProto.cid(uri))
      .put("author", new JsonObject().put("did", AtProto.didOf(author.handle())).put("handle", author.handle())
        .put("displayName", author.name()).put("labels", new JsonArray()))
      .put("reason", reason).put("record", record).put("isRead", false).put("labels", new JsonArray()), indexedAt);
  }

  /** No two at the same moment, so that a moment is a place to go on from. */
  private void keep(JsonObject notification, Instant indexedAt) {
    var at = indexedAt.truncatedTo(ChronoUnit.MILLIS);
    while (notifications.containsKey(at)) {
      at = at.plusMillis(1);
    }
    notifications.put(at, notification.put("indexedAt", at.toString()));
    if (notifications.size() > REMEMBERED) {
      notifications.pollFirstEntry();
    }
  }

  private synchronized Answer answer(Call call) {
    return window.isOver() ? error(429, "RateLimitExceeded", "Rate Limit Exceeded").with(window.headers())
      .with(window.retryAfter()) : called(call).with(window.headers());
  }

  private Answer called(Call call) {
    var method = call.path().replaceFirst("^/xrpc/", "");
    if (method.equals("com.atproto.server.createSession")) {
      return sessions.create(call);
    }
    if (method.equals("com.atproto.server.refreshSession")) {
      return sessions.refresh(call);
    }
    return sessions.refuses(call).orElseGet(() -> switch (method) {
      case "app.bsky.notification.listNotifications" -> list(call);
      case "app.bsky.actor.getProfiles" -> profiles(call);
      case "app.bsky.feed.getPosts" -> Answer.json(200,
        new JsonObject().put("posts", BlueskyViews.posts(posts, people, call.query().getAll("uris"))));
      case "com.atproto.server.getSession" -> Answer.json(200,
        new JsonObject().put("did", did).put("handle", brand).put("active", true));
      case "com.atproto.repo.createRecord" -> create(call);
      case "com.atproto.repo.getRecord" -> get(call);
      default -> error(call.method() == HttpMethod.GET ? 404 : 501, "MethodNotImplemented", "Method Not Implemented");
    });
  }

  /** The reasons are looked at after the page is cut, so a page may be short, or empty with a cursor. */
  private Answer list(Call call) {
    var query = call.query();
    if (query.contains("seenAt")) {
      return error(400, "InvalidRequest", "The seenAt parameter is unsupported");
    }
    int most = query.contains("limit") ? Integer.parseInt(query.get("limit")) : DEFAULT_PAGE;
    if (most < 1 || most > MAX_PAGE) {
      return error(400, "InvalidRequest", "Error: Params must have the property \"limit\" between 1 and " + MAX_PAGE);
    }
    var below = query.contains("cursor")
      ? notifications.headMap(Instant.parse(query.get("cursor")), false) : notifications;
    var page = below.descendingMap().entrySet().stream().limit(most).toList();
    var reasons = query.getAll("reasons");
    var shown = page.stream().map(Map.Entry::getValue)
      .filter(item -> reasons.isEmpty() || reasons.contains(item.getString("reason"))).toList();
    var body = new JsonObject().put("notifications", new JsonArray(shown)).put("priority", false);
    return Answer.json(200, page.size() < most ? body : body.put("cursor", page.getLast().getKey().toString()));
  }

  private Answer profiles(Call call) {
    var actors = call.query().getAll("actors");
    if (actors.size() > MAX_PROFILES) {
      return error(400, "InvalidRequest", "Error: actors must not have more than " + MAX_PROFILES + " elements");
    }
    return Answer.json(200, new JsonObject().put("profiles", BlueskyViews.profiles(people, actors)));
  }

  private Answer create(Call call) {
    var body = call.json();
    var record = body.getJsonObject("record", new JsonObject());
    var text = record.getString("text", "");
    var uri = "at://" + did + "/app.bsky.feed.post/" + body.getString("rkey", AtProto.key(clock.instant(), ++serial));
    if (!body.getString("rkey", "2222222222222").matches("[2-7a-j][2-7a-z]{12}")) {
      return error(400, "InvalidRequest", "Invalid record key");
    }
    if (posts.containsKey(uri)) {
      return error(500, "InternalServerError", "There is already a value at key: " + uri);
    }
    if (AtProto.graphemes(text) > MAX_GRAPHEMES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return error(400, "InvalidRequest", "Invalid app.bsky.feed.post record: Record/text must not be longer than "
        + MAX_GRAPHEMES + " graphemes");
    }
    posts.put(uri, record);
    var parent = record.getJsonObject("reply", new JsonObject()).getJsonObject("parent", new JsonObject());
    var kept = new Said(uri, parent.getString("uri", ""), text, "public", body.getString("rkey", ""), clock.instant());
    said.put(uri, kept);
    listeners.forEach(listener -> listener.accept(kept));
    return Answer.json(200, new JsonObject().put("uri", uri).put("cid", AtProto.cid(uri))
      .put("validationStatus", "valid")
      .put("commit", new JsonObject().put("cid", AtProto.cid(uri)).put("rev", AtProto.key(clock.instant(), ++serial))));
  }

  private Answer get(Call call) {
    var query = call.query();
    var uri = "at://" + did + "/" + query.get("collection") + "/" + query.get("rkey");
    return posts.containsKey(uri)
      ? Answer.json(200, new JsonObject().put("uri", uri).put("cid", AtProto.cid(uri)).put("value", posts.get(uri)))
      : error(400, "RecordNotFound", "Could not locate record: " + uri);
  }
}
