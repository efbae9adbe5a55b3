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
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The documented API v2 with one account, the brand's: newest first in pages, ids that hold their time, rate limits,
 * problems, tokens that end and refresh tokens that work once. Its methods may be called from any thread.
 */
public final class SimulatedX {

  public static final String BRAND_ID = "1111111111111111111";
  private static final long BEGINNING = 1_288_834_974_657L;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int LONGEST = 280;
  private static final Set<String> MESSAGE_FIELDS = Set.of("id", "text", "event_type", "created_at",
    "dm_conversation_id", "sender_id", "participant_ids", "referenced_tweets", "attachments");

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final String brand;
  private final XTokenDesk tokens;
  private final XShape shape = new XShape();
  private final TreeMap<Long, JsonObject> mentions = new TreeMap<>();
  private final TreeMap<Long, JsonObject> messages = new TreeMap<>();
  private final TreeMap<Long, JsonObject> own = new TreeMap<>();
  private final Map<String, JsonObject> others = new TreeMap<>();
  private final Map<String, JsonObject> people = new TreeMap<>();
  private final Map<String, JsonObject> media = new TreeMap<>();
  private final List<Said> said = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private Instant windowEnds = Instant.MIN;
  private JsonArray errors = new JsonArray();
  private Predicate<JsonObject> summoned = post -> true;
  private boolean showsOwn = true;
  private int messageLimit = 15;
  private long lastId;

