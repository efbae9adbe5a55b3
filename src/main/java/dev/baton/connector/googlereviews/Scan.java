package dev.baton.connector.googlereviews;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The nightly look at all reviews: twice through all pages of all locations, some pages in each round, between the first
 * pages that are read as ever.
 *
 * @param due      when the next one begins, or when this one began
 * @param pass     0 while none is under way
 * @param location whose pages are read
 * @param page     Google's token of the next one; empty for the first
 * @param inRound  read in this round
 */
record Scan(Instant due, int pass, String location, String page, int pages, int inRound) {

  private static final int PASSES = 2;

  /** With one round a minute, 50 locations of 500 reviews are through, twice, in less than two hours. */
  private static final int A_ROUND = 10;

  /** By Greenwich; where it is not the night, nobody notices. */
  private static final LocalTime NIGHT = LocalTime.of(2, 0);

  /** A review that was changed before was met by many such looks. */
  static final Duration GIVEN = Duration.ofDays(30);

  static Scan first(Instant now) {
    return waiting(now);
  }

  private static Scan waiting(Instant now) {
    var tonight = now.atZone(ZoneOffset.UTC).with(NIGHT).toInstant();
    return new Scan(tonight.isAfter(now) ? tonight : tonight.plus(Duration.ofDays(1)), 0, "", "", 0, 0);
  }

  static Scan parse(JsonObject json) {
    return new Scan(json.getInstant("due"), json.getInteger("pass"), Fields.text(json, "location"),
      Fields.text(json, "page"), json.getInteger("pages"), json.getInteger("inRound"));
  }

  JsonObject json() {
    return new JsonObject().put("due", due).put("pass", pass).put("location", location).put("page", page)
      .put("pages", pages).put("inRound", inRound);
  }

  /** Whether a page of it is to be read in this round. */
  boolean goesOn(Instant now) {
    return !now.isBefore(due) && inRound < A_ROUND;
  }

  /** A new round. */
  Scan nextRound() {
    return new Scan(due, pass, location, page, pages, 0);
  }

  /** At a location that is there. @param all none of them empty */
  Scan at(List<String> all) {
    return pass == 0 ? new Scan(due, 1, all.getFirst(), "", 0, inRound)
      : all.contains(location) ? this : new Scan(due, pass, all.getFirst(), "", 0, inRound);
  }

  /** @param next Google's token of the next page, or empty */
  Scan after(String next, List<String> all, Instant now) {
    if (!next.isEmpty() && !next.equals(page) && pages + 1 < LocationRun.MAX_PAGES) {
      return new Scan(due, pass, location, next, pages + 1, inRound + 1);
    }
    return pastLocation(all, now);
  }

  /** On to the next location, the next pass, or the next night. */
  Scan pastLocation(List<String> all, Instant now) {
    int following = all.indexOf(location) + 1;
    if (following < all.size()) {
      return new Scan(due, pass, all.get(following), "", 0, inRound + 1);
    }
    return pass < PASSES ? new Scan(due, pass + 1, all.getFirst(), "", 0, inRound + 1) : waiting(now);
  }
}
