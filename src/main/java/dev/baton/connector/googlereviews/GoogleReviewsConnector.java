package dev.baton.connector.googlereviews;

import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The reviews of some locations. What was written or changed in the day before a location was connected is read, and
 * everything since. Called from one event loop.
 */
final class GoogleReviewsConnector implements Connector {

  private final ReviewsApi api;
  private final Locations locations;
  private final ReviewsReader reader;
  private final ReviewsReplies replies;

  private GoogleReviewsConnector(GoogleReviewsConfig config, Tools tools) {
    this.api = new ReviewsApi(config, tools);
    this.locations = new Locations(api, config, tools.clock());
    var lately = new ReviewsLookBack(api);
    this.reader = new ReviewsReader(api, locations, lately, tools.clock());
    this.replies = new ReviewsReplies(api, lately, tools.clock());
  }

  static GoogleReviewsConnector of(GoogleReviewsConfig config, Tools tools) {
    return new GoogleReviewsConnector(config, tools);
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return reader.read(cursor);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  /** Always: a review has one answer, and what is there is read before. */
  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return true;
  }

  @Override
  public Future<List<Checked>> check() {
    return new ReviewsCheck(api, locations).run();
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(ReviewsReplies.LONGEST, "bytes", true);
  }

  @Override
  public Future<Void> close() {
    return api.close();
  }
}
