package dev.baton.connector.webhook;

import dev.baton.config.Secret;
import dev.baton.config.Settings;
import dev.baton.connector.Access;
import dev.baton.connector.Channel;
import dev.baton.connector.Key;
import dev.baton.connector.Keys;
import dev.baton.connector.Signature;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A program of one's own, or a vendor that can send signed webhooks. */
public final class WebhookChannel implements Channel {

  private static final String SECRETS = "secrets";
  private static final String ANSWER_URL = "answer-url";
  /** Each is tried on every request; more than two are a forgotten change. */
  private static final int MOST_SECRETS = 5;

  private static final List<Key> KEYS = List.of(
    Key.secrets(SECRETS, "Signing secrets", "What your program signs with, and answers are signed with: 24 bytes or more;"
      + " two while one is being replaced").need().madeAs(Key.Made.SIGNING_KEY),
    Key.secret(ANSWER_URL, "Where replies are posted", "An https address of yours. Empty: replies are a record, as with a"
      + " phone call"),
    Key.flag("allow-private", "That address may be in our own network", "And may be http", false));

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public List<Key> keys() {
    return KEYS;
  }

  @Override
  public Access access(Settings keys) {
    var allowPrivate = keys.flag("allow-private", false);
    var config = new WebhookConfig(secrets(keys), answerTo(keys, allowPrivate), allowPrivate);
    return Access.of(Keys.missing(keys, KEYS),
      tools -> new WebhookConnector(config, tools));
  }

  /** What is wrong with one is said without repeating it. */
  private static List<Secret> secrets(Settings keys) {
    var secrets = keys.secrets(SECRETS);
    if (!secrets.stream().allMatch(Signature::isKey)) {
      keys.problem(SECRETS,
        "has one that is too short or broken: give 24 bytes or more, as text, or as whsec_ and base 64");
      return List.of();
    }
    if (secrets.size() > MOST_SECRETS) {
      keys.problem(SECRETS, "has more than " + MOST_SECRETS + ": take out those that nothing is signed with any more");
    }
    return secrets.stream().map(Secret::new).toList();
  }

  /** The address may hold a secret, so it is not repeated. */
  private static Optional<URI> answerTo(Settings keys, boolean allowPrivate) {
    var written = keys.secret(ANSWER_URL).value();
    if (written.isBlank()) {
      return Optional.empty();
    }
    var url = parsed(written.strip());
    if (url.isEmpty()) {
      keys.problem(ANSWER_URL, "is no address that can be used: give one such as https://shop.example/answers, without"
        + " a name and password in it");
    } else if (!url.get().getScheme().equals("https") && !allowPrivate) {
      keys.problem(ANSWER_URL, "is not https: customers' words would be read by others on the way. Only together with"
        + " allow-private: true, for a program on a network of your own, may it be http");
    }
    return url;
  }

  private static Optional<URI> parsed(String written) {
    try {
      var url = URI.create(written);
      var usable = url.getHost() != null && url.getUserInfo() == null && url.getScheme().matches("https?");
      return usable ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }
}
