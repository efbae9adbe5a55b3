package dev.baton.connector.googlereviews;

import dev.baton.connector.Fields;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a location's reviews.
 *
 * @param reviews that can be understood
 * @param garbled those that cannot, by a name and why
 * @param next    Google's token of the next page; empty at the end
 */
record ReviewsPage(List<Review> reviews, List<Garbled> garbled, String next) {

  record Garbled(String name, Object item, RuntimeException why) {}

  /** A location without reviews is an empty object. @throws SourceException if it is no page */
  static ReviewsPage of(Wire.Answer answer, String host, String location) {
    var body = Fields.object(answer.body(), host);
    if (body.containsKey("reviews") && !(body.getValue("reviews") instanceof JsonArray)) {
      throw SourceException.unanswered(host + " answered with reviews that are no list", null);
    }
    var reviews = new ArrayList<Review>();
    var garbled = new ArrayList<Garbled>();
    for (var item : body.getJsonArray("reviews", new JsonArray())) {
      try {
        reviews.add(Review.of(item, location));
      } catch (RuntimeException e) {
        garbled.add(new Garbled(name(item, location), String.valueOf(item), e));
      }
    }
    return new ReviewsPage(reviews, garbled, Fields.text(body, "nextPageToken"));
  }

  private static String name(Object item, String location) {
    var object = item instanceof JsonObject json ? json : new JsonObject();
    var id = Fields.text(object, "name").isEmpty() ? Fields.text(object, "reviewId") : Fields.text(object, "name");
    return id.isEmpty() ? location + "/reviews/?" + Digest.of(String.valueOf(item)) : id;
  }

  List<String> garbledNames() {
    return garbled.stream().map(Garbled::name).toList();
  }
}
