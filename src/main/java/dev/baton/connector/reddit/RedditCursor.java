package dev.baton.connector.reddit;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far an account is read. A round goes once through both lists, each down to its floor.
 *
 * @param since what was said before is left as it is
 * @param seen  fullnames given before that a list may show again; what is on both lists is given once
 * @param turn  which list's page is next
 */
record RedditCursor(Instant since, Map<Source, RedditRun> runs, List<String> seen, Source turn) {

  /** The inbox has them all; what it should hold back is in the list of mentions. */
  enum Source {
    INBOX("/message/inbox"), MENTIONS("/message/mentions");

    private final String path;

    Source(String path) {
      this.path = path;
    }

    String path() {
      return path;
    }
  }

  /** Of each kind; as many as a list shows. What is beyond may come again, and ingest knows it. */
  private static final int MOST_SEEN = 1_000;

  /** Numbers in base 36, counted upwards. */
  private static final Comparator<String> NEWEST_FIRST =
    Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()).reversed();

  RedditCursor {
    runs = Map.copyOf(runs);
    seen = List.copyOf(seen);
  }

  /** @param text empty at the very first */
  static RedditCursor parse(String text, Instant now) {
    var runs = new EnumMap<Source, RedditRun>(Source.class);
    if (text.isEmpty()) {
      List.of(Source.values()).forEach(source -> runs.put(source, RedditRun.first(now)));
      return new RedditCursor(now.minus(RedditRun.FIRST_RUN), runs, List.of(), Source.INBOX);
    }
    var json = new JsonObject(text);
    List.of(Source.values()).forEach(source ->
      runs.put(source, RedditRun.parse(Fields.object(Fields.object(json, "runs"), source.name()))));
    return new RedditCursor(json.getInstant("since"), runs,
      json.getJsonArray("seen").stream().map(String.class::cast).toList(), Source.valueOf(json.getString("turn")));
  }

  String text() {
    var kept = new JsonObject();
    runs.forEach((source, run) -> kept.put(source.name(), run.json()));
    return new JsonObject().put("since", since).put("runs", kept).put("seen", new JsonArray(seen))
      .put("turn", turn.name()).encode();
  }

  RedditRun run(Source source) {
    return runs.get(source);
  }

  RedditCursor with(Source source, RedditRun run) {
    var all = new EnumMap<>(runs);
    all.put(source, run);
    return new RedditCursor(since, all, seen, turn);
  }

  RedditCursor turn(Source next) {
    return new RedditCursor(since, runs, seen, next);
  }

  /** Messages and comments count apart, so each kind keeps its own newest. */
  RedditCursor having(Collection<String> names) {
    var all = new LinkedHashSet<>(seen);
    all.addAll(names);
    var kept = all.stream().collect(Collectors.groupingBy(name -> name.replaceAll("_.*", ""))).values().stream()
      .flatMap(kind -> kind.stream().sorted(NEWEST_FIRST).limit(MOST_SEEN)).toList();
    return new RedditCursor(since, runs, kept, turn);
  }
}
