package dev.baton.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** What browsers are told about every answer, so that a customer's words can do nothing. */
final class BrowserSafety implements Part {

  static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    + "manifest-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
  private static final String NO_DEVICES = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    + "magnetometer=(), microphone=(), midi=(), payment=(), usb=()";
  private static final String A_YEAR_HTTPS = "max-age=31536000";

  private final boolean https;

  BrowserSafety(boolean https) {
    this.https = https;
  }

  @Override
  public void mount(Router router) {
    router.route().handler(context -> {
      var headers = context.response().headers();
      headers.set("Content-Security-Policy", CONTENT_POLICY);
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Permissions-Policy", NO_DEVICES);
      if (https) {
        headers.set("Strict-Transport-Security", A_YEAR_HTTPS);
      }
      if (context.normalizedPath().startsWith("/api")) {
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
      }
      context.next();
    });
  }
}
