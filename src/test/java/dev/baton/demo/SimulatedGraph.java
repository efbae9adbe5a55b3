package dev.baton.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The API that Facebook, Messenger, Instagram and WhatsApp share, as far as Baton asks it: tokens and proofs, lists and their
 * odd paging, answers in public and in private, and errors whose code says more than their status.
 */
public final class SimulatedGraph {

  public static final String PAGE = "10293";
  public static final String INSTAGRAM = "17841400";
  public static final String PHONE = "1065";
  public static final String BUSINESS = "4195";

  private static final String VERSION = "/v25.0/";
  private static final int MAX_COMMENT = 8_000;

  private final SimulatedServer server;
  private final Faults faults = new Faults();
  private final String token;
  private final String appSecret;
  private final GraphPosts posts;
  private final GraphTalks talks;
  private final Map<String, JsonObject> things = new ConcurrentHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Map<String, String> usage = Map.of();
  private List<String> scopes = List.of("pages_read_engagement", "pages_read_user_content", "pages_manage_engagement",
    "pages_manage_metadata", "pages_messaging", "instagram_manage_comments", "instagram_manage_messages",
    "whatsapp_business_messaging", "whatsapp_business_management");
  private List<String> subscribed = List.of("feed", "mention", "messages", "messaging_postbacks", "message_echoes",
    "message_edits", "comments", "mentions");
  private String callback = "https://baton.example/hooks/page";
  private long tokenEnds;
  private URI address;

  public SimulatedGraph(Vertx vertx, InstantSource clock, String token, String appSecret) {
    this.token = token;
    this.appSecret = appSecret;
    posts = new GraphPosts(clock);
    talks = new GraphTalks(clock);
    server = new SimulatedServer(vertx, faults, this::answer);
    things.put(PAGE, new JsonObject().put("id", PAGE).put("name", "Northwind"));
    things.put(INSTAGRAM, new JsonObject().put("id", INSTAGRAM).put("username", "northwind"));
    things.put(PHONE, new JsonObject().put("id", PHONE).put("display_phone_number", "+1 555-078-3881"));
  }

  public Future<URI> start(int port) {
    return server.listen(port).onSuccess(at -> {
      address = at;
      posts.at(at);
    });
  }

  public Future<Void> close() {
    return server.close();
  }

  public Faults faults() {
    return faults;
  }

  public GraphPosts posts() {
    return posts;
  }

  public GraphTalks talks() {
    return talks;
  }

  /** All that we said, in the order it was taken. */
  public List<Said> said() {
    var all = new ArrayList<>(posts.said());
    all.addAll(talks.said());
    return all;
  }

  /** Paths asked for, without the version. */
  public synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** Something that can be asked for by its id, such as a person or a file. */
  public void there(String id, JsonObject what) {
    things.put(id, what.copy().put("id", id));
  }

  public void usage(Map<String, String> headers) {
    usage = Map.copyOf(headers);
  }

  public void scopes(String... given) {
    scopes = List.of(given);
  }

  public void subscribed(String... fields) {
    subscribed = List.of(fields);
  }

  /** Where the app's webhooks lead. */
  public void callback(String url) {
    callback = url;
  }

  public void tokenEnds(long epochSecond) {
    tokenEnds = epochSecond;
  }

  /** As the API says it. */
  public static Fault fault(int status, long code, long subcode, String message, Map<String, String> headers) {
    return new Fault.Says(status, headers, error(code, subcode, message).encode());
  }

  private static JsonObject error(long code, long subcode, String message) {
    var error = new JsonObject().put("message", message).put("type", "OAuthException").put("code", code)
      .put("fbtrace_id", "A1b2");
    return new JsonObject().put("error", subcode == 0 ? error : error.put("error_subcode", subcode));
  }

  private static SimulatedServer.Answer refused(long code, String message) {
    return SimulatedServer.Answer.json(400, error(code, 0, message).encode());
  }

