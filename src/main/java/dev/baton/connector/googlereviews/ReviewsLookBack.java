package dev.baton.connector.googlereviews;

import dev.baton.connector.Heard;
import dev.baton.connector.LookBack;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Single reviews that were met or answered lately, looked at again: Google tells nobody that one was deleted, or that it
 * does not publish an answer it had taken. Called from one event loop.
 */
final class ReviewsLookBack {

  /** Each takes a request of its own. */
  private static final int AT_ONCE = 5;

  /** An answer that came back is told again, should its first word have been lost with a crash. */
  private static final Duration TOLD_AGAIN = Duration.ofHours(1);
  private static final int MOST_TOLD = 1_000;
  private static final Duration LATELY = Duration.ofDays(3);

  private final ReviewsApi api;
  private final LookBack lately = new LookBack(AT_ONCE);
  /** Of answers, however old their reviews are. */
  private final LookBack answers = new LookBack(AT_ONCE);
  private final Map<String, Instant> cameBack = new LinkedHashMap<>();

  ReviewsLookBack(ReviewsApi api) {
    this.api = api;
  }

  /** Google may think about it for a while. @param answer its {@link Digest#answer} */
  void answered(String answer, Instant now) {
    answers.saw(answer, "", false, now);
  }

  /** As a page shows it, which tells itself what is new. */
  void met(Review review, Tidings told, Instant now) {
    if (!review.changedAt().isBefore(now.minus(LATELY))) {
      lately.saw(review.name(), Digest.of(review.text()), false, now);
    }
    if (review.answer().state().equals("PENDING")) {
      answered(Digest.answer(review.name(), review.answer().text()), now);
    }
    rejection(review, told, now);
  }

  private void rejection(Review review, Tidings told, Instant now) {
    if (!review.answer().isRejected() || !review.answer().isThere()) {
      return;
    }
    var id = Digest.answer(review.name(), review.answer().text());
    var before = cameBack.get(id);
    if (before == null || !now.isBefore(before.plus(TOLD_AGAIN))) {
      told.cameBack(review);
      cameBack.put(id, now);
      if (cameBack.size() > MOST_TOLD) {
        cameBack.remove(cameBack.keySet().iterator().next());
      }
    }
  }

  /** Whatever stands in the way of it is no reason to hold back what was read. */
  Future<Void> look(Tidings told, Instant now) {
    var answered = answers.due(now);
    answers.gone(Set.copyOf(answered), Set.of());
    var asked = Stream.concat(lately.due(now).stream(), answered.stream().map(Digest::answered)).distinct().toList();
    var missing = new HashSet<String>();
    var found = new HashSet<String>();
    var looks = new ArrayList<Future<Void>>();
    asked.forEach(name -> looks.add(api.review(name).map(heard -> {
      look(name, heard, found, missing, told, now);
      return null;
    })));
    return Future.join(looks).transform(done -> {
      lately.gone(Set.copyOf(found), Set.copyOf(missing)).forEach(name -> told.gone(name, now));
      return Future.succeededFuture();
    });
  }

  private void look(String name, Heard heard, Set<String> found, Set<String> missing, Tidings told, Instant now) {
    if (heard instanceof Heard.TurnedDown(var status, var words) && (status == 404 || status == 410)) {
      missing.add(name);
    }
    if (heard instanceof Heard.Fine(var answer)) {
      reviews(name, answer.body().toString()).forEach(review -> {
        found.add(name);
        if (lately.saw(name, Digest.of(review.text()), true, now)) {
          told.changed(review, now);
        }
        rejection(review, told, now);
      });
    }
  }

  /** None where it cannot be understood, or is another one. */
  private static List<Review> reviews(String name, String body) {
    try {
      var review = Review.of(Json.decodeValue(body), "");
      return review.name().equals(name) ? List.of(review) : List.of();
    } catch (RuntimeException e) {
      return List.of();
    }
  }
}
