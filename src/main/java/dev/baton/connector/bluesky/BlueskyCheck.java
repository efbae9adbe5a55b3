package dev.baton.connector.bluesky;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReadOutcome;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Looks at an account from all sides without saying anything to anybody. */
final class BlueskyCheck {

  /** What the access token of the account's own password may do: everything. */
  private static final String EVERYTHING = "com.atproto.access";

  private final BlueskySession session;

  BlueskyCheck(BlueskySession session) {
    this.session = session;
  }

  /** @param reading what a first read gave */
  Future<List<Checked>> of(ReadOutcome reading) {
    var found = new ArrayList<>(CheckUp.of(reading));
    return !(reading instanceof ReadOutcome.Page) ? Future.succeededFuture(found)
      : session.get("com.atproto.server.getSession", "").map(heard -> {
        found.add(account(heard));
        found.add(password());
        return found;
      });
  }

  private static Checked account(Heard heard) {
    if (!(heard instanceof Heard.Fine(var answer))) {
      return new Checked("account", true, "is signed in; the data server does not say more");
    }
    var said = Fields.objectOrEmpty(answer.body());
    var name = "@" + Fields.text(said, "handle") + " (" + Fields.text(said, "did") + ")";
    return Boolean.FALSE.equals(said.getValue("active"))
      ? new Checked("account", false, name + " is not active: " + Fields.text(said, "status"))
      : new Checked("account", true, "is " + name);
  }

  private Checked password() {
    var scope = session.scope();
    return scope.equals(EVERYTHING)
      ? new Checked("password", false, "is the account's own, which may do everything: make an app password instead")
      : new Checked("password", true, scope.contains("appPass") ? "is an app password" : "is of a kind we do not know");
  }
}