  private static SimulatedServer.Answer fine(JsonObject body) {
    return SimulatedServer.Answer.json(200, body.encode());
  }

  private synchronized SimulatedServer.Answer answer(SimulatedServer.Call call) {
    if (call.path().startsWith("/download/")) {
      return call.bearer().equals(token) ? new SimulatedServer.Answer(200, Map.of(), "bytes of " + call.path())
        : SimulatedServer.Answer.json(401, "{}");
    }
    var path = call.path().substring(VERSION.length());
    asked.add(path);
    var app = (path.equals("debug_token") || path.equals("77/subscriptions")) && call.bearer().equals("77|" + appSecret);
    if (!app && !call.bearer().equals(token)) {
      return refused(190, "Error validating access token: The session has been invalidated");
    }
    if (!proof(call.bearer()).equals(call.query().get("appsecret_proof"))) {
      return refused(100, "Invalid appsecret_proof provided in the API argument");
    }
    return (call.method().equals(HttpMethod.POST) ? post(path, call) : get(path, call)).with(usage);
  }

  private String proof(String of) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SimulatedServer.Answer post(String path, SimulatedServer.Call call) {
    var body = call.json();
    if (path.equals("me/messages")) {
      return fine(talks.say(body));
    }
    if (path.equals(PHONE + "/messages")) {
      return fine(talks.whatsApp(body));
    }
    if (body.getString("message", "").length() > MAX_COMMENT) {
      return refused(100, "Param message must be no longer than 8000");
    }
    return fine(posts.say(path, body));
  }

  private SimulatedServer.Answer get(String path, SimulatedServer.Call call) {
    if (path.equals("debug_token")) {
      return fine(new JsonObject().put("data", new JsonObject().put("is_valid", true).put("type", "PAGE")
        .put("expires_at", tokenEnds).put("scopes", new JsonArray(scopes))));
    }
    if (path.equals("77/subscriptions")) {
      var all = new JsonArray();
      for (var object : List.of("page", "instagram", "whatsapp_business_account")) {
        all.add(new JsonObject().put("object", object).put("callback_url", callback).put("active", true));
      }
      return fine(new JsonObject().put("data", all));
    }
    if (path.endsWith("/subscribed_apps")) {
      var app = path.startsWith(BUSINESS) ? new JsonObject().put("whatsapp_business_api_data", new JsonObject().put("id", "77"))
        : new JsonObject().put("id", "77").put("name", "Baton").put("subscribed_fields", new JsonArray(subscribed));
      return fine(new JsonObject().put("data", subscribed.isEmpty() ? new JsonArray() : new JsonArray().add(app)));
    }
    if (path.equals("me/conversations")) {
      return fine(talks.conversation(call.query().get("user_id")));
    }
    var mentioned = call.query().get("fields") == null ? "" : call.query().get("fields");
    if (path.equals(INSTAGRAM) && mentioned.startsWith("mentioned_")) {
      var field = mentioned.substring(0, mentioned.indexOf('.'));
      var id = mentioned.substring(mentioned.indexOf('(') + 1, mentioned.indexOf(')'));
      return things.containsKey(id) ? fine(new JsonObject().put(field, things.get(id)).put("id", INSTAGRAM))
        : refused(100, "The media or comment is not there, or does not mention the account");
    }
    var query = new HashMap<String, String>();
    call.query().forEach(e -> query.put(e.getKey(), e.getValue()));
    return posts.list(path, query).or(() -> Optional.ofNullable(things.get(path)).map(this::located))
      .map(SimulatedGraph::fine)
      .orElseGet(() -> refused(100, "Unsupported get request. Object with ID '" + path + "' does not exist"));
  }

  /** Files are somewhere on this server. */
  private JsonObject located(JsonObject thing) {
    return thing.containsKey("file") ? thing.copy().put("url", address + "/download/" + thing.getString("file")) : thing;
  }
}
