package dev.baton.customer;

import java.util.ArrayList;
import java.util.List;

/** What links a profile to a customer by itself. */
record Strong(String kind, String value, String profile) {

  /** The row's own key. */
  record Identifier(String kind, String value) {}

  static List<Strong> of(Sighting sighting) {
    var author = sighting.author();
    var strong = new ArrayList<Strong>();
    add(strong, "email", author.email(), sighting);
    add(strong, "phone", author.phone(), sighting);
    return strong;
  }

  private static void add(List<Strong> strong, String kind, String value, Sighting sighting) {
    if (!value.isEmpty()) {
      strong.add(new Strong(kind, value, sighting.key()));
    }
  }

  Identifier identifier() {
    return new Identifier(kind, value);
  }

  String evidence() {
    return kind.equals("email") ? "same e-mail address" : "same phone number";
  }
}
