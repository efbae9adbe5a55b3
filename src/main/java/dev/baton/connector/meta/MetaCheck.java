package dev.baton.connector.meta;

import dev.baton.connector.Checked;
import dev.baton.connector.CheckUp;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The guided check-up of an account: its token, its scopes, who it is, what it is sent, and where the webhook has to
 * lead.
 */
public final class MetaCheck {

  /** Enough to make a new token in peace. */
  private static final Duration SOON = Duration.ofDays(14);

  private final Graph graph;
  private final MetaConfig config;
  private final InstantSource clock;
  private final Watch watch;
  private final Needs needs;

  /**
   * What an account of this network needs.
   *
   * @param object the webhook's, as the dashboard names it
   * @param name   the field that holds the account's name
   * @param scopes each line is one need; of several in a line one is enough
   */
  public record Needs(String account, String object, String name, List<Set<String>> scopes, List<String> fields) {}

  public MetaCheck(Graph graph, MetaConfig config, InstantSource clock, Watch watch, Needs needs) {
    this.graph = graph;
    this.config = config;
    this.clock = clock;
    this.watch = watch;
    this.needs = needs;
  }

  /** Says nothing to anybody. */
  public Future<List<Checked>> check() {
    return Future.all(
        look("credentials", graph.debugged(), this::token),
        look("account", graph.get(config.account(), Map.of("fields", needs.name())), this::account),
        look("subscription", watch.ask(), this::subscription),
        config.appId().isEmpty() ? Future.succeededFuture(List.of(webhook(false, "Baton cannot see where it leads")))
          : look("webhook", graph.getAsApp(config.appId() + "/subscriptions", Map.of()), this::webhook))
      .map(looks -> looks.<List<Checked>>list().stream().flatMap(List::stream).toList());
  }

  private static Future<List<Checked>> look(String what, Future<Heard> asked,
                                            Function<JsonObject, List<Checked>> found) {
    return asked.map(heard -> switch (heard) {
      case Heard.Fine(var answer) -> found.apply(Fields.objectOrEmpty(answer.body()));
      case Heard.Wait(var pause, var why) ->
        List.of(new Checked(what, false, why + "; ask again in " + pause.toSeconds() + " s"));
      case Heard.Unwelcome(var why) -> List.of(new Checked(what, false, why));
      case Heard.TurnedDown(var status, var words) -> List.of(new Checked(what, false, words));
    }).otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  private List<Checked> token(JsonObject answer) {
    var data = Fields.object(answer, "data");
    var valid = Boolean.TRUE.equals(data.getValue("is_valid"));
    var ends = Fields.number(data, "expires_at");
    var end = Instant.ofEpochSecond(Math.min(ends, Integer.MAX_VALUE));
    var soon = ends > 0 && end.isBefore(clock.instant().plus(SOON));
    var words = !valid ? "the token is not valid any more: make a new one and put it at 'token'"
      : ends == 0 ? "are accepted; the token has no end of its own"
      : "are accepted until " + end + (soon ? ": make a new token soon" : "");
    return List.of(new Checked("credentials", valid && !soon, words), scopes(data));
  }

  private Checked scopes(JsonObject data) {
    var given = data.getValue("scopes") instanceof JsonArray list
      ? list.stream().map(String::valueOf).collect(Collectors.toSet()) : Set.<String>of();
    var missing = needs.scopes().stream().filter(any -> any.stream().noneMatch(given::contains))
      .map(any -> any.stream().sorted().collect(Collectors.joining(" or "))).toList();
    return missing.isEmpty() ? new Checked("scopes", true, "are all there")
      : new Checked("scopes", false, "missing: " + String.join(", ", missing) + "; make a token that has them");
  }

  private List<Checked> account(JsonObject answer) {
    var name = Fields.text(answer, needs.name());
    return List.of(new Checked("account", true, "is " + (name.isEmpty() ? config.account() : name)));
  }

  private List<Checked> subscription(JsonObject answer) {
    var missing = watch.missing(answer);
    return List.of(missing.isEmpty() ? new Checked("subscription", true, "what customers say is sent to us")
      : new Checked("subscription", false, missing));
  }

  private List<Checked> webhook(JsonObject answer) {
    var found = Fields.objects(answer, "data").stream()
      .filter(s -> Fields.text(s, "object").equals(needs.object())).findFirst();
    if (found.isEmpty()) {
      return List.of(webhook(false, "the app has none for the object '" + needs.object() + "'"));
    }
    var leads = Fields.text(found.get(), "callback_url");
    var active = Boolean.TRUE.equals(found.get().getValue("active"));
    return List.of(webhook(active && leads.contains("/hooks/"), active ? "leads to " + leads : "is switched off"));
  }

  /** The verify token is told by where it stands: it is a secret. */
  private Checked webhook(boolean well, String found) {
    return new Checked("webhook", well || config.appId().isEmpty(), found + (well ? "" : ". In the app's dashboard, under"
      + " Webhooks, object '" + needs.object() + "': the callback is your public address and /hooks/" + needs.account()
      + " (one account's address serves all of the same app), the verify token is what stands at 'verify-token' of that"
      + " account, the fields are " + String.join(", ", needs.fields()) + ". Meta tries the address when you save it"));
  }
}
