package dev.baton.connector.instagram;

import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Hook;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.MetaCheck;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.connector.meta.MetaHook;
import dev.baton.connector.meta.Watch;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One Instagram account. Nothing is read here: what people say is sent to us, and a look from time to time tells
 * whether it still is. Called from one event loop.
 */
public final class InstagramConnector implements Connector {

  private static final List<String> FIELDS = List.of("comments", "mentions", "messages");
  private static final List<Set<String>> SCOPES = List.of(
    Set.of("instagram_business_manage_comments", "instagram_manage_comments"),
    Set.of("instagram_business_manage_messages", "instagram_manage_messages"));

  /** @param comment in characters @param message in bytes */
  public record Lengths(int comment, int message) {}

  private final Graph graph;
  private final Lengths lengths;
  private final InstagramReplies replies;
  private final Watch watch;
  private final MetaHook hook;
  private final MetaCheck check;

  public InstagramConnector(Tools tools, MetaConfig config, Lengths lengths) {
    this.graph = new Graph(tools, config);
    this.lengths = lengths;
    this.replies = new InstagramReplies(graph, tools.clock(), config.account(), lengths);
    this.watch = new Watch(graph, tools.clock(), "me/subscribed_apps", FIELDS, config.appId());
    this.hook = MetaHook.named(config, new InstagramEvents(graph, tools.clock(), config.account())::read);
    this.check = new MetaCheck(graph, config, tools.clock(), watch,
      new MetaCheck.Needs(tools.account(), "instagram", "username", SCOPES, FIELDS));
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return watch.look(cursor);
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
  public String newAttemptKey(Instant now) {
    return UUID.randomUUID().toString();
  }

  /** Instagram would say it twice. */
  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return false;
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }

  @Override
  public Future<List<Checked>> check() {
    return check.check();
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(lengths.comment(), "characters", true, lengths.message());
  }

  @Override
  public Future<Void> close() {
    return graph.close();
  }
}
