package dev.baton.connector.googlereviews;

import dev.baton.connector.google.GoogleClient;
import java.net.URI;
import java.util.List;

/**
 * The reviews that one Google account manages.
 *
 * @param locations such as {@code accounts/1/locations/2}; none for all that the account manages
 */
record GoogleReviewsConfig(Servers servers, GoogleClient client, List<String> locations) {

  /** Google keeps these in different places. */
  record Servers(URI reviews, URI accounts, URI locations) {}

  /** Each has a page read in every round, and all of them at night. */
  static final int MOST_LOCATIONS = 50;

  static final String TOO_MANY = "Baton reads " + MOST_LOCATIONS + " locations an account: name some of them in locations,"
    + " and the others in another account's";
}
