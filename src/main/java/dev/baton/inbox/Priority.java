package dev.baton.inbox;

import dev.baton.obligation.Kind;
import dev.baton.policy.Boosts;
import dev.baton.triage.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An item's place is its earliest running obligation, moved earlier by named, capped boosts. It does not depend on the
 * present time, so time passing re-sorts nothing and an index answers "what is next".
 */
public final class Priority {

  /** Followers are worth this much for each factor of ten: 1,000 are 12 minutes. Reach is capped beside. */
  private static final int MINUTES_PER_FACTOR_OF_TEN = 4;
  /** Words of danger; every other urgency list counts as urgent. */
  private static final String SAFETY = "safety";
  private static final List<String> ORDINALS = List.of("", "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth");

  private final Boosts boosts;

  public Priority(Boosts boosts) {
    this.boosts = boosts;
  }

  /** @param due the earliest of the running obligations */
  public Place place(Kind kind, Instant due, Standing standing) {
    var parts = new ArrayList<Place.Part>();
    parts.add(new Place.Part.Due(kind.word(), due));
    if (standing.waiting()) {
      said(parts, standing);
    }
    if (standing.undelivered()) {
      add(parts, "reply not delivered", boosts.undelivered());
    }
    if (standing.lapses() > 0) {
      add(parts, "held and not moved", boosts.lapsed());
    }
    if (standing.reopened() > 0) {
      add(parts, "came back after it was resolved", boosts.reopened());
    }
    if (standing.promiseBroken()) {
      add(parts, "promise overdue", boosts.promiseBroken());
    }
    if (standing.flagged()) {
      add(parts, "flagged", boosts.flagged());
    }
    return new Place(due.minus(Duration.ofMinutes(total(parts))), parts);
  }

  private void said(List<Place.Part> parts, Standing standing) {
    if (standing.contacts() > 1) {
      var worth = boosts.repeatContact().multipliedBy(standing.contacts() - 1L);
      add(parts, ordinal(standing.contacts()) + " contact in " + boosts.repeatWithin().toDays() + " days",
        min(worth, boosts.repeatCap()));
    }
    mood(parts, standing.mood());
    standing.urgencies().stream().sorted().forEach(word ->
      add(parts, word + " word", word.equals(SAFETY) ? boosts.safety() : boosts.urgent()));
    add(parts, "reach", min(reach(standing.reach()), boosts.reachCap()));
  }

  private void mood(List<Place.Part> parts, Mood mood) {
    switch (mood) {
      case ANGRY -> add(parts, "angry", boosts.angry());
      case UNHAPPY -> add(parts, "unhappy", boosts.unhappy());
      case NEUTRAL, HAPPY, UNKNOWN -> { }
    }
  }

  private static void add(List<Place.Part> parts, String name, Duration worth) {
    if (worth.toMinutes() > 0) {
      parts.add(new Place.Part.Earlier(name, worth.toMinutes()));
    }
  }

  private static long total(List<Place.Part> parts) {
    return parts.stream().mapToLong(p -> p instanceof Place.Part.Earlier earlier ? earlier.minutes() : 0).sum();
  }

  private static Duration reach(long followers) {
    return Duration.ofMinutes(followers < 10 ? 0 : (long) (Math.log10(followers) * MINUTES_PER_FACTOR_OF_TEN));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static String ordinal(int n) {
    return n < ORDINALS.size() ? ORDINALS.get(n) : n + "th";
  }
}
