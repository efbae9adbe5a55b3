package dev.baton.connector.webhook;

import dev.baton.connector.Checked;
import dev.baton.connector.Draft;
import dev.baton.connector.Hook;
import dev.baton.connector.PublicNames;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Told;
import dev.baton.connector.Tools;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One program that sends, and perhaps takes answers. It knows a repeated answer by its {@code webhook-id}, so one whose
 * fate is unknown is simply sent again.
 */
final class WebhookConnector implements Told {

  /** A record of what somebody told a customer is a few paragraphs. */
  private static final int LONGEST_RECORD = 5_000;

  private final WebhookConfig config;
  private final WebhookHook hook;
  private final Optional<Answers> answers;

  WebhookConnector(WebhookConfig config, Tools tools) {
    this(config, tools, new PublicNames(tools.vertx()));
  }

  WebhookConnector(WebhookConfig config, Tools tools, PublicNames names) {
    this.config = config;
    this.hook = new WebhookHook(tools.vertx(), config.secrets());
    this.answers = config.answerTo().map(url -> new Answers(url, config, tools, names));
  }

  @Override
  public Optional<Hook> hook() {
    return Optional.of(hook);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return answers.map(to -> to.send(draft))
      .orElseGet(() -> Future.succeededFuture(new ReplyOutcome.Sent("said-" + draft.attemptKey(), "")));
  }

  /** The key is the {@code webhook-id}, by which receivers know what they were sent before. */
  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return true;
  }

  @Override
  public Future<List<Checked>> check() {
    var count = config.secrets().size();
    var signing = new Checked("credentials", true, count == 1 ? "one secret is accepted"
      : count + " secrets are accepted: take out the old one once nothing is signed with it any more");
    var record = new Checked("answers", true, "are a record: there is no answer-url");
    return answers.map(Answers::look).orElseGet(() -> Future.succeededFuture(record))
      .map(where -> List.of(signing, where));
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(answers.isPresent() ? Mention.MAX_TEXT : LONGEST_RECORD, "characters", answers.isPresent());
  }

  @Override
  public Future<Void> close() {
    return answers.map(Answers::close).orElseGet(Future::succeededFuture);
  }
}
