package dev.baton.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What is public there: posts, comments, and lists of them, newest first. Safe to use from any thread. */
public final class GraphPosts {

  private static final DateTimeFormatter SPELLED = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ")
    .withZone(ZoneOffset.UTC);
  private static final Pattern NESTED = Pattern.compile("comments\\.filter\\(stream\\).*?since\\((\\d+)\\)\\.limit\\((\\d+)\\)");

  /** @param under the post of a comment; empty for a post. @param list where a post is listed */
  private record Item(String id, String under, String parent, String list, String from, String name, String text, Instant at,
                      JsonObject more) {}

  private final InstantSource clock;
  private final List<Item> items = new ArrayList<>();
  private final List<Object> planted = new ArrayList<>();
  private final List<Said> said = new ArrayList<>();
  private long number = 50_000;
  private boolean emptyPages;
  private boolean hidesOurs;
  private URI address;

  GraphPosts(InstantSource clock) {
    this.clock = clock;
  }

  void at(URI server) {
    address = server;
  }

  public synchronized String post(Person who, String text) {
    return add("", "", "feed", who.handle(), who.name(), text, clock.instant());
  }

  public synchronized String tagged(Person who, String text) {
    return add("", "", "tagged", who.handle(), who.name(), text, clock.instant());
  }

  /** Of the page itself. */
  public synchronized String ours(String text) {
    return add("", "", "feed", SimulatedGraph.PAGE, "Northwind", text, clock.instant());
  }

  /** Said a while ago, and listed only now. */
  public synchronized String late(Person who, String text) {
    return add("", "", "feed", who.handle(), who.name(), text, clock.instant().minusSeconds(300));
  }

  public synchronized String comment(Person who, String post, String parent, String text) {
    return add(post, parent, "", who.handle(), who.name(), text, clock.instant());
  }

  private String add(String under, String parent, String list, String from, String name, String text, Instant at) {
    var id = under.isEmpty() ? SimulatedGraph.PAGE + "_" + ++number : under.substring(under.indexOf('_') + 1) + "_" + ++number;
    items.add(new Item(id, under, parent, list, from, name, text, at, new JsonObject()));
    return id;
  }

  public synchronized void withPicture(String id, String url) {
    items.stream().filter(i -> i.id().equals(id)).forEach(i -> i.more().put(i.under().isEmpty() ? "attachments" : "attachment",
      i.under().isEmpty() ? new JsonObject().put("data", new JsonArray().add(picture(url))) : picture(url)));
  }

  private static JsonObject picture(String url) {
    return new JsonObject().put("type", "photo").put("media", new JsonObject().put("image", new JsonObject().put("src", url)));
  }

  /** Claims to be a post. */
  public synchronized void plant(Object garbage) {
    planted.add(garbage);
  }

  public synchronized void remove(String id) {
    items.removeIf(i -> i.id().equals(id));
  }

  /** From now on every page but the first is preceded by an empty one that leads on. */
  public synchronized void emptyPages() {
    emptyPages = true;
  }

  /** What the page says is listed only later. */
  public synchronized void hidesOurs(boolean hides) {
    hidesOurs = hides;
  }

  public synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** An answer of ours. @param path of what is answered, and how */
  synchronized JsonObject say(String path, JsonObject body) {
    var target = path.substring(0, path.indexOf('/'));
    var media = body.getString("comment_id", body.getString("media_id", ""));
    var known = items.stream().filter(i -> i.id().equals(target)).findFirst();
    var post = known.map(i -> i.under().isEmpty() ? i.id() : i.under()).orElse(target);
    var by = path.endsWith("/comments") ? SimulatedGraph.PAGE : SimulatedGraph.INSTAGRAM;
    var id = add(post, target, "", by, "Northwind", body.getString("message"), clock.instant());
    said.add(new Said(id, media.isEmpty() ? target : media, body.getString("message"), "public", "", clock.instant()));
    return new JsonObject().put("id", id);
  }

