package dev.baton.customer;

import dev.baton.customer.linking.EmailAddresses;
import dev.baton.customer.linking.PhoneNumbers;
import java.util.ArrayList;
import java.util.List;

/** What links a profile to a customer by itself, in the one form that all its spellings share. */
record Strong(String kind, String value, String profile) {

  /** The row's own key. */
  record Identifier(String kind, String value) {}

  static List<Strong> of(Sighting sighting) {
    var author = sighting.author();
    var strong = new ArrayList<Strong>();
    add(strong, "email", EmailAddresses.normal(author.email()), sighting);
    add(strong, "phone", PhoneNumbers.normal(author.phone(), sighting.region()), sighting);
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