  public SimulatedX(Vertx vertx, InstantSource clock, String token, String brand) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.brand = brand;
    this.tokens = new XTokenDesk(clock, token);
    people.put(BRAND_ID, XShape.user(BRAND_ID, brand, "Northwind Broadband", 48_210));
  }

  public Future<URI> start(int port) {
    return server.listen(port);
  }

  public Faults faults() {
    return faults;
  }

  public XTokenDesk tokens() {
    return tokens;
  }

  /** Which of its two vocabularies it speaks. */
  public XShape shape() {
    return shape;
  }

  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** Paths and queries that were asked for, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** From now on beside every page. */
  public synchronized void errors(JsonArray partial) {
    errors = partial;
  }

  /** Which posts may be answered. */
  public synchronized void summoned(Predicate<JsonObject> rule) {
    summoned = rule;
  }

  /** False while it does not show yet what it took. */
  public synchronized void showsOwn(boolean shows) {
    showsOwn = shows;
  }

  public synchronized String mention(Person author, String text) {
    return post(newId(), author, text);
  }

  public synchronized String lateMention(Person author, String text) {
    long before = mentions.lastKey() - 1;
    while (mentions.containsKey(before)) {
      before--;
    }
    return post(before, author, text);
  }

  private String post(long id, Person author, String text) {
    var post = shape.post(String.valueOf(id), userOf(author), text, now()).put("lang", author.language())
      .put("entities", new JsonObject().put("mentions", new JsonArray().add(new JsonObject().put("start", 0)
        .put("end", 5).put("username", brand).put("id", BRAND_ID))));
    mentions.put(id, post);
    return post.getString("id");
  }

  /** A post of any shape among the mentions, under a fresh id where it has none; one of no known form is the newest. */
  public synchronized String plant(JsonObject post) {
    var id = post.getString("id", String.valueOf(newId()));
    mentions.put(id.length() > 19 ? newId() : Long.parseLong(id), post.put("id", id));
    return id;
  }

  /** The next id, for posts made by hand. */
  public synchronized String nextId() {
    return String.valueOf(newId());
  }

  public synchronized void forget(String id) {
    mentions.remove(Long.valueOf(id));
  }

  /** What an answer can explain. */
  public synchronized void knows(JsonObject other) {
    others.put(other.getString("id"), other);
  }

  public synchronized void knowsMedia(JsonObject item) {
    media.put(item.getString("media_key"), item);
  }

  /** @return the id under which a person is known here */
  public synchronized String userOf(Person person) {
    var id = String.valueOf(2_000_000_000_000L + Math.floorMod(person.handle().hashCode(), 1_000_000));
    people.putIfAbsent(id, XShape.user(id, person.handle(), person.name(), person.followers()));
    return id;
  }

  public synchronized JsonObject person(String id) {
    return people.get(id);
  }

  public synchronized String message(String sender, String text) {
    long id = newId();
    messages.put(id, new JsonObject().put("id", String.valueOf(id)).put("event_type", "MessageCreate").put("text", text)
      .put("sender_id", sender).put("dm_conversation_id", BRAND_ID + "-" + sender).put("created_at", now()));
    return String.valueOf(id);
  }

  private synchronized Answer answer(Call call) {
    asked.add(call.path() + "?" + call.query().entries());
    if (call.path().equals("/2/oauth2/token")) {
      return tokens.renew(call);
    }
    if (!tokens.accepts(call.bearer())) {
      return XShape.problem(401, "Unauthorized", "Unauthorized", "about:blank");
    }
    return call.method().equals(HttpMethod.POST) ? write(call) : limited(call);
  }

  private Answer limited(Call call) {
    if (!clock.instant().isBefore(windowEnds)) {
      windowEnds = clock.instant().plus(WINDOW);
      counts.clear();
    }
    int limit = call.path().contains("dm_") ? messageLimit : 300;
    int count = counts.merge(call.path(), 1, Integer::sum);
    var headers = Map.of("x-rate-limit-limit", String.valueOf(limit), "x-rate-limit-remaining",
      String.valueOf(Math.max(0, limit - count)), "x-rate-limit-reset", String.valueOf(windowEnds.getEpochSecond()));
    return count > limit ? XShape.problem(429, "Too Many Requests", "Too Many Requests", "about:blank").with(headers)
      : read(call).with(headers);
  }

  private Answer read(Call call) {
    return switch (call.path()) {
      case "/2/users/me" -> Answer.json(200, new JsonObject().put("data", people.get(BRAND_ID)));
      case "/2/users/" + BRAND_ID + "/mentions", "/2/tweets/search/recent" -> page(call, mentions);
      case "/2/users/" + BRAND_ID + "/tweets" -> page(call, showsOwn ? own : new TreeMap<>());
      case "/2/dm_events" -> page(call, messages);
      default -> call.path().matches("/2/dm_conversations/.*/dm_events") ? page(call, messages)
        : XShape.problem(404, "Not Found Error", "There is nothing", XShape.PROBLEMS + "resource-not-found");
    };
  }

  /** A field it does not know is refused, as the network does. */
  private Answer page(Call call, TreeMap<Long, JsonObject> from) {
    var query = call.query();
    if (query.contains("dm_event.fields") && !MESSAGE_FIELDS.containsAll(List.of(query.get("dm_event.fields").split(",")))) {
      return XShape.problem(400, "Invalid Request", "One or more parameters to your request was invalid.",
        XShape.PROBLEMS + "invalid-request");
    }
    int size = Integer.parseInt(query.get("max_results"));
    var token = query.contains("next_token") ? query.get("next_token") : query.get("pagination_token");
    long below = token == null ? Long.MAX_VALUE : Long.parseLong(token.substring("below".length()));
    long above = query.contains("since_id") ? Long.parseLong(query.get("since_id")) : Long.MIN_VALUE;
    var all = from.subMap(above, false, below, false).entrySet().stream()
      .sorted(Comparator.<Map.Entry<Long, JsonObject>>comparingLong(Map.Entry::getKey).reversed()).toList();
    var shown = all.subList(0, Math.min(size, all.size()));
    var next = all.size() > size ? "below" + shown.getLast().getKey() : "";
    return Answer.json(200, shape.page(shown.stream().map(Map.Entry::getValue).toList(), next, people, others, media,
      errors));
  }

  private Answer write(Call call) {
    var asked = call.json();
    var text = asked.getString("text", "");
    if (call.path().startsWith("/2/dm_conversations/")) {
      var id = message(BRAND_ID, text);
      said.add(new Said(id, call.path(), text, "private", "", clock.instant()));
      return Answer.json(201, new JsonObject().put("data",
        new JsonObject().put("dm_conversation_id", BRAND_ID + "-2").put("dm_event_id", id)));
    }
    var parent = asked.getJsonObject("reply", new JsonObject()).getString("in_reply_to_tweet_id", "");
    var refused = refusal(text, mentions.get(Long.parseLong(parent)));
    if (!refused.isEmpty()) {
      return XShape.problem(403, "Forbidden", refused, "about:blank");
    }
    long id = newId();
    own.put(id, shape.reply(String.valueOf(id), BRAND_ID, "@ann " + text.replace("&", "&amp;"), now(), parent));
    said.add(new Said(String.valueOf(id), parent, text, "public", "", clock.instant()));
    return Answer.json(201, new JsonObject().put("data", new JsonObject().put("id", String.valueOf(id)).put("text", text)));
  }

  private String refusal(String text, JsonObject parent) {
    if (parent == null) {
      return "You attempted to reply to a Tweet that is deleted or not visible to you.";
    }
    if (!summoned.test(parent)) {
      return "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the"
        + " author of the post you are replying to.";
    }
    if (said.stream().anyMatch(before -> before.text().equals(text))) {
      return "You are not allowed to create a Tweet with duplicate content.";
    }
    var shortened = text.replaceAll("https?://\\S+", "https://t.co/0123456789");
    return shortened.codePointCount(0, shortened.length()) > LONGEST ? "Your Tweet text is too long." : "";
  }

  private long newId() {
    lastId = Math.max(clock.instant().toEpochMilli() - BEGINNING << 22, lastId + 16);
    return lastId;
  }

  private String now() {
    return clock.instant().toString().replaceAll("Z$", ".000Z").replaceAll("\\.(\\d+)\\.000Z", ".$1Z");
  }
}
