package dev.baton.connector.reddit;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tries an account out: who it is, what its token allows, whether its inbox and its messages can be read. */
final class RedditCheck {

  /** {@code history} shows the account's own comments, among which a lost answer is looked for. */
  static final List<String> SCOPES = List.of("identity", "read", "privatemessages", "submit", "history");

  private final RedditApi api;
  private final RedditConfig config;
  private final List<Checked> lines = new ArrayList<>();

  RedditCheck(RedditApi api, RedditConfig config) {
    this.api = api;
    this.config = config;
  }

  Future<List<Checked>> run() {
    return who()
      .compose(known -> known ? lists() : Future.succeededFuture())
      .recover(e -> {
        lines.add(CheckUp.unreached(e));
        return Future.succeededFuture();
      })
      .map(v -> List.copyOf(lines));
  }

  private Future<Boolean> who() {
    return api.whoAmI().map(heard -> {
      var name = heard instanceof Heard.Fine(var answer) ? Fields.text(Fields.objectOrEmpty(answer.body()), "name") : "";
      if (heard instanceof Heard.Fine) {
        add("credentials", config.isUs(name), config.isUs(name) ? "are accepted; the account is u/" + name
          : "are those of u/" + name + ", but username is " + config.username() + ": fill in the right one");
        scopes();
        return true;
      }
      add("credentials", false, words(heard));
      return false;
    });
  }

  private void scopes() {
    var given = Arrays.asList(api.scope().split("[\\s,]+"));
    var lacking = SCOPES.stream().filter(scope -> !given.contains(scope) && !given.contains("*")).toList();
    add("scopes", lacking.isEmpty() || api.scope().isEmpty(), api.scope().isEmpty()
      ? "are not told by Reddit; the token needs " + String.join(" ", SCOPES) : lacking.isEmpty() ? "are all there"
        : "lack " + String.join(" ", lacking) + ": let the account authorise Baton again with them");
  }

  private Future<Void> lists() {
    return api.list("/message/inbox", "", 0).compose(inbox -> {
      add("reading", inbox instanceof Heard.Fine, inbox instanceof Heard.Fine ? "the inbox can be read" : words(inbox));
      return api.list("/message/messages", "", 0);
    }).map(messages -> {
      // Since Reddit made chats of its messages, many apps are led to a sign-in page here; nobody can mend that.
      add("private messages", true, messages instanceof Heard.Fine ? "are shown"
        : "are not shown to this app by Reddit: look for chats in Reddit itself");
      return null;
    });
  }

  private void add(String what, boolean isWell, String words) {
    lines.add(new Checked(what, isWell, words));
  }

  private static String words(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> "";
      case Heard.Wait(var pause, var why) -> why + "; ask again in " + Math.max(1, pause.toSeconds()) + " s";
      case Heard.Unwelcome(var why) -> why;
      case Heard.TurnedDown(var status, var why) -> why;
    };
  }
}
