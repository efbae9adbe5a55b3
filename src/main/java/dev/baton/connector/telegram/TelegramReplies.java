package dev.baton.connector.telegram;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Says an answer in the chat of its question. Telegram keeps no key of it, and cannot be asked what was said. */
final class TelegramReplies {

  /** How soon an answer is tried again while a person mends the credentials. */
  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);
  private static final int FORBIDDEN = 403;

  private final TelegramApi api;

  TelegramReplies(TelegramApi api) {
    this.api = api;
  }

  Future<ReplyOutcome> say(Draft draft) {
    var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
    var chat = Fields.number(ref, "chat");
    if (chat == 0) {
      return Future.succeededFuture(new ReplyOutcome.Refused("It is not known in which chat this was asked"));
    }
    return api.send(message(draft, chat, ref))
      .map(TelegramReplies::outcome)
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  /** The question may have been deleted since; then the answer stands alone. */
  private static JsonObject message(Draft draft, long chat, JsonObject ref) {
    var message = new JsonObject().put("chat_id", chat).put("text", draft.text()).put("reply_parameters",
      new JsonObject().put("message_id", Fields.number(ref, "message")).put("allow_sending_without_reply", true));
    var topic = Fields.number(ref, "topic");
    return topic == 0 ? message : message.put("message_thread_id", topic);
  }

  private static ReplyOutcome outcome(Heard heard) {
    return switch (heard) {
      case Heard.Fine(var answer) -> {
        var said = Fields.object(Fields.objectOrEmpty(answer.body()), "result");
        var group = Chats.publicName(Fields.object(said, "chat"));
        yield Fields.number(said, "message_id") <= 0
          ? new ReplyOutcome.Unknown("Telegram took it, but its answer cannot be read")
          : new ReplyOutcome.Sent(MessageId.of(said), MessageId.link(group, said));
      }
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var status, var words) -> new ReplyOutcome.Refused(status == FORBIDDEN
        ? "The customer does not let the bot write to them, or it was put out of the group (" + words + ")" : words);
    };
  }
}
