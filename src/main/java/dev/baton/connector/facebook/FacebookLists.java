package dev.baton.connector.facebook;

import dev.baton.connector.Fields;
import dev.baton.connector.meta.Gathered;
import dev.baton.connector.meta.Times;
import dev.baton.mention.Mention;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The lists a page is read from: its {@code feed}, with the new comments of each post, and where it is {@code tagged}.
 * A comment may come under any post, but a list can only be asked for posts of a time: so far back they are looked
 * through, and what is said under older ones only the webhook tells.
 */
final class FacebookLists {

  static final String FEED = "feed";
  static final String TAGGED = "tagged";
  static final String COMMENTS = "/comments";

  /** The most that is given in one page, less where each post brings its comments. */
  private static final int PAGE = 100;
  private static final int POSTS = 50;

  /** Of the network's link to the next page: what says where, and nothing that says who asks. */
  private static final Set<String> PLACE = Set.of("after", "until", "__paging_token", "offset");

  private final String page;
  private final Duration postsOf;

  FacebookLists(String page, Duration postsOf) {
    this.page = page;
    this.postsOf = postsOf;
  }

  String path(FacebookCursor.Ask ask) {
    return ask.list().endsWith(COMMENTS) ? ask.list() : page + "/" + ask.list();
  }

  Map<String, String> query(FacebookCursor.Ask ask, Instant floor, Instant now) {
    var query = new HashMap<String, String>();
    var since = floor.getEpochSecond();
    if (ask.list().equals(FEED)) {
      var back = now.minus(postsOf);
      query.put("since", String.valueOf(Math.min(since, back.getEpochSecond())));
      query.put("limit", String.valueOf(POSTS));
      query.put("fields", FacebookMentions.POST_FIELDS + ",comments.filter(stream).order(reverse_chronological).since("
        + since + ").limit(" + PAGE + "){" + FacebookMentions.COMMENT_FIELDS + "}");
    } else {
      query.put("since", String.valueOf(since));
      query.put("limit", String.valueOf(PAGE));
      query.put("fields", ask.list().equals(TAGGED) ? FacebookMentions.POST_FIELDS : FacebookMentions.COMMENT_FIELDS);
    }
    if (ask.list().endsWith(COMMENTS)) {
      query.put("filter", "stream");
      query.put("order", "reverse_chronological");
    }
    query.putAll(ask.page());
    return query;
  }

  /** What a page says. @param more what it leads to; an empty page may lead on as well */
  record Found(Gathered gathered, List<FacebookCursor.Ask> more, Instant latest) {}

  Found found(FacebookCursor.Ask ask, JsonObject answer, Instant floor, Instant now) {
    var found = new Turning(now, floor);
    var items = answer.getValue("data") instanceof JsonArray data ? data : new JsonArray();
    for (var item : items) {
      if (ask.list().endsWith(COMMENTS)) {
        found.comment(item, ask.list().substring(0, ask.list().length() - COMMENTS.length()));
      } else {
        found.post(item);
      }
    }
    found.leadOn(ask.list(), answer);
    return new Found(found.gathered, found.more, found.latest);
  }

  /** One page, while it is turned into mentions. */
  private final class Turning {

    private final Instant now;
    private final Instant floor;
    private final Gathered gathered = new Gathered();
    private final List<FacebookCursor.Ask> more = new ArrayList<>();
    private Instant latest = Instant.EPOCH;

    Turning(Instant now, Instant floor) {
      this.now = now;
      this.floor = floor;
    }

    void post(Object item) {
      if (!(item instanceof JsonObject post)) {
        gathered.aside("", item, new IllegalArgumentException("the post is no object"));
        return;
      }
      var id = Fields.text(post, "id");
      // An old post is there for its comments, and was read when it was new.
      if (!isOurs(post) && !Times.read(post, "created_time").orElse(Instant.MAX).isBefore(floor)) {
        said(id, post, () -> FacebookMentions.post(post, now));
      }
      var comments = Fields.object(post, "comments");
      if (comments.getValue("data") instanceof JsonArray data) {
        data.forEach(comment -> comment(comment, id));
      }
      leadOn(id + COMMENTS, comments);
    }

    void comment(Object item, String postId) {
      if (!(item instanceof JsonObject comment)) {
        gathered.aside("", item, new IllegalArgumentException("the comment is no object"));
      } else if (!isOurs(comment)) {
        said(FacebookIds.comment(Fields.text(comment, "id")), comment,
          () -> FacebookMentions.comment(comment, postId, now));
      }
    }

    private void said(String id, JsonObject item, Supplier<Mention> read) {
      gathered.attempt(id, item, () -> {
        var mention = read.get();
        latest = mention.postedAt().isAfter(latest) ? mention.postedAt() : latest;
        return Gathered.of(mention);
      });
    }

    void leadOn(String list, JsonObject paged) {
      var paging = Fields.object(paged, "paging");
      if (!Fields.text(paging, "next").isEmpty()) {
        more.add(new FacebookCursor.Ask(list, place(paging)));
      }
    }
  }

  private boolean isOurs(JsonObject said) {
    return Fields.text(Fields.object(said, "from"), "id").equals(page);
  }

  /** The link itself is not followed: it may lead to another host, and has the token in it. */
  private static Map<String, String> place(JsonObject paging) {
    var place = new TreeMap<String, String>();
    try {
      var query = URI.create(Fields.text(paging, "next")).getRawQuery();
      for (var pair : (query == null ? "" : query).split("&")) {
        var at = pair.indexOf('=');
        if (at > 0 && PLACE.contains(pair.substring(0, at))) {
          place.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
      }
    } catch (IllegalArgumentException notAnAddress) {
      place.clear();
    }
    var after = Fields.text(Fields.object(paging, "cursors"), "after");
    if (place.isEmpty() && !after.isEmpty()) {
      place.put("after", after);
    }
    return place;
  }
}
