package dev.baton.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** {@code /api/openapi.yaml}: the contract, as it was built in. */
public final class ApiDocument implements Part {

  private static final String PATH = "/api/openapi.yaml";

  private final Buffer document;

  public ApiDocument() {
    try (var in = ApiDocument.class.getResourceAsStream("/openapi.yaml")) {
      document = Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(context -> context.response()
      .putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml;charset=utf-8")
      .end(document));
  }

  @Override
  public Set<String> open() {
    return Set.of("GET " + PATH);
  }
}
