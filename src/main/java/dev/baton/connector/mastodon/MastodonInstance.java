package dev.baton.connector.mastodon;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Who we are on an instance and what it can do, asked once. */
final class MastodonInstance {

  /** Stock Mastodon's limit, until the instance says its own. */
  private static final int USUAL_LENGTH = 500;

  /** Kept free for "@", the name and a blank; a local name has at most 30 characters, and few remote ones have more. */
  static final int FOR_THE_NAME = 40;

  /** Mastodon's own count of its API; from this on there are quotes, and notifications of them. */
  private static final int WITH_QUOTES = 7;

  /** @param version as the instance says it; empty where it does not */
  private record Facts(String id, String acct, String url, String version, int maxLength, String streaming,
                       boolean quotes) {}

  private static final Facts NOTHING = new Facts("", "", "", "", USUAL_LENGTH, "", false);

  private final MastodonApi api;
  private final URI server;
  private Facts facts = NOTHING;

  MastodonInstance(MastodonApi api, URI server) {
    this.api = api;
    this.server = server;
  }

  /** Makes sure that we know. @return what stands in the way; empty where nothing does */
  Future<Optional<Heard>> meet() {
    return facts != NOTHING ? Future.succeededFuture(Optional.empty()) : api.whoAmI().compose(heard ->
      heard instanceof Heard.Fine(var answer) ? learn(Fields.object(answer.body(), server.getHost()))
        : Future.succeededFuture(Optional.of(heard)));
  }

  /** An instance that does not say what it can do has the usual length and nothing else. */
  private Future<Optional<Heard>> learn(JsonObject we) {
    return said(api.instance())
      .compose(said -> said.isEmpty() ? said(api.olderInstance()) : Future.succeededFuture(said))
      .map(said -> {
        var configuration = Fields.object(said, "configuration");
        var length = Fields.number(Fields.object(configuration, "statuses"), "max_characters");
        facts = new Facts(Fields.text(we, "id"), Fields.text(we, "acct"), Fields.text(we, "url"),
          Fields.text(said, "version"), length > FOR_THE_NAME ? (int) Math.min(length, Mention.MAX_TEXT) : USUAL_LENGTH,
          streaming(Fields.object(configuration, "urls"), Fields.object(said, "urls")),
          Fields.number(Fields.object(said, "api_versions"), "mastodon") >= WITH_QUOTES);
        return Optional.empty();
      });
  }

  private static String streaming(JsonObject newer, JsonObject older) {
    return Fields.text(newer, "streaming").isEmpty() ? Fields.text(older, "streaming_api")
      : Fields.text(newer, "streaming");
  }

  private static Future<JsonObject> said(Future<Heard> asked) {
    return asked
      .map(heard -> heard instanceof Heard.Fine(var answer) ? Fields.objectOrEmpty(answer.body()) : new JsonObject())
      .otherwise(e -> new JsonObject());
  }

  /** Some servers write our name without themselves in one place and with in another; the id is the same. */
  boolean isOurs(JsonObject account) {
    return Fields.text(account, "acct").equals(facts.acct()) || isOurs(Fields.text(account, "id"));
  }

  boolean isOurs(String accountId) {
    return !facts.id().isEmpty() && accountId.equals(facts.id());
  }

  String id() {
    return facts.id();
  }

  String name() {
    return "@" + (facts.acct().contains("@") ? facts.acct() : facts.acct() + "@" + server.getHost());
  }

  String version() {
    return facts.version();
  }

  int maxLength() {
    return facts.maxLength();
  }

  /** The kinds of notifications in which something is said to us. */
  List<String> types() {
    return facts.quotes() ? List.of("mention", "quote") : List.of("mention");
  }

  /**
   * Whether a repeated key is recognised. Mastodon and its forks do, Pleroma and Akkoma do; of others we do not know, and
   * snac does not.
   */
  boolean keepsKeys() {
    return facts.version().matches("[2-9]\\.\\d+\\.\\d+[\\w.+-]*")
      || facts.version().matches(".*compatible; (Pleroma|Akkoma) .*");
  }

  /** Where the line is. The token goes there, so it has to be as safe as the server itself. */
  Optional<URI> line() {
    var told = facts.streaming().isEmpty() ? server.toString().replaceFirst("^http", "ws") : facts.streaming();
    boolean safe = "https".equals(server.getScheme());
    return told.startsWith("wss://") || !safe && told.startsWith("ws://")
      ? Optional.of(URI.create(told.replaceAll("/+$", "") + "/api/v1/streaming?stream=user:notification"))
      : Optional.empty();
  }
}
