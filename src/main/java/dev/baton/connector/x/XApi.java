package dev.baton.connector.x;

import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The requests Baton makes of the network, signed in. */
final class XApi {

  /** The most the network gives in one page of any of them. */
  static final int PAGE = 100;

  private final XWire wire;
  private final OAuthSession session;
  private final XConfig config;

  XApi(XWire wire, OAuthSession session, XConfig config) {
    this.wire = wire;
    this.session = session;
    this.config = config;
  }

  Future<Heard> whoAmI() {
    return get("/2/users/me?user.fields=username,name");
  }

  Future<Heard> mentions(String userId, XRun run, int size) {
    return get("/2/users/" + XWire.encoded(userId) + "/mentions?max_results=" + size + since(run.floor())
      + page("pagination_token", run.page()) + postFields());
  }

  Future<Heard> search(XRun run, Instant earliest, int size) {
    var floor = run.floor().isBefore(earliest) ? earliest : run.floor();
    return get("/2/tweets/search/recent?query=" + XWire.encoded(config.search()) + "&max_results=" + size
      + since(floor) + page("next_token", run.page()) + postFields());
  }

  Future<Heard> messages(XRun run, int size) {
    return get("/2/dm_events?event_types=MessageCreate&max_results=" + size + page("pagination_token", run.page())
      + messageFields());
  }

  /** What the account itself posted, the newest first. */
  Future<Heard> ownPosts(String userId, Instant since, String page) {
    return get("/2/users/" + XWire.encoded(userId) + "/tweets?max_results=" + PAGE + "&start_time="
      + since.truncatedTo(ChronoUnit.SECONDS) + page("pagination_token", page) + "&" + config.noun()
      + ".fields=created_at,entities,referenced_" + config.noun() + "s,note_" + config.noun());
  }

  /** What was written in one conversation, the newest first. @param path of the conversation */
  Future<Heard> conversation(String path) {
    return get(path + "/dm_events?event_types=MessageCreate&max_results=" + PAGE
      + "&dm_event.fields=id,text,sender_id,created_at");
  }

  Future<Heard> post(JsonObject post) {
    return write("/2/tweets", post);
  }

  Future<Heard> message(String path, JsonObject message) {
    return write(path + "/messages", message);
  }

  private static String since(Instant floor) {
    return "&since_id=" + Snowflake.first(floor);
  }

  private static String page(String parameter, String token) {
    return token.isEmpty() ? "" : "&" + parameter + "=" + XWire.encoded(token);
  }

  /** The network calls its posts by an old and a new name; which one it listens to is a setting. */
  private String postFields() {
    var noun = config.noun();
    return "&" + noun + ".fields=created_at,author_id,conversation_id,in_reply_to_user_id,referenced_" + noun
      + "s,lang,entities,attachments,edit_controls,note_" + noun + "&expansions=author_id,referenced_" + noun
      + "s.id,referenced_" + noun + "s.id.author_id,attachments.media_keys" + objectFields();
  }

  private String messageFields() {
    return "&dm_event.fields=id,event_type,text,sender_id,dm_conversation_id,created_at,attachments"
      + "&expansions=sender_id,attachments.media_keys" + objectFields();
  }

  private static String objectFields() {
    return "&user.fields=username,name,protected,public_metrics"
      + "&media.fields=type,url,preview_image_url,alt_text,variants";
  }

  private Future<Heard> get(String path) {
    return session.ask(access -> wire.get(path, access));
  }

  private Future<Heard> write(String path, JsonObject body) {
    return session.write(access -> wire.post(path, access, body));
  }
}
