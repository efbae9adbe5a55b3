package dev.baton.connector.x;

import dev.baton.config.Secret;
import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Hook;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes in what the Activity API sends. The network tries us out with a challenge now and then, and signs what it sends
 * with the app's consumer secret; what it sends may come twice.
 */
final class XHook implements Hook {

  private static final String SIGNATURE = "x-twitter-webhooks-signature";
  private static final String PREFIX = "sha256=";
  private static final Verdict.Says TAKEN = new Verdict.Says(200, Map.of(), "");
  /**
   * The challenge is a short word, as may stand in an address. Whoever asks gets it signed, and as deliveries are signed:
   * so what may be a challenge is no delivery, or anybody could have theirs signed by us.
   */
  private static final Pattern CHALLENGE = Pattern.compile("[\\w.~+/=-]{1,500}");
  private static final int LONGEST_CHALLENGE = 500;

  private final List<Secret> secrets;
  private final Supplier<Me> me;

  /** @param secrets that may sign now; the first one signs what we say */
  XHook(List<Secret> secrets, Supplier<Me> me) {
    this.secrets = List.copyOf(secrets);
    this.me = me;
  }

  @Override
  public Verdict hear(Call call, Instant now) {
    var challenge = Optional.ofNullable(call.query().get("crc_token")).orElse("");
    if (call.method().equals("GET")) {
      return CHALLENGE.matcher(challenge).matches() ? answer(challenge)
        : new Verdict.Refuse(400, "A challenge of X comes as ?crc_token=, one word");
    }
    if (!call.method().equals("POST")) {
      return new Verdict.Refuse(405, "X asks with GET and sends with POST");
    }
    if (call.body().length() <= LONGEST_CHALLENGE && CHALLENGE.matcher(call.body().toString()).matches()) {
      return new Verdict.Refuse(400, "What X sends is a JSON object, and this is one word");
    }
    var signed = Optional.ofNullable(call.headers().get(SIGNATURE)).orElse("").getBytes(StandardCharsets.UTF_8);
    var genuine = secrets.stream().filter(secret -> MessageDigest.isEqual(signed,
      signature(call.body(), secret).getBytes(StandardCharsets.UTF_8))).count() > 0;
    return genuine ? new Verdict.Keep(key(call.body()), Map.of(), TAKEN) : new Verdict.Refuse(403,
      "The signature is not X's: is consumer-secret the API secret key of the app whose webhook this is?");
  }

  private Verdict answer(String challenge) {
    return new Verdict.Says(200, Map.of("Content-Type", "application/json"),
      new JsonObject().put("response_token", signature(Buffer.buffer(challenge), secrets.getFirst())).encode());
  }

  private static String signature(Buffer signed, Secret secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return PREFIX + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  /** A post's creation has the post's own id, whichever event tells of it; only both together name an event. */
  private static String key(Buffer body) {
    var data = Fields.object(Fields.objectOrEmpty(body), "data");
    var id = Fields.text(data, "event_uuid");
    if (!id.isEmpty()) {
      return Fields.text(data, "event_type") + " " + id;
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Future<Brought> read(Delivery delivery) {
    var data = Fields.object(Fields.objectOrEmpty(delivery.body()), "data");
    var payload = Fields.object(data, "payload");
    var includes = new XIncludes(Fields.object(data, "includes"));
    var said = new Said();
    var type = Fields.text(data, "event_type");
    switch (type) {
      case "post.mention.create", "post.quote.create" -> XPosts.read(payload, includes, self(data), true, said);
      case "post.reply.create" -> XPosts.read(payload, includes, self(data), false, said);
      case "post.delete" -> deleted(payload, self(data), delivery.receivedAt(), said);
      case "dm.received" -> messages(payload, includes, self(data), said);
      case "" -> throw new IllegalArgumentException("the delivery names no event_type");
      // Whoever subscribed to more than Baton reads gets it taken and nothing made of it.
      default -> { }
    }
    return Future.succeededFuture(said.brought());
  }

  /** Before the account was asked for the first time, the subscription says whose it is. */
  private Me self(JsonObject data) {
    var known = me.get();
    return known.id().isEmpty() ? new Me(Fields.text(Fields.object(data, "filter"), "user_id"), "") : known;
  }

  private static void deleted(JsonObject payload, Me me, Instant at, Said said) {
    var id = new ExternalId(XNames.versions(payload).getFirst());
    if (!me.is(Fields.text(payload, "author_id"))) {
      said.change(new Change.Deleted(id, at));
    }
  }

  private static void messages(JsonObject payload, XIncludes includes, Me me, Said said) {
    var events = Fields.objects(payload, "direct_message_events");
    if (events.isEmpty()) {
      throw new IllegalArgumentException("the delivery holds no direct_message_events");
    }
    Fields.object(payload, "users").forEach(user -> {
      if (user.getValue() instanceof JsonObject person) {
        includes.user(person);
      }
    });
    events.stream().filter(event -> Fields.text(event, "type").equals("message_create"))
      .forEach(event -> XMessages.read(XMessages.ofOlderForm(event, includes), includes, me, said));
  }
}
