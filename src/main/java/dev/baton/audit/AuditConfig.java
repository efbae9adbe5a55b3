package dev.baton.audit;

import dev.baton.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How often somebody looks whether the engine keeps its promise.
 *
 * @param heartbeat an address outside that is told after each look that found nothing, so that silence is noticed there
 */
public record AuditConfig(Duration every, Optional<URI> heartbeat) {

  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Set<String> WEB = Set.of("https", "http");

  public static AuditConfig from(Settings s) {
    var every = s.duration("audit.every", Duration.ofMinutes(1));
    if (every.compareTo(SHORTEST) < 0) {
      s.problem("audit.every", "is shorter than 5s: looking is not for nothing");
    }
    var heartbeat = s.text("audit.heartbeat", "").isBlank() ? Optional.<URI>empty()
      : Optional.of(s.uri("audit.heartbeat", URI.create("https://unused.example")));
    if (heartbeat.filter(uri -> !WEB.contains(uri.getScheme().toLowerCase(Locale.ROOT))).isPresent()) {
      s.problem("audit.heartbeat", "must begin with https:// or http://");
    }
    return new AuditConfig(every, heartbeat);
  }
}
