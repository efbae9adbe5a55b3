package dev.baton.connector.telegram;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Tries a bot out: asking for updates could take them from whoever asks for them now, so it is not done. */
final class TelegramCheck {

  private static final String CREDENTIALS = "credentials";

  private TelegramCheck() {}

  static Future<List<Checked>> of(TelegramApi api, TelegramConfig config) {
    return api.whoAmI().compose(who -> who instanceof Heard.Fine(var answer)
        ? api.webhook().map(webhook -> List.of(
          credentials(result(answer.body())), groups(result(answer.body())), webhook(webhook, config)))
        : Future.succeededFuture(List.of(new Checked(CREDENTIALS, false, words(who)))))
      .otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  private static JsonObject result(Buffer body) {
    return Fields.object(Fields.objectOrEmpty(body), "result");
  }

  private static Checked credentials(JsonObject us) {
    return new Checked(CREDENTIALS, true, "are those of @" + Fields.text(us, "username"));
  }

  private static Checked groups(JsonObject us) {
    return new Checked("groups", true, Boolean.TRUE.equals(us.getValue("can_read_all_group_messages"))
      ? "everything is shown to the bot; Baton keeps what is said to it, and no more"
      : "Telegram shows the bot what is said to it, and no more");
  }

  private static Checked webhook(Heard heard, TelegramConfig config) {
    if (!(heard instanceof Heard.Fine(var answer))) {
      return new Checked("webhook", false, words(heard));
    }
    var info = result(answer.body());
    var url = Fields.text(info, "url");
    if (!config.isSentTo()) {
      return url.isEmpty() ? new Checked("webhook", true, "is not set, so Telegram can be asked")
        : new Checked("webhook", false,
          "is set, so Telegram cannot be asked: call deleteWebhook, or fill in webhook-secret");
    }
    if (url.isEmpty()) {
      return new Checked("webhook", false,
        "is not set: call setWebhook with this account's address below /hooks and secret_token");
    }
    var trouble = Fields.text(info, "last_error_message");
    return new Checked("webhook", trouble.isEmpty(), Fields.number(info, "pending_update_count") + " updates wait"
      + (trouble.isEmpty() ? "" : "; the last trouble was: " + trouble));
  }

  private static String words(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> "";
      case Heard.Wait(var pause, var why) -> why;
      case Heard.Unwelcome(var why) -> why;
      case Heard.TurnedDown(var status, var words) -> words;
    };
  }
}
