package dev.baton.connector.messenger;

import dev.baton.connector.Brought;
import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import dev.baton.connector.meta.DirectMessages;
import dev.baton.connector.meta.DirectReplies;
import dev.baton.connector.meta.Event;
import dev.baton.connector.meta.Graph;
import dev.baton.connector.meta.MetaAccount;
import dev.baton.connector.meta.MetaCheck;
import dev.baton.connector.meta.MetaConfig;
import dev.baton.connector.meta.MetaHook;
import dev.baton.connector.meta.Saying;
import dev.baton.connector.meta.Watch;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One Facebook page, in private. Nothing is read here: what people write is sent to us, and a look from time to time
 * tells whether it still is. Called from one event loop.
 */
public final class MessengerConnector implements MetaAccount {

  private static final List<String> FIELDS = List.of("messages", "messaging_postbacks", "message_echoes", "message_edits");
  private static final List<Set<String>> SCOPES = List.of(Set.of("pages_messaging"), Set.of("pages_manage_metadata"));

  private final DirectMessages messages;
  private final DirectReplies replies;
  private final Parts parts;

  public MessengerConnector(Tools tools, MetaConfig config, int maxLength) {
    var graph = new Graph(tools, config);
    this.messages = new DirectMessages(graph, tools.clock(), config.account(), "name");
    this.replies = new DirectReplies(new Saying(graph), tools.clock(), "messenger", config.account());
    var watch = new Watch(graph, tools.clock(), "me/subscribed_apps", FIELDS, config.appId());
    var check = new MetaCheck(graph, config, tools.clock(), watch,
      new MetaCheck.Needs(tools.account(), "page", "name", SCOPES, FIELDS));
    this.parts = new Parts(graph, watch, MetaHook.named(config, this::told), check,
      new ReplyRules(maxLength, "characters", true));
  }

  @Override
  public Parts parts() {
    return parts;
  }

  /** What happens in public on the page is another channel's. */
  private Future<Brought> told(Event event, Instant receivedAt) {
    return event instanceof Event.Messaged(var account, var item) ? messages.read(item, receivedAt)
      : Future.succeededFuture(Brought.NOTHING);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }
}
