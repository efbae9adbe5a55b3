package dev.baton.connector.instagram;

import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.MetaAccount;
import dev.baton.connector.meta.MetaCheck;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.connector.meta.MetaHook;
import dev.baton.connector.meta.Watch;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One Instagram account. Nothing is read here: what people say is sent to us, and a look from time to time tells
 * whether it still is. Called from one event loop.
 */
public final class InstagramConnector implements MetaAccount {

  private static final List<String> FIELDS = List.of("comments", "mentions", "messages");
  private static final List<Set<String>> SCOPES = List.of(
    Set.of("instagram_business_manage_comments", "instagram_manage_comments"),
    Set.of("instagram_business_manage_messages", "instagram_manage_messages"));

  /** @param comment in characters @param message in bytes */
  public record Lengths(int comment, int message) {}

  private final Optional<LongLived> longLived;
  private final InstagramReplies replies;
  private final Parts parts;

  /** @param renews false where the token is a page's, which has no end of its own */
  public InstagramConnector(Tools tools, MetaConfig config, Lengths lengths, boolean renews) {
    this.longLived = renews ? Optional.of(new LongLived(tools, config.server(), config.token())) : Optional.empty();
    var graph = longLived.map(token -> new Graph(tools, config, token::token))
      .orElseGet(() -> new Graph(tools, config));
    this.replies = new InstagramReplies(graph, tools.clock(), config.account(), lengths);
    var watch = new Watch(graph, tools.clock(), "me/subscribed_apps", FIELDS, config.appId());
    var hook = MetaHook.named(config, new InstagramEvents(graph, tools.clock(), config.account())::read);
    var check = new MetaCheck(graph, config, tools.clock(), watch,
      new MetaCheck.Needs(tools.account(), "instagram", "username", SCOPES, FIELDS));
    this.parts = new Parts(graph, watch, hook, check,
      new ReplyRules(lengths.comment(), "characters", true, lengths.message()));
  }

  @Override
  public Parts parts() {
    return parts;
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }

  @Override
  public Future<Void> close() {
    return longLived.map(LongLived::close).orElseGet(Future::succeededFuture).compose(v -> MetaAccount.super.close());
  }
}
