package dev.baton.connector.x;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the network writes as text, as a person reads it, and whether two texts are the same to it. */
final class XText {

  private static final Pattern NAMES_BEFORE = Pattern.compile("^(\\s*@\\w{1,30})+\\s+");
  /** Also what only looks like one, such as a number with a point: it does in both texts that are compared. */
  private static final Pattern LINK = Pattern.compile("https?://\\S*[^\\s.,;:!?)\\]'\"]"
    + "|(?<![\\p{L}\\p{N}_-])[\\p{L}\\p{N}_-]++(\\.[\\p{L}\\p{N}_-]++)+(/\\S*[^\\s.,;:!?)\\]'\"])?",
    Pattern.CASE_INSENSITIVE);

  private XText() {}

  /**
   * The whole text, with links as their author wrote them; those that only stand for a picture or for the quoted post
   * are left out.
   *
   * @param quoted id of the quoted post, or empty
   */
  static String of(JsonObject post, String quoted) {
    var from = XNames.note(post).orElse(post);
    var text = Fields.text(from, "text");
    // A post has them below its entities, a message beside its text.
    var links = Stream.concat(Fields.objects(Fields.object(from, "entities"), "urls").stream(),
      Fields.objects(from, "urls").stream()).toList();
    for (var link : links) {
      var leadsTo = Fields.text(link, "expanded_url");
      var shown = link.containsKey("media_key") || standsForMedia(leadsTo)
        || !quoted.isEmpty() && leadsTo.endsWith("/status/" + quoted) ? "" : leadsTo;
      var written = Fields.text(link, "url");
      text = written.isEmpty() || leadsTo.isEmpty() ? text : text.replace(written, shown);
    }
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip();
  }

  private static boolean standsForMedia(String leadsTo) {
    return leadsTo.matches("https://(x|twitter)\\.com/.+/(photo|video|media)/\\d+");
  }

  /** What to read where only pictures came, or nothing but a quoted post. */
  static String orWhatCame(String text, List<Attachment> attachments, boolean mediaSaid, boolean quotes) {
    if (!text.isBlank()) {
      return text;
    }
    if (!attachments.isEmpty()) {
      return attachments.stream().map(a -> "[" + a.kind().word() + "]").collect(Collectors.joining(" "));
    }
    return mediaSaid ? "[attachment]" : quotes ? "[quoted post]" : "";
  }

  /**
   * True if the network's text may be the one that was sent: it puts names before it, shortens links and composes
   * letters. Links are compared as links, for where they lead is not always said.
   */
  static boolean same(String sent, JsonObject post) {
    return bare(sent).equals(bare(of(post, "")));
  }

  private static String bare(String text) {
    var words = NAMES_BEFORE.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFC)).replaceFirst("");
    return LINK.matcher(words).replaceAll("<link>").replaceAll("\\s+", " ").strip();
  }
}
