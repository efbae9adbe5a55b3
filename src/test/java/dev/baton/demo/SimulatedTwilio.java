package dev.baton.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Twilio's REST API of messages, as documented: text messages, their list, and media that moved to another place. */
public final class SimulatedTwilio {

  public static final String SID = "AC0123456789abcdef0123456789abcdef";
  public static final String TOKEN = "12345";

  private final Faults faults = new Faults();
  private final InstantSource clock;
  private final SimulatedServer server;
  private final List<JsonObject> messages = new ArrayList<>();
  /** Whether what asked for the moved media said who it was; it must not. */
  private final List<Boolean> toldElsewhere = new ArrayList<>();
  private int page = 50;

  public SimulatedTwilio(Vertx vertx, InstantSource clock) {
    this.clock = clock;
    this.server = new SimulatedServer(vertx, faults, this::answer);
  }

  public Future<URI> start() {
    return server.listen(0);
  }

  public Future<Void> stop() {
    return server.close();
  }

  public Faults faults() {
    return faults;
  }

  public synchronized List<JsonObject> messages() {
    return List.copyOf(messages);
  }

  public synchronized List<Boolean> toldElsewhere() {
    return List.copyOf(toldElsewhere);
  }

  /** At most so many messages a page, whatever is asked for. */
  public synchronized void page(int size) {
    page = size;
  }

  private synchronized SimulatedServer.Answer answer(SimulatedServer.Call call) {
    var authorization = call.headers().get("Authorization");
    if (call.path().startsWith("/cdn/")) {
      toldElsewhere.add(authorization != null);
      return new SimulatedServer.Answer(200, Map.of("Content-Type", "image/jpeg"), "a picture");
    }
    var pair = Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
    if (!("Basic " + pair).equals(authorization)) {
      return error(401, 20003, "Authenticate");
    }
    var account = "/2010-04-01/Accounts/" + SID;
    if (call.path().equals(account + ".json")) {
      return SimulatedServer.Answer.json(200, new JsonObject().put("sid", SID).put("status", "active"));
    }
    if (call.path().contains("/Media/")) {
      return SimulatedServer.Answer.json(307, "").with(Map.of("Location", "/cdn/1"));
    }
    if (!call.path().equals(account + "/Messages.json")) {
      return error(404, 20404, "The requested resource was not found");
    }
    return call.method() == HttpMethod.POST ? send(form(call.body())) : list(call);
  }

  private SimulatedServer.Answer send(Map<String, String> form) {
    if (form.getOrDefault("Body", "").length() > 1_600) {
      return error(400, 21617, "The concatenated message body exceeds the 1600 character limit");
    }
    if (!form.getOrDefault("To", "").matches("\\+\\d{5,15}")) {
      return error(400, 21211, "Invalid 'To' Phone Number");
    }
    var made = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    var message = new JsonObject().put("sid", "SM" + messages.size()).put("status", "queued").put("direction", "outbound-api")
      .put("to", form.get("To")).put("from", form.get("From")).put("body", form.get("Body")).put("date_created", made)
      .put("date_sent", null).put("status_callback", form.get("StatusCallback"));
    messages.addFirst(message);
    return SimulatedServer.Answer.json(201, message);
  }

  /** A customer writes, and Twilio keeps it, whatever became of its webhook. */
  public synchronized void received(String sid, String from, String body) {
    var now = DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    messages.addFirst(new JsonObject().put("sid", sid).put("status", "received").put("direction", "inbound")
      .put("to", "+18005551212").put("from", from).put("body", body).put("num_media", "0").put("date_created", now)
      .put("date_sent", now));
  }

  /** By the day, newest first, page by page. */
  private SimulatedServer.Answer since(SimulatedServer.Call call) {
    var day = LocalDate.parse(call.query().get("DateSent>"));
    var found = messages.stream().filter(m -> !LocalDate.from(DateTimeFormatter.RFC_1123_DATE_TIME
      .parse(m.getString("date_created"))).isBefore(day)).toList();
    var from = Integer.parseInt(Optional.ofNullable(call.query().get("Page")).orElse("0")) * page;
    var to = Math.min(found.size(), from + page);
    return SimulatedServer.Answer.json(200, new JsonObject().put("messages", new JsonArray(found.subList(from, to)))
      .put("next_page_uri", to == found.size() ? null : "/2010-04-01/Accounts/" + SID + "/Messages.json?DateSent%3E=" + day
        + "&PageSize=" + page + "&Page=" + to / page + "&PageToken=PA" + to));
  }

  private SimulatedServer.Answer list(SimulatedServer.Call call) {
    if (call.query().get("DateSent>") != null) {
      return since(call);
    }
    var found = messages.stream().filter(m -> m.getString("to").equals(call.query().get("To"))
      && m.getString("from").equals(call.query().get("From"))).toList();
    var shown = found.subList(0, Math.min(page, found.size()));
    return SimulatedServer.Answer.json(200, new JsonObject().put("messages", new JsonArray(shown))
      .put("next_page_uri", shown.size() < found.size() ? "/next" : null));
  }

  private static SimulatedServer.Answer error(int status, int code, String message) {
    return SimulatedServer.Answer.json(status,
      new JsonObject().put("code", code).put("message", message).put("status", status));
  }

  private static Map<String, String> form(String body) {
    var form = new HashMap<String, String>();
    for (var part : body.split("&")) {
      var pair = part.split("=", 2);
      form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    return form;
  }
}
