package dev.baton.http;

import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.Set;

/**
 * Some routes of one package. When a handler below {@code /api} runs, {@link Guard#caller} is known and the body has
 * been read; it throws or fails with an {@link HttpProblem} where the request cannot be carried out.
 */
@FunctionalInterface
public interface Part {

  void mount(Router router);

  /** What needs no caller, as {@code "POST /api/session"}. */
  default Set<String> open() {
    return Set.of();
  }

  /** Bytes of body, by path, as {@code /hooks/*} where a name follows, where more than {@link Server#BODY_BYTES} must come in. */
  default Map<String, Integer> bodyLimits() {
    return Map.of();
  }
}
