package dev.baton.connector.facebook;

/** A comment has one id in the webhook, {@code post_comment}, and another in lists, {@code page_post_comment}. */
final class FacebookIds {

  private FacebookIds() {}

  /** The same wherever it came from. */
  static String comment(String id) {
    var parts = id.split("_");
    return parts.length > 2 ? parts[parts.length - 2] + "_" + parts[parts.length - 1] : id;
  }

  /** Of a post or a comment, where nobody gives a better one. */
  static String url(String id) {
    return id.isEmpty() ? "" : "https://www.facebook.com/" + id;
  }
}
