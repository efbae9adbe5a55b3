package dev.baton.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads what is sent, up to a size and within a time. */
final class Bodies implements Part {

  /** A slow sender may take this long altogether; 16 MiB then need 5 Mbit/s. */
  private static final Duration TIME = Duration.ofSeconds(30);

  /** Where something is sent to us. */
  private static final List<String> BELOW = List.of("/api/*", "/hooks/*");

  /** Where nobody has to be known before we read what they send. */
  private static final String ANYBODY = "/hooks/";
  /** A usual webhook is smaller, and is always read. */
  static final int SMALL = 64 * 1024;
  /** Larger ones being read or kept at once: 4 MiB each, whoever sends them, and however slowly. */
  static final int LARGE_AT_ONCE = 16;

  private final AtomicInteger large = new AtomicInteger();
  private final BodyHandler usual = reader(Server.BODY_BYTES);
  private final Map<String, BodyHandler> larger = new HashMap<>();

  Bodies(Map<String, Integer> limits) {
    limits.forEach((path, bytes) -> larger.put(path, reader(bytes)));
  }

  private static BodyHandler reader(int bytes) {
    return BodyHandler.create(false).setBodyLimit(bytes);
  }

  @Override
  public void mount(Router router) {
    for (var below : BELOW) {
      router.route(below).handler(this::read);
    }
  }

  private void read(RoutingContext context) {
    limitTime(context);
    if (context.normalizedPath().startsWith(ANYBODY) && !isSmall(context.request())) {
      takePlace(context);
    }
    larger.getOrDefault(path(context.normalizedPath()), usual).handle(context);
  }

  /** As a part names it: itself, or all that are one below, as {@code /hooks/*}. */
  private String path(String asked) {
    var below = asked.substring(0, asked.lastIndexOf('/') + 1) + "*";
    return larger.containsKey(asked) ? asked : below;
  }

  /** What does not say its length may have any. */
  private static boolean isSmall(HttpServerRequest request) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    var saysAll = request.version() != HttpVersion.HTTP_2 && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return request.isEnded() || (length == null ? saysAll : length.matches("\\d{1,9}") && Integer.parseInt(length) <= SMALL);
  }

  private void takePlace(RoutingContext context) {
    if (large.incrementAndGet() > LARGE_AT_ONCE) {
      large.decrementAndGet();
      context.response().putHeader("Retry-After", "1");
      throw HttpProblem.of(503, "Too much at once", LARGE_AT_ONCE + " others are sending more than " + SMALL
        + " bytes: send this again in a moment");
    }
    context.addEndHandler(done -> large.decrementAndGet());
  }

  private static void limitTime(RoutingContext context) {
    var request = context.request();
    if (request.isEnded() || request.headers().contains(HttpHeaders.UPGRADE)) {
      return; // all here, or a socket, which has no end
    }
    var timer = context.vertx().setTimer(TIME.toMillis(), t -> {
      if (!request.isEnded() && !context.response().ended()) {
        context.fail(408);
      }
    });
    context.addEndHandler(done -> context.vertx().cancelTimer(timer));
  }
}
