package dev.baton.connector.mastodon;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.ReadOutcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;

/** Looks at an account from all sides without saying anything to anybody. */
final class MastodonCheck {

  /** Each with those that contain it. */
  private static final List<List<String>> NEEDED = List.of(List.of("read:notifications", "read"),
    List.of("read:statuses", "read"), List.of("read:accounts", "read"), List.of("write:statuses", "write"));

  private final MastodonApi api;
  private final MastodonInstance instance;

  MastodonCheck(MastodonApi api, MastodonInstance instance) {
    this.api = api;
    this.instance = instance;
  }

  /** @param reading what a first read gave */
  Future<List<Checked>> of(ReadOutcome reading) {
    var found = new ArrayList<>(CheckUp.of(reading));
    return instance.meet().compose(trouble -> {
      if (trouble.isPresent()) {
        return Future.succeededFuture(found);
      }
      found.add(new Checked("account", true, "is " + instance.name()));
      found.add(server());
      return api.app().map(MastodonCheck::scopes).otherwise(e -> scopesUnseen()).map(scopes -> {
        found.add(scopes);
        return found;
      });
    });
  }

  private Checked server() {
    var version = instance.version().isEmpty() ? "says no version" : "is version " + instance.version();
    return new Checked("server", true, version + "; takes answers of up to " + instance.maxLength() + " characters; "
      + (instance.keepsKeys() ? "recognises a repeated answer"
        : "does not recognise a repeated answer, so Baton looks for it before it says it again"));
  }

  /** The app's scopes, which are those of a token made on its page. */
  private static Checked scopes(Heard heard) {
    if (!(heard instanceof Heard.Fine(var answer))
      || !(Fields.objectOrEmpty(answer.body()).getValue("scopes") instanceof JsonArray scopes)) {
      return scopesUnseen();
    }
    var missing = NEEDED.stream().filter(any -> any.stream().noneMatch(scopes::contains)).map(List::getFirst).toList();
    return missing.isEmpty() ? new Checked("scopes", true, "are enough")
      : new Checked("scopes", false, "lack " + String.join(" and ", missing)
        + ": make an application with them and use its token");
  }

  private static Checked scopesUnseen() {
    return new Checked("scopes", true, "are not told by this server; whether it takes answers shows with the first one");
  }
}
