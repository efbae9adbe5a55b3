package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * YouTube's Data API v3 as documented, with one channel, the brand's: threads of comments newest first, of whose replies
 * some are shown, a quota of units, errors with reasons, and Google's tokens. May be called from any thread.
 */
public final class SimulatedYouTube {

  public static final String CHANNEL = "UC1";
  private static final String API = "/youtube/v3";
  private static final int SHOWN = 5;
  private static final int LONGEST = 10_000;

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final GoogleTokens tokens;
  /** Threads by their ids, and what is said below them, each in the order in which it came. */
  private final Map<String, JsonObject> threads = new TreeMap<>();
  private final Map<String, List<JsonObject>> replies = new TreeMap<>();
  private final List<Said> said = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<String> closed = new HashSet<>();
  private boolean hidesOurs;
  private boolean repeatsPages;
  private int units = 10_000;
  private int lastId;

  /** @param refresh the refresh token that works */
  public SimulatedYouTube(Vertx vertx, InstantSource clock, String refresh) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.tokens = new GoogleTokens(clock, refresh);
  }

  public Future<URI> start(int port) {
    return server.listen(port);
  }

  public Faults faults() {
    return faults;
  }

  public GoogleTokens tokens() {
    return tokens;
  }

  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** Paths and queries that were asked for, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** @param left of today's */
  public synchronized void units(int left) {
    units = left;
  }

  public synchronized int units() {
    return units;
  }

  /** Someone comments on a video of ours. */
  public synchronized String comment(Person author, String text) {
    return comment(author, "v1", text, clock.instant());
  }

  public synchronized String comment(Person author, String video, String text, Instant at) {
    return plant(thread("Ug" + "%08d".formatted(++lastId), author, video, text, at));
  }

  public synchronized String reply(Person author, String thread, String text) {
    return reply(author, thread, text, clock.instant());
  }

  public synchronized String reply(Person author, String thread, String text, Instant at) {
    var comment = comment(thread + ".r" + ++lastId, author, text, at);
    comment.getJsonObject("snippet").put("parentId", thread);
    replies.computeIfAbsent(thread, t -> new ArrayList<>()).add(comment);
    return comment.getString("id");
  }

  /** A thread of any shape. */
  public synchronized String plant(JsonObject thread) {
    threads.put(thread.getString("id"), thread);
    return thread.getString("id");
  }

  public synchronized void edit(String id, String text) {
    find(id).getJsonObject("snippet").put("textDisplay", text).put("textOriginal", text).put("updatedAt", time(clock.instant()));
  }

  public synchronized void delete(String id) {
    threads.remove(id);
    replies.values().forEach(below -> below.removeIf(reply -> reply.getString("id").equals(id)));
  }

  /** The owner lets nobody answer in it, or switched comments off. */
  public synchronized void shut(String thread) {
    threads.get(thread).getJsonObject("snippet").put("canReply", false);
  }

  public synchronized void close(String thread) {
    closed.add(thread);
  }

  public synchronized void hidesOurs(boolean hides) {
    hidesOurs = hides;
  }

  /** Each page leads to itself. */
  public synchronized void repeatsPages(boolean repeats) {
    repeatsPages = repeats;
  }

  public synchronized JsonObject find(String id) {
    return all().stream().filter(c -> c.getString("id").equals(id)).findFirst().orElseThrow();
  }

  private List<JsonObject> all() {
    var all = new ArrayList<JsonObject>();
    threads.values().forEach(t -> all.add(t.getJsonObject("snippet").getJsonObject("topLevelComment")));
    replies.values().forEach(all::addAll);
    return all;
  }

  private static JsonObject comment(String id, Person author, String text, Instant at) {
    return new JsonObject().put("kind", "youtube#comment").put("id", id).put("snippet", new JsonObject()
      .put("authorDisplayName", "@" + author.handle()).put("authorChannelId", new JsonObject().put("value", channel(author)))
      .put("channelId", CHANNEL).put("textDisplay", text).put("textOriginal", text).put("likeCount", 0)
      .put("publishedAt", time(at)).put("updatedAt", time(at)));
  }

  private static JsonObject thread(String id, Person author, String video, String text, Instant at) {
    return new JsonObject().put("kind", "youtube#commentThread").put("id", id).put("snippet", new JsonObject()
      .put("channelId", CHANNEL).put("videoId", video).put("canReply", true).put("isPublic", true)
      .put("topLevelComment", comment(id, author, text, at)));
  }

  /** The brand writes under its own channel. */
  private static String channel(Person author) {
    return author.handle().equals("northwind") ? CHANNEL : "UC-" + author.handle();
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private synchronized Answer answer(Call call) {
    asked.add(call.method() + " " + call.path() + "?" + call.query().entries());
    if (call.path().equals("/token")) {
      return tokens.renew(call);
    }
    if (!tokens.accepts(call.bearer())) {
      return error(401, "authError", "Invalid Credentials");
    }
    boolean writes = call.method().equals(HttpMethod.POST);
    units -= writes ? 50 : 1;
    if (units < 0) {
      units = 0;
      return error(403, "quotaExceeded", "The request cannot be completed because you have exceeded your"
        + " <a href=\"/youtube/v3/getting-started#quota\">quota</a>.");
    }
    return switch (call.path()) {
      case API + "/channels" -> Answer.json(200, new JsonObject().put("items", new JsonArray().add(
        new JsonObject().put("id", CHANNEL).put("snippet", new JsonObject().put("title", "Northwind")))));
      case API + "/commentThreads" -> page(call, threads.values().stream().sorted(newestFirst()).map(this::shown).toList());
      case API + "/comments" -> writes ? write(call) : comments(call);
      default -> error(404, "notFound", "Not Found");
    };
  }

  private static Comparator<JsonObject> newestFirst() {
    return Comparator.<JsonObject, String>comparing(t -> String.valueOf(t.getJsonObject("snippet")
      .getJsonObject("topLevelComment", new JsonObject()).getJsonObject("snippet", new JsonObject()).getValue("publishedAt")))
      .thenComparing(t -> t.getString("id")).reversed();
  }

  private JsonObject shown(JsonObject thread) {
    var below = below(thread.getString("id"));
    var copy = thread.copy();
    copy.getJsonObject("snippet").put("totalReplyCount", below.size());
    return below.isEmpty() ? copy : copy.put("replies", new JsonObject().put("comments",
      new JsonArray(below.subList(Math.max(0, below.size() - SHOWN), below.size()))));
  }

  private List<JsonObject> below(String thread) {
    return replies.getOrDefault(thread, List.of()).stream().filter(reply -> !hidesOurs
      || !reply.getJsonObject("snippet").getJsonObject("authorChannelId").getString("value").equals(CHANNEL)).toList();
  }

  private Answer comments(Call call) {
    var ids = call.query().get("id");
    if (ids != null) {
      var wanted = Arrays.asList(ids.split(","));
      return Answer.json(200, new JsonObject().put("items",
        new JsonArray(all().stream().filter(c -> wanted.contains(c.getString("id"))).toList())));
    }
    var parent = call.query().get("parentId");
    if (!threads.containsKey(parent)) {
      return error(404, "commentNotFound", "The specified comment could not be found.");
    }
    return closed.contains(parent) ? error(403, "commentsDisabled", "The video has disabled comments.")
      : page(call, below(parent));
  }

  private Answer page(Call call, List<JsonObject> items) {
    int size = Integer.parseInt(call.query().get("maxResults"));
    var token = call.query().get("pageToken");
    int from = token == null ? 0 : Integer.parseInt(token.substring(1));
    if (from > items.size()) {
      return error(400, "invalidPageToken", "The request specifies an invalid page token.");
    }
    int to = Math.min(items.size(), from + size);
    var page = new JsonObject().put("kind", "youtube#list").put("items", new JsonArray(items.subList(from, to)));
    var next = "P" + (repeatsPages ? from : to);
    return Answer.json(200, to < items.size() ? page.put("nextPageToken", next) : page);
  }

  private Answer write(Call call) {
    var snippet = call.json().getJsonObject("snippet");
    var parent = snippet.getString("parentId");
    var text = snippet.getString("textOriginal", "");
    if (!threads.containsKey(parent)) {
      return error(404, "parentCommentNotFound", "The specified parent comment could not be found.");
    }
    if (closed.contains(parent)) {
      return error(403, "commentsDisabled", "The video has disabled comments.");
    }
    if (text.codePointCount(0, text.length()) > LONGEST) {
      return error(400, "commentTextTooLong", "The comment is too long.");
    }
    var id = reply(new Person("Northwind", "northwind", "en", "", 0, ""), parent, text);
    said.add(new Said(id, parent, text, "public", "", clock.instant()));
    return Answer.json(200, find(id));
  }

  private static Answer error(int status, String reason, String message) {
    return Answer.json(status, errorBody(status, reason, message));
  }

  private static JsonObject errorBody(int status, String reason, String message) {
    return new JsonObject().put("error", new JsonObject().put("code", status).put("message", message)
      .put("errors", new JsonArray().add(new JsonObject().put("message", message).put("domain", "youtube")
        .put("reason", reason))));
  }

  /** Says no with one of the network's reasons. */
  public static Fault fault(int status, String reason) {
    return new Fault.Says(status, Map.of(), errorBody(status, reason, "No: " + reason).encode());
  }
}
