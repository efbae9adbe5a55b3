package dev.baton.http;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What was sent, as JSON. */
public final class Body {

  private Body() {}

  /** @throws HttpProblem 400 unless the body is one JSON object */
  public static JsonObject object(RoutingContext context) {
    try {
      var buffer = context.body().buffer();
      if (buffer != null && buffer.length() > 0 && buffer.toJsonValue() instanceof JsonObject object) {
        return object;
      }
    } catch (RuntimeException notJson) {
      // said below
    }
    throw HttpProblem.of(400, "Not a JSON object", "Send one JSON object such as /api/openapi.yaml describes");
  }
}
