package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks an address that a stranger named. Where its host leads into a private network it is not asked, and the address that
 * was looked at is the one that is connected to, so that a name cannot lead elsewhere between the look and the request.
 */
public final class Guarded {

  /** A link to a picture may lead to where it moved, and hardly further. */
  private static final int MOST_REDIRECTS = 3;

  private final Vertx vertx;
  private final Wire.Limits limits;
  private final Predicate<InetAddress> allowed;

  /** @param allowed which addresses may be asked, see {@link #isPublic} */
  public Guarded(Vertx vertx, Wire.Limits limits, Predicate<InetAddress> allowed) {
    this.vertx = vertx;
    this.limits = limits;
    this.allowed = allowed;
  }

  /** True for addresses of the internet: not of this machine, its networks, or the links between. */
  public static boolean isPublic(InetAddress address) {
    return !(address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
      || address.isSiteLocalAddress() || address.isMulticastAddress() || isReserved(address.getAddress()));
  }

  /** What {@link InetAddress} does not know: RFC 6598, 2544, 5736, 4193, 6052, and everything from 240 on. */
  private static boolean isReserved(byte[] a) {
    int first = a[0] & 0xff;
    int second = a[1] & 0xff;
    if (a.length == 4) {
      return first == 0 || first == 100 && (second & 0xc0) == 64 || first == 198 && (second & 0xfe) == 18
        || first == 192 && second == 0 && a[2] == 0 || first >= 240;
    }
    boolean translated = first == 0 && second == 0x64 && (a[2] & 0xff) == 0xff && (a[3] & 0xff) == 0x9b;
    boolean sixToFour = first == 0x20 && second == 0x02;
    return (first & 0xfe) == 0xfc || translated || sixToFour;
  }

  /** A failure is a {@link SourceException}, or an {@link IllegalArgumentException} where it may never be asked. */
  public Future<Wire.Answer> get(String url) {
    return get(url, MOST_REDIRECTS);
  }

  private Future<Wire.Answer> get(String url, int redirects) {
    return send(HttpMethod.GET, url, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer()).compose(answer -> {
      var location = Optional.ofNullable(answer.headers().get("Location"));
      if (answer.status() < 300 || answer.status() >= 400 || location.isEmpty()) {
        return Future.succeededFuture(answer);
      }
      return redirects == 0 ? Future.failedFuture(new IllegalArgumentException("it is moved again and again"))
        : get(URI.create(url).resolve(location.get()).toString(), redirects - 1);
    });
  }

  /** Redirects are answers here. */
  public Future<Wire.Answer> send(HttpMethod method, String url, MultiMap headers, Buffer body) {
    return Future.succeededFuture().compose(v -> {
      var uri = checked(url);
      return look(uri.getHost()).compose(address -> ask(method, uri, address, headers, body));
    });
  }

  private static URI checked(String url) {
    var uri = URI.create(url);
    if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("it is no address of the web");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("it has a name or password in it");
    }
    return uri;
  }

  private Future<InetAddress> look(String host) {
    return vertx.executeBlocking(() -> List.of(InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""))), false)
      .recover(e -> Future.failedFuture(e instanceof UnknownHostException
        ? SourceException.unreachable(host + " is not known", e) : e))
      .map(all -> {
        if (!all.stream().allMatch(allowed)) {
          throw new IllegalArgumentException(host + " leads into a private network");
        }
        return all.getFirst();
      });
  }

  private Future<Wire.Answer> ask(HttpMethod method, URI uri, InetAddress address, MultiMap headers, Buffer body) {
    var port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    var wire = new Wire(vertx, URI.create(uri.getScheme() + "://" + uri.getRawAuthority()), limits,
      Optional.of(SocketAddress.inetSocketAddress(port, address.getHostAddress())));
    var path = (uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
      + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return (method.equals(HttpMethod.GET) ? wire.get(path, headers) : wire.post(path, headers, body))
      .eventually(wire::close);
  }
}
