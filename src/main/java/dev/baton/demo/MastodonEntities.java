package dev.baton.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** What a Mastodon instance puts into its answers. Source: mastodon/documentation, entities. */
final class MastodonEntities {

  private MastodonEntities() {}

  static JsonObject status(URI address, String brand, long id, String createdAt, JsonObject account, String text,
                           String inReplyTo, String visibility, String language) {
    return new JsonObject().put("id", String.valueOf(id)).put("created_at", createdAt).put("edited_at", null)
      .put("in_reply_to_id", inReplyTo.isEmpty() ? null : inReplyTo).put("visibility", visibility)
      .put("language", language).put("sensitive", false).put("spoiler_text", "")
      .put("uri", address + "/users/" + account.getString("username") + "/statuses/" + id)
      .put("url", address + "/@" + account.getString("acct") + "/" + id)
      .put("content", html(address, brand, text)).put("account", account)
      .put("media_attachments", new JsonArray()).put("tags", new JsonArray()).put("emojis", new JsonArray())
      .put("mentions", new JsonArray().add(new JsonObject().put("id", "1").put("username", brand).put("acct", brand)));
  }

  static JsonObject account(URI address, Person person) {
    return account(address, String.valueOf(1_000_000 + Math.abs((long) person.handle().hashCode())), person.handle(),
      person.name(), person.followers());
  }

  static JsonObject account(URI address, String id, String acct, String name, long followers) {
    return new JsonObject().put("id", id).put("username", acct.replaceAll("@.*", "")).put("acct", acct)
      .put("display_name", name).put("bot", false).put("followers_count", followers).put("url", address + "/@" + acct);
  }

  static JsonObject instance(URI address, int maxCharacters, String version) {
    return new JsonObject().put("domain", address.getHost()).put("version", version)
      .put("api_versions", new JsonObject().put("mastodon", 7))
      .put("configuration", new JsonObject()
        .put("urls", new JsonObject().put("streaming", address.toString().replaceFirst("^http", "ws")))
        .put("statuses",
          new JsonObject().put("max_characters", maxCharacters).put("characters_reserved_per_url", 23)));
  }

  static JsonObject app() {
    return new JsonObject().put("name", "Baton").put("scopes", new JsonArray().add("read:notifications")
      .add("read:accounts").add("read:statuses").add("write:statuses"));
  }

  /** The words of a status as it reads now; the entity stays the same one. */
  static void edit(JsonObject status, URI address, String brand, String text, String at) {
    status.put("content", html(address, brand, text)).put("edited_at", at);
  }

  /** As Mastodon writes it: the brand's name as a link, lines as breaks. */
  private static String html(URI address, String brand, String text) {
    var safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br />");
    return "<p>" + safe.replace("@" + brand, "<span class=\"h-card\"><a href=\"" + address + "/@" + brand
      + "\" class=\"u-url mention\">@<span>" + brand + "</span></a></span>") + "</p>";
  }
}
