package dev.baton.connector.webhook;

import dev.baton.connector.Hook.Verdict;
import io.vertx.core.MultiMap;
import java.util.Map;

/**
 * What a sender of CloudEvents asks before its first event, see the CloudEvents document on HTTP webhooks: whether we
 * want events of it. Whoever knows a secret may send, so anybody may ask. Its callback is never called.
 */
final class Handshake {

  private static final String ORIGIN = "WebHook-Request-Origin";
  private static final int MAX_ORIGIN = 300;

  private Handshake() {}

  static Verdict answer(MultiMap headers) {
    var origin = headers.get(ORIGIN);
    if (origin == null || origin.isBlank() || origin.length() > MAX_ORIGIN) {
      return new Verdict.Says(200, Map.of("Allow", "POST, OPTIONS"), "");
    }
    return new Verdict.Says(200, Map.of("Allow", "POST, OPTIONS", "WebHook-Allowed-Origin", origin,
      "WebHook-Allowed-Rate", "*"), "");
  }
}
