package dev.baton.connector.meta;

import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Hook;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyRules;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * One account of the family. What people say is sent to it, and a look from time to time tells whether it still is;
 * what it says differs from network to network. Called from one event loop.
 */
public interface MetaAccount extends Connector {

  /** What an account is made of, whatever its network. */
  record Parts(Graph graph, Watch watch, MetaHook hook, MetaCheck check, ReplyRules rules) {}

  Parts parts();

  @Override
  default Future<ReadOutcome> read(String cursor) {
    return parts().watch().look(cursor);
  }

  @Override
  default Optional<Hook> hook() {
    return Optional.of(parts().hook());
  }

  @Override
  default Future<List<Checked>> check() {
    return parts().check().check();
  }

  @Override
  default ReplyRules rules() {
    return parts().rules();
  }

  @Override
  default Future<Void> close() {
    return parts().graph().close();
  }
}
