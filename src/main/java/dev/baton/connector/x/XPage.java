package dev.baton.connector.x;

import dev.baton.connector.Fields;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One page of a timeline. Errors beside what it says are about things it could not explain, and cost only the
 * explanation; errors and nothing else are no page.
 *
 * @param next the token of the page that follows, or empty
 */
record XPage(List<Object> items, XIncludes includes, String next) {

  /** @throws SourceException if it is none */
  static XPage of(Wire.Answer answer, String host) {
    var body = Fields.object(answer.body(), host);
    boolean lists = body.getValue("data") instanceof JsonArray;
    if (!lists && !(body.getValue("meta") instanceof JsonObject)) {
      throw SourceException.unanswered(host + " gave a page without data: " + XWire.words(body), null);
    }
    var items = new ArrayList<>();
    (lists ? body.getJsonArray("data") : new JsonArray()).forEach(item -> items.add(item == null ? "null" : item));
    return new XPage(items, new XIncludes(Fields.object(body, "includes")),
      Fields.text(Fields.object(body, "meta"), "next_token"));
  }

  static String id(Object item) {
    return item instanceof JsonObject object ? Fields.text(object, "id") : "";
  }

  List<String> ids() {
    return items.stream().map(XPage::id).filter(id -> !id.isEmpty()).toList();
  }

  boolean reachesBelow(Instant floor) {
    return items.stream().anyMatch(item -> isBelow(item, floor));
  }

  static boolean isBelow(Object item, Instant floor) {
    return item instanceof JsonObject object
      && XMessages.time(object).filter(at -> at.isBefore(floor)).isPresent();
  }

  /** What is billed for these items of it: themselves and what explains them. What was billed today is not again. */
  long cost(List<Object> fresh, XSource source, XConfig.Prices prices) {
    var read = fresh.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
    var explained = read.stream()
      .flatMap(post -> Stream.of("quoted", "replied_to", "retweeted").map(type -> XNames.referenced(post, type)))
      .flatMap(id -> includes.post(id).stream()).distinct().toList();
    var people = Stream.concat(read.stream(), explained.stream())
      .map(post -> Fields.text(post, "author_id") + Fields.text(post, "sender_id")).distinct()
      .filter(id -> !includes.user(id).isEmpty()).count();
    var media = read.stream().mapToLong(post -> includes.known(XNames.mediaKeys(post))).sum();
    var each = switch (source) {
      case MENTIONS -> prices.own();
      case SEARCH -> prices.post();
      case MESSAGES -> prices.message();
    };
    return fresh.size() * each + (explained.size() + media) * prices.post() + people * prices.user();
  }
}
