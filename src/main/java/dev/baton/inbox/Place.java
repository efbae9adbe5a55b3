package dev.baton.inbox;

import java.time.Instant;
import java.util.List;

/** Where an item stands, and why. Earlier is first. */
public record Place(Instant orderAt, List<Part> parts) {
  public Place {
    parts = List.copyOf(parts);
  }

  /** One reason: the obligation whose due time sets the place, by its kind, or in words what moves it earlier. */
  public sealed interface Part {
    String name();

    record Due(String name, Instant at) implements Part {}

    record Earlier(String name, long minutes) implements Part {}
  }
}