  /** Empty where there is no such thing. */
  synchronized Optional<JsonObject> list(String path, Map<String, String> query) {
    if (path.equals(SimulatedGraph.PAGE + "/feed") || path.equals(SimulatedGraph.PAGE + "/tagged")) {
      var list = path.substring(path.indexOf('/') + 1);
      return Optional.of(page(path, query, i -> i.list().equals(list), list.equals("feed")));
    }
    if (path.endsWith("/comments")) {
      var post = path.substring(0, path.indexOf('/'));
      return items.stream().anyMatch(i -> i.id().equals(post))
        ? Optional.of(page(path, query, i -> i.under().equals(post), false)) : Optional.empty();
    }
    if (path.endsWith("/replies")) {
      var comment = path.substring(0, path.indexOf('/'));
      return Optional.of(page(path, query, i -> i.parent().equals(comment), false));
    }
    return items.stream().filter(i -> i.id().equals(path)).findFirst().map(i -> json(i, Map.of()));
  }

  private JsonObject page(String path, Map<String, String> query, Predicate<Item> which, boolean withPlanted) {
    var since = Instant.ofEpochSecond(Long.parseLong(query.getOrDefault("since", "0")));
    var all = items.stream().filter(which).filter(i -> !i.at().isBefore(since))
      .filter(i -> !hidesOurs || !i.from().equals(SimulatedGraph.PAGE))
      .sorted(Comparator.comparing(Item::at).thenComparing(Item::id).reversed()).toList();
    var after = query.getOrDefault("after", "");
    var data = new JsonArray();
    if (emptyPages && after.startsWith("gap-")) {
      return paged(data, path, after.substring("gap-".length()));
    }
    var from = after.isEmpty() ? 0
      : 1 + all.indexOf(all.stream().filter(i -> i.id().equals(after)).findFirst().orElse(null));
    var to = Math.min(all.size(), from + Integer.parseInt(query.getOrDefault("limit", "25")));
    all.subList(from, to).forEach(i -> data.add(json(i, query)));
    if (withPlanted && after.isEmpty()) {
      planted.forEach(data::add);
    }
    return paged(data, path, to >= all.size() ? "" : (emptyPages ? "gap-" : "") + all.get(to - 1).id());
  }

  /** The link to the next page has the token in it, and must not be followed as it is. */
  private JsonObject paged(JsonArray data, String path, String after) {
    var list = new JsonObject().put("data", data);
    return after.isEmpty() ? list : list.put("paging", new JsonObject()
      .put("cursors", new JsonObject().put("before", "QVFI").put("after", after))
      .put("next", address + "/v25.0/" + path + "?access_token=stolen&limit=1&after=" + after));
  }

  private JsonObject json(Item item, Map<String, String> query) {
    var comment = !item.under().isEmpty();
    var json = new JsonObject().put("id", item.under().startsWith(SimulatedGraph.PAGE + "_")
        ? SimulatedGraph.PAGE + "_" + item.id() : item.id())
      .put(comment && item.from().equals(SimulatedGraph.INSTAGRAM) ? "text" : "message", item.text())
      .put("from", new JsonObject().put("id", item.from()).put("name", item.name()))
      .put("created_time", SPELLED.format(item.at())).put("timestamp", SPELLED.format(item.at()))
      .put("permalink_url", "https://www.facebook.com/northwind/posts/" + item.id()).mergeIn(item.more());
    if (!item.parent().isEmpty()) {
      json.put("parent", new JsonObject().put("id", SimulatedGraph.PAGE + "_" + item.parent()));
    }
    var nested = NESTED.matcher(query.getOrDefault("fields", ""));
    if (!comment && nested.find()) {
      json.put("comments", page(item.id() + "/comments", Map.of("since", nested.group(1), "limit", nested.group(2)),
        i -> i.under().equals(item.id()), false));
    }
    return json;
  }
}
