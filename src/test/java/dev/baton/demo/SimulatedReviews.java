package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google's Business Profile APIs as documented: reviews by their last change, one answer each, further pages that may lack
 * some, answers that are rejected later. Its methods may be called from any thread.
 */
public final class SimulatedReviews {

  public static final String SHOP = "accounts/1/locations/2";
  private static final int LONGEST = 4096;

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final GoogleTokens tokens;
  private final Map<String, JsonObject> reviews = new LinkedHashMap<>();
  private final List<String> locations = new ArrayList<>(List.of(SHOP));
  private final Map<String, Answer> shut = new HashMap<>();
  private final Set<String> missingLater = new HashSet<>();
  private final List<Said> said = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private boolean answersMove;
  private String stateOfNew = "PENDING";
  private int lastId;

  public SimulatedReviews(Vertx vertx, InstantSource clock, String refreshToken) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.tokens = new GoogleTokens(clock, refreshToken);
    tokens.scope("https://www.googleapis.com/auth/business.manage");
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

  /** Methods, paths and queries that were asked for, in order. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  public synchronized void opens(String location) {
    locations.add(location);
  }

  /** Google does not show it, such as one that is not verified. */
  public synchronized void shuts(String location, int status, String words) {
    shut.put(location, error(status, "PERMISSION_DENIED", words));
  }

  /** Further pages than the first lack these; none of them where nothing is named. */
  public synchronized void missesLater(String... names) {
    missingLater.clear();
    missingLater.addAll(List.of(names));
  }

  /** Whether an answer counts as a change of its review. */
  public synchronized void answersMove(boolean they) {
    answersMove = they;
  }

  /** What Google says of an answer that it takes. */
  public synchronized void stateOfNew(String state) {
    stateOfNew = state;
  }

  public synchronized String review(Person author, String stars, String words) {
    return review(SHOP, author, stars, words, clock.instant());
  }

  public synchronized String review(String location, Person author, String stars, String words, Instant at) {
    var name = location + "/reviews/AbF" + ++lastId;
    var review = new JsonObject().put("name", name).put("reviewId", "AbF" + lastId).put("starRating", stars)
      .put("reviewer", new JsonObject().put("displayName", author.name()).put("profilePhotoUrl", "https://p.example/1"))
      .put("createTime", at.toString()).put("updateTime", at.toString());
    reviews.put(name, words.isEmpty() ? review : review.put("comment", words));
    return name;
  }

  public synchronized String lateReview(Person author, String words) {
    return review(SHOP, author, "TWO", words, clock.instant().minusSeconds(60));
  }

  /** A review of any shape at the top of the first location. */
  public synchronized void plant(JsonObject review) {
    reviews.put(SHOP + "/reviews/planted" + ++lastId, review);
  }

  /** The review itself, to be changed. */
  public synchronized JsonObject review(String name) {
    return reviews.get(name);
  }

  public synchronized void changes(String name, String stars, String words) {
    reviews.get(name).put("starRating", stars).put("comment", words).put("updateTime", clock.instant().toString());
  }

  public synchronized void deletes(String name) {
    reviews.remove(name);
  }

  /** Somebody answers in Google's own pages. */
  public synchronized void answers(String name, String text) {
    reviews.get(name).put("reviewReply", reply(text, "APPROVED"));
  }

  public synchronized void judges(String name, String state, String violation) {
    reviews.get(name).getJsonObject("reviewReply").put("reviewReplyState", state).put("policyViolation", violation);
  }

  private JsonObject reply(String text, String state) {
    return new JsonObject().put("comment", text).put("updateTime", clock.instant().toString())
      .put("reviewReplyState", state);
  }

  private synchronized Answer answer(Call call) {
    asked.add(call.method() + " " + call.path() + "?" + call.query().entries());
    if (call.path().equals("/token")) {
      return tokens.renew(call);
    }
    if (!tokens.accepts(call.bearer())) {
      return error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
    }
    if (call.path().equals("/v1/accounts")) {
      return Answer.json(200, new JsonObject().put("accounts", new JsonArray(locations.stream()
        .map(location -> location.replaceAll("/locations.*", "")).distinct()
        .map(account -> new JsonObject().put("name", account).put("type", "PERSONAL")).toList())));
    }
    if (call.path().matches("/v1/accounts/\\d+/locations")) {
      var account = call.path().replaceAll("/v1/(accounts/\\d+)/locations", "$1/");
      return Answer.json(200, new JsonObject().put("locations", new JsonArray(locations.stream()
        .filter(location -> location.startsWith(account))
        .map(location -> new JsonObject().put("name", location.substring(account.length()))).toList())));
    }
    return v4(call, call.path().replaceFirst("^/v4/", ""));
  }

  private Answer v4(Call call, String path) {
    var location = path.replaceAll("/reviews.*", "");
    if (shut.containsKey(location)) {
      return shut.get(location);
    }
    if (path.endsWith("/reviews")) {
      return page(call, location);
    }
    var name = path.replaceAll("/reply$", "");
    if (!reviews.containsKey(name)) {
      return error(404, "NOT_FOUND", "Requested entity was not found.");
    }
    return call.method().equals(HttpMethod.PUT) ? put(name, call.json().getString("comment", ""))
      : Answer.json(200, reviews.get(name));
  }

  private Answer page(Call call, String location) {
    int size = Integer.parseInt(call.query().get("pageSize"));
    var token = call.query().get("pageToken");
    if (!"updateTime desc".equals(call.query().get("orderBy")) || size > 50) {
      return error(400, "INVALID_ARGUMENT", "Request contains an invalid argument.");
    }
    int from = token == null ? 0 : Integer.parseInt(token.substring("page-".length()));
    var all = reviews.entrySet().stream().filter(one -> one.getKey().startsWith(location + "/")).toList().reversed()
      .stream().sorted(Comparator.comparing((Map.Entry<String, JsonObject> one) -> changed(one.getValue())).reversed())
      .toList();
    int to = Math.min(all.size(), from + size);
    var shown = all.subList(Math.min(from, to), to).stream().filter(one -> from == 0
      || !missingLater.contains(one.getKey())).map(Map.Entry::getValue).toList();
    // A location without reviews is an empty object.
    var page = all.isEmpty() ? new JsonObject() : new JsonObject().put("reviews", new JsonArray(shown))
      .put("averageRating", 4.1).put("totalReviewCount", all.size());
    return Answer.json(200, to < all.size() ? page.put("nextPageToken", "page-" + to) : page);
  }

  private static Instant changed(JsonObject review) {
    return review.getValue("updateTime") instanceof String at ? Instant.parse(at) : Instant.MAX;
  }

  private Answer put(String name, String text) {
    if (text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return error(400, "INVALID_ARGUMENT", "Reply comment is empty or too long.");
    }
    var reply = reply(text, stateOfNew);
    var review = reviews.get(name).put("reviewReply", reply);
    if (answersMove) {
      review.put("updateTime", clock.instant().toString());
    }
    said.add(new Said(name, name, text, "public", "", clock.instant()));
    return Answer.json(200, reply);
  }

  private static Answer error(int status, String word, String words) {
    return Answer.json(status, new JsonObject().put("error", new JsonObject().put("code", status).put("message", words)
      .put("status", word)));
  }
}
