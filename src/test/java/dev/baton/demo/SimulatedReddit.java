package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reddit's API as documented and recorded: lists that go below a fullname, noes inside a 200, limits as decimals, and no
 * patience with callers that do not name themselves. Its methods may be called from any thread.
 */
public final class SimulatedReddit {

  public static final String POST = "t3_bb24k7";
  private static final String OURS = "t2_brand";
  private static final int LONGEST = 10_000;
  /** What a list shows, however much there is. */
  private static final int SHOWN = 1_000;

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final String brand;
  private final OAuthDesk tokens;
  /** By their number, which counts upwards with the time. */
  private final TreeMap<Long, JsonObject> inbox = new TreeMap<>();
  private final TreeMap<Long, JsonObject> own = new TreeMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private final List<Said> said = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private JsonArray no = new JsonArray();
  private JsonObject beside = new JsonObject();
  private boolean showsOwn = true;
  private boolean showsHistory = true;
  private boolean showsMessages = true;
  private boolean leavesOut;
  private long lastId = 40_000_000_000L;

  public SimulatedReddit(Vertx vertx, InstantSource clock, String refreshToken, String brand) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.brand = brand;
    this.tokens = new OAuthDesk(clock, refreshToken, Duration.ofHours(24),
      "identity read privatemessages submit history");
  }

  public Future<URI> start(int port) {
    return server.listen(port);
  }

  public Faults faults() {
    return faults;
  }

  public OAuthDesk tokens() {
    return tokens;
  }

  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** Paths and queries that were asked for, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** The next answer is turned down so. @param more what stands beside the errors */
  public synchronized void says(String code, String words, JsonObject more) {
    no = new JsonArray().add(new JsonArray().add(code).add(words).add(code.toLowerCase(java.util.Locale.ROOT)));
    beside = more;
  }

  /** False while it does not show yet what it took. */
  public synchronized void showsOwn(boolean shows) {
    showsOwn = shows;
  }

  /** False for a token without the scope {@code history}. */
  public synchronized void showsHistory(boolean shows) {
    showsHistory = shows;
  }

  /** False since messages are chats: the list of messages leads to a page to sign in. */
  public synchronized void showsMessages(boolean shows) {
    showsMessages = shows;
  }

  /** Whether answers below a comment are left out for brevity. */
  public synchronized void leavesOut(boolean some) {
    leavesOut = some;
  }

  /** Someone names the brand below a post. */
  public synchronized String mention(Person author, String text) {
    return put(comment(newId(), author, text), inbox);
  }

  public synchronized String lateMention(Person author, String text) {
    long before = inbox.lastKey() - 1;
    while (inbox.containsKey(before)) {
      before--;
    }
    var late = comment(before, author, text);
    late.getJsonObject("data").put("created_utc", seconds() - 60);
    inbox.put(before, late);
    return late.getJsonObject("data").getString("name");
  }

  public synchronized String message(Person author, String subject, String text) {
    long id = newId();
    return put(new JsonObject().put("kind", "t4").put("data", said("t4", id, author.handle(), "t2_" + author.handle(), text)
      .put("subject", subject).put("was_comment", false).put("dest", brand).putNull("first_message_name")
      .putNull("parent_id").put("context", "").put("type", "unknown")), inbox);
  }

  /** A thing of any shape on top of the inbox, under a fresh name where it has none. */
  public synchronized String plant(String kind, JsonObject data) {
    long id = newId();
    inbox.put(id, new JsonObject().put("kind", kind)
      .put("data", data.containsKey("name") ? data : data.put("name", kind + "_" + Long.toString(id, 36))));
    return data.getString("name");
  }

  /** The thing itself, to be changed. */
  public synchronized JsonObject thing(String name) {
    return inbox.values().stream().map(thing -> thing.getJsonObject("data")).filter(data ->
      name.equals(data.getString("name"))).findFirst().orElseThrow();
  }

  /** Its words and its author are gone, and it stays where it is. */
  public synchronized void buries(String name, String tombstone) {
    thing(name).put("body", tombstone).put("author", "[deleted]").putNull("author_fullname");
  }

  /** Not there any more: it is in no list, and nothing is below it. */
  public synchronized void forgets(String name) {
    forgotten.add(name);
    inbox.values().removeIf(thing -> name.equals(thing.getJsonObject("data").getString("name")));
  }

  public synchronized JsonObject comment(long id, Person author, String text) {
    return new JsonObject().put("kind", "t1").put("data", said("t1", id, author.handle(), "t2_" + author.handle(), text)
      .put("subject", "username mention").put("type", "username_mention").put("was_comment", true).put("dest", brand)
      .put("parent_id", POST).put("link_title", "Whose parcels are late?").put("first_message_name", (String) null)
      .put("context", "/r/shop/comments/bb24k7/whose_parcels/" + Long.toString(id, 36) + "/?context=3"));
  }

  private JsonObject said(String kind, long id, String author, String fullname, String text) {
    var number = Long.toString(id, 36);
    return new JsonObject().put("id", number).put("name", kind + "_" + number).put("author", author)
      .put("author_fullname", fullname).put("body", text).put("created_utc", seconds()).put("subreddit", "shop")
      .putNull("distinguished").put("new", true);
  }

  private String put(JsonObject thing, TreeMap<Long, JsonObject> into) {
    into.put(lastId, thing);
    return thing.getJsonObject("data").getString("name");
  }

  private synchronized Answer answer(Call call) {
    asked.add(call.path() + "?" + call.query().entries());
    if (!String.valueOf(call.headers().get("User-Agent")).matches("\\w+:[\\w.]+:v[\\d.]+ \\(by /u/[\\w-]+\\)")) {
      return RedditShape.problem(429, "Too Many Requests");
    }
    if (call.path().equals("/api/v1/access_token")) {
      return token(call);
    }
    if (!tokens.accepts(call.bearer())) {
      return RedditShape.problem(401, "Unauthorized");
    }
    return (call.method().equals(HttpMethod.POST) ? write(call) : read(call)).with(Map.of("x-ratelimit-used", "4",
      "x-ratelimit-remaining", "596.0", "x-ratelimit-reset", "116"));
  }

  /** A script app's password is refused inside a 200, a refresh token with a 400. */
  private Answer token(Call call) {
    var form = OAuthDesk.form(call);
    var basic = "Basic " + Base64.getEncoder().encodeToString("client:secret".getBytes());
    if (!basic.equals(call.headers().get("Authorization"))) {
      return RedditShape.problem(401, "Unauthorized");
    }
    if ("password".equals(form.get("grant_type"))) {
      return Answer.json(200, "open sesame".equals(form.get("password")) && brand.equals(form.get("username"))
        ? tokens.give() : new JsonObject().put("error", "invalid_grant"));
    }
    return tokens.knows(form.get("refresh_token")) ? Answer.json(200, tokens.give())
      : RedditShape.problem(400, "Bad Request");
  }

  private Answer read(Call call) {
    var path = call.path();
    if (path.startsWith("/message/messages") && !showsMessages) {
      return new Answer(302, Map.of("Location", "https://www.reddit.com/login/"), "");
    }
    if (path.matches("/user/.*/comments") && !showsHistory) {
      return RedditShape.problem(403, "Forbidden");
    }
    return switch (path) {
      case "/api/v1/me" -> Answer.json(200, new JsonObject().put("name", brand).put("id", "brand"));
      case "/message/inbox" -> page(call, inbox.descendingMap().values().stream().toList());
      case "/message/mentions" -> page(call, inbox.descendingMap().values().stream().filter(thing ->
        "username mention".equals(thing.getJsonObject("data").getValue("subject"))).toList());
      case "/message/messages" -> page(call, RedditShape.of("t4", inbox));
      case "/message/sent" -> page(call, showsOwn && showsMessages ? RedditShape.of("t4", own) : List.of());
      case "/api/info" -> info(call);
      default -> path.matches("/user/" + brand + "/comments") ? page(call, showsOwn ? RedditShape.of("t1", own) : List.of())
        : path.startsWith("/comments/") ? below(path) : RedditShape.problem(404, "Not Found");
    };
  }

  /** Below what is not there any more, there is nothing. */
  private Answer page(Call call, List<JsonObject> all) {
    int limit = Integer.parseInt(call.query().get("limit"));
    var shown = all.subList(0, Math.min(SHOWN, all.size()));
    var below = call.query().get("after");
    var names = shown.stream().map(thing -> String.valueOf(thing.getJsonObject("data").getValue("name"))).toList();
    int from = below == null ? 0 : names.contains(below) ? names.indexOf(below) + 1 : shown.size();
    int to = Math.min(shown.size(), from + limit);
    return Answer.json(200, RedditShape.listing(shown.subList(from, to), to < shown.size() ? names.get(to - 1) : null)
      .toString().replace("&", "1".equals(call.query().get("raw_json")) ? "&" : "&amp;"));
  }

  private Answer info(Call call) {
    var names = Arrays.asList(call.query().get("id").split(","));
    return Answer.json(200, RedditShape.listing(inbox.values().stream().filter(thing ->
      names.contains(thing.getJsonObject("data").getString("name"))).toList(), null));
  }

  private Answer below(String path) {
    var parent = path.replaceAll(".*/", "");
    var answers = showsOwn ? RedditShape.of("t1", own).stream().filter(thing -> ("t1_" + parent).equals(
      thing.getJsonObject("data").getString("parent_id"))) : Stream.<JsonObject>empty();
    var children = new JsonArray(leavesOut ? List.of(new JsonObject().put("kind", "more").put("data",
      new JsonObject().put("parent_id", "t1_" + parent).put("count", 3))) : answers.toList());
    var comment = thing("t1_" + parent).copy().put("replies", new JsonObject().put("kind", "Listing")
      .put("data", new JsonObject().put("children", children)));
    return Answer.json(200, new JsonArray().add(RedditShape.listing(List.of(), null))
      .add(RedditShape.listing(List.of(new JsonObject().put("kind", "t1").put("data", comment)), null)));
  }

  private Answer write(Call call) {
    var form = OAuthDesk.form(call);
    var parent = form.getOrDefault("thing_id", "");
    var text = form.getOrDefault("text", "");
    var errors = errors(parent, text);
    if (!errors.isEmpty()) {
      var more = beside;
      no = new JsonArray();
      beside = new JsonObject();
      return Answer.json(200, new JsonObject().put("json", new JsonObject().put("errors", errors).mergeIn(more)));
    }
    long id = newId();
    var kind = parent.startsWith("t4_") ? "t4" : "t1";
    var data = said(kind, id, brand, OURS, text).put("parent_id", parent)
      .put("dest", kind.equals("t4") ? thing(parent).getString("author") : null)
      .put("permalink", kind.equals("t1") ? "/r/shop/comments/bb24k7/whose_parcels/" + Long.toString(id, 36) + "/" : null);
    own.put(id, new JsonObject().put("kind", kind).put("data", data));
    said.add(new Said(data.getString("name"), parent, text, kind, "", clock.instant()));
    return Answer.json(200, new JsonObject().put("json", new JsonObject().put("errors", new JsonArray())
      .put("data", new JsonObject().put("things", new JsonArray().add(own.get(id))))));
  }

  private JsonArray errors(String parent, String text) {
    if (!no.isEmpty()) {
      return no;
    }
    return text.codePointCount(0, text.length()) > LONGEST ? RedditShape.error("TOO_LONG", "this is too long (max: 10000)")
      : forgotten.contains(parent) ? RedditShape.error("DELETED_COMMENT", "that comment has been deleted") : new JsonArray();
  }

  private double seconds() {
    return clock.instant().toEpochMilli() / 1000.0;
  }

  private long newId() {
    return ++lastId;
  }
}
