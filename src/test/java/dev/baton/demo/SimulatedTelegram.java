package dev.baton.demo;

import dev.baton.demo.SimulatedServer.Answer;
import dev.baton.demo.SimulatedServer.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Telegram with one bot, as far as a desk needs it. What is confirmed is forgotten, and an offset beyond the end is
 * answered from the beginning, as its own server does. Sources: core.telegram.org/bots/api, tdlib/telegram-bot-api.
 */
public final class SimulatedTelegram {

  public static final long BOT_ID = 4_242;
  public static final String BOT = "northwind_bot";
  /** Beyond 32 bits, as newer people have. */
  private static final long FIRST_PERSON = 5_551_000_000L;
  private static final int MAX_TEXT = 4096;
  /** So far an offset may be beyond the newest update. */
  private static final int TOO_FAR = 10;

  private final Faults faults = new Faults();
  private final SimulatedServer server;
  private final InstantSource clock;
  private final String token;
  private final TreeMap<Long, JsonObject> updates = new TreeMap<>();
  private final Map<Long, JsonObject> chats = new HashMap<>();
  private final Map<Long, Long> moved = new HashMap<>();
  private final Set<Long> blocked = new HashSet<>();
  private final List<Said> said = new ArrayList<>();
  private final List<JsonObject> asked = new ArrayList<>();
  private String webhook = "";
  private boolean otherPoller;
  private long nextUpdate = 907;
  private long nextMessage = 12;

  public SimulatedTelegram(Vertx vertx, InstantSource clock, String token) {
    this.server = new SimulatedServer(vertx, faults, this::answer);
    this.clock = clock;
    this.token = token;
  }

  public Future<URI> start() {
    return server.listen(0);
  }

  public Faults faults() {
    return faults;
  }

  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** Every question for updates, as it came. */
  public synchronized List<JsonObject> asked() {
    return List.copyOf(asked);
  }

  public synchronized int waiting() {
    return updates.size();
  }

  public synchronized void webhook(String url) {
    webhook = url;
  }

  public synchronized void otherPoller(boolean isThere) {
    otherPoller = isThere;
  }

  public synchronized void block(Person person) {
    blocked.add(idOf(person));
  }

  /** A group that grows gets a new number. */
  public synchronized void grow(long group, long into) {
    moved.put(group, into);
    chats.put(into, new JsonObject().put("id", into).put("type", "supergroup").put("title", "Grown"));
  }

  /** From now on updates are numbered from here. */
  public synchronized void countFrom(long updateId) {
    nextUpdate = updateId;
  }

  public static long idOf(Person person) {
    return FIRST_PERSON + Math.floorMod(person.handle().hashCode(), 1_000_000);
  }

  public static JsonObject from(Person person) {
    return new JsonObject().put("id", idOf(person)).put("is_bot", false).put("first_name", person.name().split(" ")[0])
      .put("last_name", person.name().replaceFirst("^\\S+ ?", "")).put("username", person.handle())
      .put("language_code", person.language());
  }

  /** A chat of two. */
  public static JsonObject alone(Person person) {
    return new JsonObject().put("id", idOf(person)).put("type", "private")
      .put("first_name", person.name().split(" ")[0]).put("username", person.handle());
  }

  public static JsonObject group(long id, String username) {
    var group = new JsonObject().put("id", id).put("type", "supergroup").put("title", "Neighbours");
    return username.isEmpty() ? group : group.put("username", username);
  }

  /** A message without its words. */
  public synchronized JsonObject message(JsonObject chat, Person person) {
    chats.put(chat.getLong("id"), chat);
    return new JsonObject().put("message_id", nextMessage++).put("date", clock.instant().getEpochSecond())
      .put("chat", chat).put("from", from(person));
  }

  /** Someone writes to the bot. @return the message's id, with its chat's */
  public synchronized String write(Person person, String text) {
    return arrives("message", message(alone(person), person).put("text", text));
  }

  public synchronized String arrives(String kind, JsonObject message) {
    plant(new JsonObject().put(kind, message));
    return message.getJsonObject("chat").getLong("id") + "/" + message.getLong("message_id");
  }

  /** Puts an update of any shape in the queue. */
  public synchronized JsonObject plant(JsonObject update) {
    var numbered = new JsonObject().put("update_id", nextUpdate).mergeIn(update);
    updates.put(nextUpdate++, numbered);
    return numbered;
  }

  private synchronized Answer answer(Call call) {
    if (!call.path().startsWith("/bot" + token + "/")) {
      return error(401, "Unauthorized", new JsonObject());
    }
    return switch (call.path().substring(call.path().lastIndexOf('/') + 1)) {
      case "getMe" -> fine(new JsonObject().put("id", BOT_ID).put("is_bot", true).put("first_name", "Northwind")
        .put("username", BOT).put("can_join_groups", true).put("can_read_all_group_messages", false));
      case "getWebhookInfo" -> fine(new JsonObject().put("url", webhook).put("pending_update_count", updates.size()));
      case "getUpdates" -> updates(call.json());
      case "sendMessage" -> send(call.json());
      default -> error(404, "Not Found", new JsonObject());
    };
  }

  private Answer updates(JsonObject question) {
    asked.add(question);
    if (!webhook.isEmpty()) {
      return error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
        + " webhook first", new JsonObject());
    }
    if (otherPoller) {
      return error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
        + " running", new JsonObject());
    }
    var offset = question.getLong("offset", 0L);
    if (offset <= nextUpdate + TOO_FAR) {
      updates.headMap(offset).clear();
    }
    return fine(new JsonArray(updates.values().stream().limit(question.getInteger("limit", 100)).toList()));
  }

  private Answer send(JsonObject asked) {
    var chat = asked.getLong("chat_id");
    var text = asked.getString("text", "").strip();
    if (moved.containsKey(chat)) {
      return error(400, "Bad Request: group chat was upgraded to a supergroup chat",
        new JsonObject().put("migrate_to_chat_id", moved.get(chat)));
    }
    if (blocked.contains(chat)) {
      return error(403, "Forbidden: bot was blocked by the user", new JsonObject());
    }
    if (!chats.containsKey(chat)) {
      return error(400, "Bad Request: chat not found", new JsonObject());
    }
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      return error(400, text.isEmpty() ? "Bad Request: message text is empty" : "Bad Request: message is too long",
        new JsonObject());
    }
    var message = new JsonObject().put("message_id", nextMessage++).put("date", clock.instant().getEpochSecond())
      .put("chat", chats.get(chat)).put("from", new JsonObject().put("id", BOT_ID).put("is_bot", true)).put("text", text);
    var answered = asked.getJsonObject("reply_parameters", new JsonObject()).getLong("message_id", 0L);
    said.add(new Said(chat + "/" + message.getLong("message_id"), answered == 0 ? "" : chat + "/" + answered, text,
      chats.get(chat).getString("type"), String.valueOf(asked.getLong("message_thread_id", 0L)), clock.instant()));
    return fine(message);
  }

  private static Answer fine(Object result) {
    return Answer.json(200, new JsonObject().put("ok", true).put("result", result));
  }

  private static Answer error(int status, String words, JsonObject parameters) {
    return Answer.json(status, new JsonObject().put("ok", false).put("error_code", status).put("description", words)
      .put("parameters", parameters));
  }
}
