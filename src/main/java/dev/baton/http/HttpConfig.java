package dev.baton.http;

import dev.baton.config.Settings;
import java.net.URI;

/**
 * How the network reaches Baton.
 *
 * @param host        {@code localhost} listens on both loopback addresses, {@code 0.0.0.0} on everything
 * @param port        0 for any free one
 * @param publicUrl   what people type; its scheme decides how the session cookie is kept
 * @param behindProxy whether the last address of {@code X-Forwarded-For} is the caller's
 */
public record HttpConfig(String host, int port, URI publicUrl, boolean behindProxy) {

  public static HttpConfig from(Settings s) {
    var port = s.integer("http.port", 0, 65_535, 8080);
    var publicUrl = s.uri("http.public-url", URI.create("http://localhost:" + port));
    if (!publicUrl.getScheme().matches("https?") || !"/".equals(publicUrl.getPath() + "/")
      && !"/".equals(publicUrl.getPath())) {
      s.problem("http.public-url", "must be http or https without a path, such as https://desk.example.org");
    }
    return new HttpConfig(s.text("http.host", "localhost"), port, publicUrl, s.flag("http.behind-proxy", false));
  }

  boolean https() {
    return "https".equals(publicUrl.getScheme());
  }
}
