package dev.baton.connector.googlereviews;

import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.google.GoogleClient;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reviews on Google Maps and Search, by the Google Business Profile APIs. */
public final class GoogleReviewsChannel implements Channel {

  private static final Pattern LOCATION = Pattern.compile("accounts/\\d{1,40}/locations/\\d{1,40}");

  private static final List<Key> KEYS = Stream.concat(GoogleClient.keys("a project that Google lets use the Business Profile"
      + " APIs", "Let an account that manages the locations authorise the client, with access_type=offline and the scope"
      + " https://www.googleapis.com/auth/business.manage").stream(), Stream.of(
    Key.list("locations", "Locations", "Such as accounts/1/locations/2; none: all that the account manages, up to 50"),
    Key.address("server", "Server", "Instead of Google's, for all of its services", ""),
    Key.every("60s"))).toList();

  @Override
  public String name() {
    return "google-reviews";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var client = GoogleClient.of(keys, Keys.server(keys, "server", GoogleClient.SERVER));
    var missing = Keys.missing(keys, KEYS);
    var config = new GoogleReviewsConfig(servers(keys), client, locations(keys));
    return Access.of(missing, tools -> GoogleReviewsConnector.of(config, tools));
  }

  /** @return Google's, unless one server is named that is all of them */
  private static GoogleReviewsConfig.Servers servers(Settings keys) {
    if (!keys.text("server", "").isBlank()) {
      var all = Keys.server(keys, "server", "");
      return new GoogleReviewsConfig.Servers(all, all, all);
    }
    return new GoogleReviewsConfig.Servers(URI.create("https://mybusiness.googleapis.com"),
      URI.create("https://mybusinessaccountmanagement.googleapis.com"),
      URI.create("https://mybusinessbusinessinformation.googleapis.com"));
  }

  private static List<String> locations(Settings keys) {
    var named = keys.list("locations").stream().distinct().toList();
    named.stream().filter(name -> !LOCATION.matcher(name).matches()).forEach(name ->
      keys.problem("locations", "has '" + name + "': give a location such as accounts/123/locations/456"));
    if (named.size() > GoogleReviewsConfig.MOST_LOCATIONS) {
      keys.problem("locations", "are too many: " + GoogleReviewsConfig.TOO_MANY);
    }
    return named;
  }
}
