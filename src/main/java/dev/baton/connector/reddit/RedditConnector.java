package dev.baton.connector.reddit;

import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import io.vertx.core.Future;
import java.util.List;

/**
 * One account on Reddit. What came into its inbox in the day before it was connected is read, and everything since.
 * Called from one event loop.
 */
final class RedditConnector implements Connector {

  private final RedditConfig config;
  private final RedditApi api;
  private final RedditReader reader;
  private final RedditReplies replies;
  private final RedditLookUp lookUp;

  private RedditConnector(RedditConfig config, Tools tools) {
    this.config = config;
    this.api = new RedditApi(config, tools);
    this.reader = new RedditReader(api, config, tools.clock());
    this.replies = new RedditReplies(api);
    this.lookUp = new RedditLookUp(api, config, tools.clock());
  }

  static RedditConnector of(RedditConfig config, Tools tools) {
    return new RedditConnector(config, tools);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return reader.read(cursor);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return lookUp.of(draft);
  }

  @Override
  public Future<List<Checked>> check() {
    return new RedditCheck(api, config).run();
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(RedditReplies.LONGEST, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return api.close();
  }
}
