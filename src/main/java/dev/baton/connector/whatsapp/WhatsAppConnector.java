package dev.baton.connector.whatsapp;

import dev.baton.connector.Brought;
import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Guarded;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.meta.Event;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.MetaAccount;
import dev.baton.connector.meta.MetaCheck;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.connector.meta.MetaHook;
import dev.baton.connector.meta.Saying;
import dev.baton.connector.meta.Watch;
import dev.baton.connector.meta.Window;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * One WhatsApp number. There is nothing to read: what people write is sent to us, and a look from time to time tells
 * whether it still is. What became of an answer is told by its statuses, which name its attempt. Called from one event
 * loop.
 */
public final class WhatsAppConnector implements MetaAccount {

  private static final List<String> FIELDS = List.of("messages");
  private static final List<Set<String>> SCOPES = List.of(Set.of("whatsapp_business_messaging"),
    Set.of("whatsapp_business_management"));

  private final InstantSource clock;
  private final String account;
  private final Saying saying;
  private final WhatsAppMedia media;
  private final WhatsAppMessages messages;
  private final Parts parts;

  /** @param business the account that the number belongs to, which is what is subscribed */
  public WhatsAppConnector(Tools tools, MetaConfig config, String business, int maxLength) {
    var graph = new Graph(tools, config);
    this.clock = tools.clock();
    this.account = config.account();
    this.saying = new Saying(graph);
    this.media = new WhatsAppMedia(tools, graph, config);
    this.messages = new WhatsAppMessages(media);
    var watch = new Watch(graph, clock, business + "/subscribed_apps", List.of(), config.appId());
    var check = new MetaCheck(graph, config, clock, watch, new MetaCheck.Needs(tools.account(),
      "whatsapp_business_account", "display_phone_number", SCOPES, FIELDS));
    this.parts = new Parts(graph, watch, new MetaHook(config, this::isOurs, this::told), check,
      new ReplyRules(maxLength, "characters", true));
  }

  @Override
  public Parts parts() {
    return parts;
  }

  /** An entry names the business; of its numbers, ours is named inside. */
  private boolean isOurs(Event event) {
    return event instanceof Event.Changed(var business, var at, var field, var value)
      && Fields.text(Fields.object(value, "metadata"), "phone_number_id").equals(account);
  }

  /** Also what is said from a phone beside us is told, in a field of its own; it is no customer's word. */
  private Future<Brought> told(Event event, Instant receivedAt) {
    return Future.succeededFuture(event instanceof Event.Changed(var business, var at, var field, var value)
      && field.equals("messages") ? messages.read(value, receivedAt) : Brought.NOTHING);
  }

  /** Outside the window only templates are let through, and those Baton does not write. */
  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var now = clock.instant();
    var body = new JsonObject().put("messaging_product", "whatsapp").put("recipient_type", "individual")
      .put("to", Fields.text(ref, "to")).put("type", "text")
      .put("context", new JsonObject().put("message_id", Fields.text(ref, "message")))
      .put("text", new JsonObject().put("preview_url", false).put("body", draft.text()))
      .put("biz_opaque_callback_data", draft.attemptKey());
    return Window.shut(ref, now).map(Future::succeededFuture).orElseGet(() -> saying.say(draft.attemptKey(), now,
      account + "/messages", body, said -> new ReplyOutcome.Sent(
        Fields.objects(said, "messages").stream().map(m -> Fields.text(m, "id")).findFirst().orElse(""), "")));
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return Future.succeededFuture(
      new ReplyOutcome.Unknown("WhatsApp cannot be asked whether it has it; if it has, its statuses tell within minutes"));
  }

  @Override
  public Future<Wire.Answer> fetch(String url, Guarded web) {
    return media.fetch(url);
  }
}
