package dev.baton.connector.telegram;

import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.Hook;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One bot. Asking for what comes after an update tells Telegram to forget it and all before, so that is only done once
 * they are kept: the cursor is the last one's number. An answer of unknown fate stays so: nothing can be looked up.
 */
final class TelegramConnector implements Connector {

  /** In UTF-16 units. Telegram counts after it has taken formatting out, and we send none. */
  private static final int MAX_LENGTH = 4096;
  private static final int CONFLICT = 409;
  /** While another node that had the account lets go of it. */
  private static final Duration UNTIL_ALONE = Duration.ofSeconds(10);

  private final TelegramConfig config;
  private final Wire wire;
  private final TelegramApi api;
  private final TelegramReplies replies;
  private Bot bot;

  TelegramConnector(TelegramConfig config, Tools tools) {
    this.config = config;
    this.wire = new Wire(tools.vertx(), config.server(), tools.limits());
    this.api = new TelegramApi(wire, config, tools.rateLimits(), tools.limits().total());
    this.replies = new TelegramReplies(api);
  }

  @Override
  public boolean isPolled() {
    return !config.isSentTo();
  }

  @Override
  public Optional<Hook> hook() {
    return config.isSentTo() ? Optional.of(new TelegramHook(config.secrets(), this::us)) : Optional.empty();
  }

  /** For who reads what was sent: fails where it is to be tried again. */
  private Future<Bot> us() {
    return bot != null ? Future.succeededFuture(bot) : api.whoAmI()
      .compose(heard -> heard instanceof Heard.Fine(var answer) ? introduced(answer) : Future.failedFuture(unknown()));
  }

  private SourceException unknown() {
    return SourceException.unanswered(wire.host() + " does not say who we are", null);
  }

  /** Knowing our own name tells us in groups what is said to us. */
  private Future<Bot> introduced(Wire.Answer answer) {
    var said = Fields.object(Fields.object(answer.body(), wire.host()), "result");
    if (Fields.number(said, "id") == 0) {
      return Future.failedFuture(unknown());
    }
    bot = new Bot(Fields.number(said, "id"), Fields.text(said, "username"));
    return Future.succeededFuture(bot);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    if (bot != null) {
      return readPage(cursor);
    }
    return api.whoAmI().compose(heard -> heard instanceof Heard.Fine(var answer)
      ? introduced(answer).compose(us -> readPage(cursor)) : unread(heard));
  }

  private Future<ReadOutcome> readPage(String cursor) {
    return (cursor.isEmpty() ? api.updates() : api.updatesAfter(Long.parseLong(cursor))).compose(heard ->
      heard instanceof Heard.Fine(var answer) ? Future.succeededFuture(page(answer, cursor)) : unread(heard));
  }

  /** The last is the newest even where its number is lower: after a quiet week Telegram counts from anywhere. */
  private ReadOutcome page(Wire.Answer answer, String cursor) {
    if (!(Fields.object(answer.body(), wire.host()).getValue("result") instanceof JsonArray updates)) {
      throw SourceException.unanswered(wire.host() + " answered without a result", null);
    }
    var last = updates.stream().filter(JsonObject.class::isInstance)
      .map(update -> Fields.number((JsonObject) update, "update_id")).filter(id -> id > 0)
      .reduce((earlier, later) -> later).map(String::valueOf).orElse(cursor);
    return new ReadOutcome.Page(Updates.read(updates, bot), last,
      updates.size() >= TelegramApi.PAGE && !last.equals(cursor), ReadOutcome.Quota.UNSAID);
  }

  private Future<ReadOutcome> unread(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> throw new IllegalStateException("a fine answer is read");
      case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
      case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
      case Heard.TurnedDown(var status, var words) -> status == CONFLICT
        ? Future.succeededFuture(conflict(words))
        : Future.failedFuture(SourceException.unanswered(wire.host() + " turned a read down: " + words, null));
    };
  }

  private static ReadOutcome conflict(String words) {
    return words.contains("webhook")
      ? new ReadOutcome.NeedsReconnect("Telegram sends this bot's messages to a webhook and cannot be asked for them:"
        + " call deleteWebhook, or fill in webhook-secret if that webhook is Baton's")
      : new ReadOutcome.Rest(UNTIL_ALONE, "Another program asks for this bot's messages: only one may, so stop the"
        + " other one, or give Baton a bot of its own");
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<List<Checked>> check() {
    return TelegramCheck.of(api, config);
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(MAX_LENGTH, "units", true);
  }

  @Override
  public Future<Void> close() {
    return wire.close();
  }
}
