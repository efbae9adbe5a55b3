package dev.baton.connector.meta;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.ReplyOutcome;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Answers in private, on Messenger and on Instagram alike. The attempt's key goes along and comes back in the echo;
 * where that is lost as well, the conversation tells.
 */
public final class DirectReplies {

  private static final String OURS = "baton:";
  private static final int LOOKED_THROUGH = 50;

  private final Saying saying;
  private final InstantSource clock;
  private final String platform;
  private final String account;

  /** @param platform as the list of conversations names it */
  public DirectReplies(Saying saying, InstantSource clock, String platform, String account) {
    this.saying = saying;
    this.clock = clock;
    this.platform = platform;
    this.account = account;
  }

  /** Of the reply that an echo is of; empty where it was said by somebody else or elsewhere. */
  static String attemptKey(String metadata) {
    return metadata.startsWith(OURS) ? metadata.substring(OURS.length()) : "";
  }

  public Future<ReplyOutcome> say(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var now = clock.instant();
    var body = new JsonObject().put("recipient", new JsonObject().put("id", Fields.text(ref, "to")))
      .put("message", new JsonObject().put("text", draft.text()).put("metadata", OURS + draft.attemptKey()));
    if (platform.equals("messenger")) {
      body.put("messaging_type", "RESPONSE");
    }
    return Window.shut(ref, now).map(Future::succeededFuture).orElseGet(() -> saying.say(draft.attemptKey(), now,
      "me/messages", body, said -> new ReplyOutcome.Sent(Fields.text(said, "message_id"), "")));
  }

  public Future<ReplyOutcome> lookUp(Draft draft) {
    var to = Fields.text(Fields.objectOrEmpty(Buffer.buffer(draft.answerRef())), "to");
    return saying.lookUp(draft.attemptKey(), clock.instant(), "me/conversations", Map.of("platform", platform,
      "user_id", to, "fields", "messages.limit(" + LOOKED_THROUGH + "){id,message,from,created_time}"), list -> found(list, draft));
  }

  private Optional<ReplyOutcome> found(JsonObject list, Draft draft) {
    var since = draft.firstTriedAt().minus(Saying.CLOCKS_APART);
    var messages = Fields.objects(list, "data").stream()
      .flatMap(conversation -> Fields.objects(Fields.object(conversation, "messages"), "data").stream()).toList();
    var ours = messages.stream().filter(m -> Fields.text(Fields.object(m, "from"), "id").equals(account)
      && Fields.text(m, "message").strip().equals(draft.text().strip())
      && !Times.read(m, "created_time").orElse(Instant.MAX).isBefore(since)).findFirst();
    if (ours.isPresent()) {
      return ours.map(m -> new ReplyOutcome.Sent(Fields.text(m, "id"), ""));
    }
    // Of somebody who wrote to us there is a conversation; without it, or with a full page of news, nothing is certain.
    var reachesBack = messages.stream().anyMatch(m -> Times.read(m, "created_time").orElse(Instant.MAX).isBefore(since))
      || !messages.isEmpty() && messages.size() < LOOKED_THROUGH;
    return reachesBack ? Optional.empty()
      : Optional.of(new ReplyOutcome.Unknown("the network does not show enough of the conversation"));
  }
}
