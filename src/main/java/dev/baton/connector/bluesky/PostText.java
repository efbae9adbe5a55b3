package dev.baton.connector.bluesky;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The text of a post: how the network counts it, and what in it is a link. */
final class PostText {

  /** Lexicon {@code app.bsky.feed.post}: what a reader would call characters. */
  static final int MAX_GRAPHEMES = 300;

  /** Lexicon {@code app.bsky.feed.post}: in UTF-8. */
  static final int MAX_BYTES = 3_000;

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]']");

  private PostText() {}

  /** What is wrong with its length, for the agent to read. */
  static Optional<String> tooLong(String text) {
    int graphemes = graphemes(text);
    if (graphemes > MAX_GRAPHEMES) {
      return Optional.of("The answer has " + graphemes + " characters, Bluesky takes " + MAX_GRAPHEMES
        + ": shorten it by " + (graphemes - MAX_GRAPHEMES));
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes > MAX_BYTES
      ? Optional.of("The answer takes " + bytes + " bytes, Bluesky takes " + MAX_BYTES + ": shorten it")
      : Optional.empty();
  }

  /** A family emoji is one, and so is a letter with its accents. */
  static int graphemes(String text) {
    var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    int count = 0;
    while (breaks.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  /** The person answered, wherever named, and every web address; nothing else is shown as a link. */
  static JsonArray facets(String text, String handle, String did) {
    var facets = new JsonArray();
    if (!handle.isEmpty() && !did.isEmpty()) {
      Pattern.compile("@" + Pattern.quote(handle) + "(?![\\w-]|\\.\\w)", Pattern.CASE_INSENSITIVE)
        .matcher(text).results().forEach(found -> facets.add(facet(text, found.start(), found.end(),
          new JsonObject().put("$type", "app.bsky.richtext.facet#mention").put("did", did))));
    }
    LINK.matcher(text).results().forEach(found -> facets.add(facet(text, found.start(), found.end(),
      new JsonObject().put("$type", "app.bsky.richtext.facet#link").put("uri", found.group()))));
    return facets;
  }

  /** The network counts UTF-8 bytes, end exclusive. */
  private static JsonObject facet(String text, int start, int end, JsonObject feature) {
    int byteStart = text.substring(0, start).getBytes(StandardCharsets.UTF_8).length;
    int byteEnd = byteStart + text.substring(start, end).getBytes(StandardCharsets.UTF_8).length;
    return new JsonObject()
      .put("index", new JsonObject().put("byteStart", byteStart).put("byteEnd", byteEnd))
      .put("features", new JsonArray().add(feature));
  }
}
