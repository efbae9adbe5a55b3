package dev.baton.customer;

import java.util.ArrayList;
import java.util.List;

/**
 * What links a new profile to a customer by itself, unless something speaks against it.
 *
 * @param kind    {@code email}, {@code phone}, or {@code case}, whose value is the customer of a case that they named
 * @param profile the key of who brought it
 */
record Strong(String kind, String value, String profile) {

  static final String CASE = "case";

  /** The row's own key. */
  record Identifier(String kind, String value) {}

  /** What belongs to a person comes before what can be forwarded. */
  static List<Strong> of(Sighting sighting) {
    var strong = new ArrayList<Strong>();
    add(strong, "email", sighting.author().email(), sighting);
    add(strong, "phone", sighting.author().phone(), sighting);
    add(strong, CASE, sighting.knownAs() == 0 ? "" : String.valueOf(sighting.knownAs()), sighting);
    return strong;
  }

  private static void add(List<Strong> strong, String kind, String value, Sighting sighting) {
    if (!value.isEmpty()) {
      strong.add(new Strong(kind, value, sighting.key()));
    }
  }

  boolean isCase() {
    return kind.equals(CASE);
  }

  Identifier identifier() {
    return new Identifier(kind, value);
  }

  String evidence() {
    return switch (kind) {
      case "email" -> "same e-mail address";
      case "phone" -> "same phone number";
      default -> "named their case";
    };
  }
}
