package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Optional;

/**
 * Gets what lies at an address that a stranger named, with nobody's credentials. A redirect is an address named by a
 * stranger, too.
 */
public final class Guarded {

  /** A link to a picture may lead to where it moved, and hardly further. */
  private static final int MOST_REDIRECTS = 3;

  private final Vertx vertx;
  private final Wire.Limits limits;
  private final Wire.Way way;

  /** @param names empty to go wherever an address leads, also into private networks */
  public Guarded(Vertx vertx, Wire.Limits limits, Optional<PublicNames> names) {
    this(vertx, limits, server -> names.map(n -> n.addressOf(server))
      .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  Guarded(Vertx vertx, Wire.Limits limits, Wire.Way way) {
    this.vertx = vertx;
    this.limits = limits;
    this.way = way;
  }

  /** A failure is a {@link SourceException}, or an {@link OffLimits} where it may never be asked. */
  public Future<Wire.Answer> get(String url) {
    return get(url, MOST_REDIRECTS);
  }

  private Future<Wire.Answer> get(String url, int redirects) {
    return Future.succeededFuture().compose(v -> ask(checked(url))).compose(answer -> {
      var location = Optional.ofNullable(answer.headers().get("Location"));
      if (answer.status() < 300 || answer.status() >= 400 || location.isEmpty()) {
        return Future.succeededFuture(answer);
      }
      return redirects == 0 ? Future.failedFuture(new OffLimits("it is moved again and again"))
        : get(resolved(url, location.get()), redirects - 1);
    });
  }

  private static String resolved(String url, String location) {
    try {
      return URI.create(url).resolve(location).toString();
    } catch (IllegalArgumentException e) {
      throw new OffLimits("it is moved to what is no address");
    }
  }

  private static URI checked(String url) {
    try {
      var uri = URI.create(url);
      if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new OffLimits("it is no address of the web");
  }

  private Future<Wire.Answer> ask(URI uri) {
    var wire = new Wire(vertx, Wire.serverOf(uri), limits, way);
    return wire.get(Wire.pathOf(uri), MultiMap.caseInsensitiveMultiMap()).eventually(wire::close);
  }
}
