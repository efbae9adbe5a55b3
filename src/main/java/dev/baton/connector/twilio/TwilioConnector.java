package dev.baton.connector.twilio;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Guarded;
import dev.baton.connector.Hook;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One account of Twilio: it sends what customers say, and takes answers. */
final class TwilioConnector implements Connector {

  /** Twilio cuts a longer message into parts itself, up to this. */
  private static final int MAX_LENGTH = 1_600;

  private final TwilioConfig config;
  private final TwilioApi api;
  private final TwilioHook hook;
  private final TwilioReplies replies;
  private final TwilioList list;

  TwilioConnector(Tools tools, TwilioConfig config) {
    this.config = config;
    this.api = new TwilioApi(tools.vertx(), config, tools.limits());
    this.hook = new TwilioHook(config);
    this.list = new TwilioList(api, new TwilioMentions(config), tools.rateLimits(), tools.clock());
    this.replies = new TwilioReplies(config, api, tools.rateLimits(), tools.clock());
  }

  /** What customers write is sent to us; this finds what could not be. */
  @Override
  public Future<ReadOutcome> read(String cursor) {
    return list.read(cursor);
  }

  @Override
  public Optional<Hook> hook() {
    return Optional.of(hook);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.find(draft);
  }

  @Override
  public Future<Wire.Answer> fetch(String url, Guarded web) {
    return api.media(url, web);
  }

  @Override
  public Future<List<Checked>> check() {
    return api.account().map(this::checked).otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  private List<Checked> checked(Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    var looks = new ArrayList<Checked>();
    var isWell = answer.status() == 200;
    looks.add(new Checked("credentials", isWell, isWell ? "are accepted"
      : TwilioReplies.words(answer) + ": compare sid and token with Twilio's console"));
    if (isWell) {
      var status = Fields.text(said, "status");
      looks.add(new Checked("account", "active".equals(status), "is " + (status.isEmpty() ? "of no status" : status)));
      looks.add(new Checked("receipts", !config.callback().isEmpty(), config.callback().isEmpty()
        ? "are not asked for: put this account's webhook address into callback" : "are sent to " + config.callback()));
    }
    return looks;
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(MAX_LENGTH, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return api.close();
  }
}
