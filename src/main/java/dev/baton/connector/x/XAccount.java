package dev.baton.connector.x;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import java.util.Optional;

/** Who the account is, asked once: what it says itself is no customer's. Called from one event loop. */
final class XAccount {

  private final XApi api;
  private final XWire wire;
  private final long price;
  private Me me;
  private long owed;

  /** @param userId where the token cannot be asked; else empty */
  XAccount(XApi api, XWire wire, String userId, long price) {
    this.api = api;
    this.wire = wire;
    this.price = price;
    this.me = userId.isEmpty() ? Me.UNKNOWN : new Me(userId, "");
  }

  Me me() {
    return me;
  }

  /** What asking cost, once. */
  long owed() {
    var cost = owed;
    owed = 0;
    return cost;
  }

  /** @return empty once it is known, else what stands in the way */
  Future<Optional<Heard>> introduced() {
    return me.id().isEmpty() ? ask().map(heard -> heard instanceof Heard.Fine ? Optional.empty() : Optional.of(heard))
      : Future.succeededFuture(Optional.empty());
  }

  Future<Heard> ask() {
    return api.whoAmI().map(heard -> {
      if (heard instanceof Heard.Fine(var answer)) {
        var body = Fields.object(answer.body(), wire.host());
        var said = Fields.object(body, "data");
        if (Fields.text(said, "id").isEmpty()) {
          throw SourceException.unanswered(wire.host() + " does not say who the account is " + XWire.words(body), null);
        }
        me = new Me(Fields.text(said, "id"), Fields.text(said, "username"));
        owed += price;
      }
      return heard;
    });
  }
}
