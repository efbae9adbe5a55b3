package dev.baton.connector.googlereviews;

import dev.baton.connector.Heard;
import dev.baton.connector.Tools;
import dev.baton.connector.Urlencoded;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The requests Baton makes of Google. Source: developers.google.com/my-business, v4 reviews and v1 accounts, locations. */
final class ReviewsApi {

  /** The most Google gives in one page of reviews. */
  static final int PAGE = 50;

  private static final String V4 = "/v4/";

  private final Wire reviews;
  private final Wire accounts;
  private final Wire locations;
  private final ReviewsWire wire;

  ReviewsApi(GoogleReviewsConfig config, Tools tools) {
    this.reviews = new Wire(tools.vertx(), config.servers().reviews(), tools.limits());
    this.accounts = new Wire(tools.vertx(), config.servers().accounts(), tools.limits());
    this.locations = new Wire(tools.vertx(), config.servers().locations(), tools.limits());
    this.wire = new ReviewsWire(config.client(), tools);
  }

  String host() {
    return reviews.host();
  }

  String scope() {
    return wire.scope();
  }

  /** What was written or changed last comes first. @param page empty for the first */
  Future<Heard> list(String location, String page) {
    return wire.get(reviews, V4 + location + "/reviews?" + Urlencoded.of("pageSize", String.valueOf(PAGE), "orderBy",
      "updateTime desc", "pageToken", page));
  }

  Future<Heard> review(String name) {
    return wire.get(reviews, V4 + path(name));
  }

  /** In the place of whatever answer there is. */
  Future<Heard> reply(String name, String text) {
    return wire.put(reviews, V4 + path(name) + "/reply", new JsonObject().put("comment", text));
  }

  Future<Heard> accounts(String page) {
    return wire.get(accounts, "/v1/accounts?" + Urlencoded.of("pageSize", "20", "pageToken", page));
  }

  Future<Heard> locations(String account, String page) {
    return wire.get(locations, "/v1/" + account + "/locations?" + Urlencoded.of("readMask", "name", "pageSize", "100",
      "pageToken", page));
  }

  /** A review's name is a path whose slashes stay. */
  private static String path(String name) {
    return Urlencoded.text(name).replace("%2F", "/");
  }

  Future<Void> close() {
    return Future.join(reviews.close(), accounts.close(), locations.close(), wire.close()).mapEmpty();
  }
}
