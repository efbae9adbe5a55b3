package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks one network's server over HTTP, trusting it with nothing: not our memory, not our time, not our credentials.
 * A redirect is an answer and is not followed, so an {@code Authorization} header goes nowhere else. Compression is
 * neither asked for nor undone, so what is counted is what would be kept.
 */
public final class Wire {

  /** A poll and a reply at the same time, with room for one slow answer. */
  private static final int CONNECTIONS = 4;

  /** More callers than this waiting for a connection means that the network is gone; let them fail at once. */
  private static final int WAITING = 32;

  /**
   * What a server may cost us.
   *
   * @param connect until there is a connection
   * @param total   from the first byte out to the last byte in, however often a byte arrives
   * @param maxBody in bytes; more is refused while it arrives
   */
  public record Limits(Duration connect, Duration total, int maxBody) {

    /** A full page of either network is below 1 MiB; 8 leaves room for a network's whims and none for an attack. */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30), 8 << 20);
  }

  /** Whatever the server said, complete and within the limits. */
  public record Answer(int status, MultiMap headers, Buffer body) {}

  private final HttpClient client;
  private final URI server;
  private final Limits limits;
  /** Some servers hang up after each answer without saying so; once that was met, each request has its own connection. */
  private volatile boolean lasting = true;
  private final Way way;

  /** Where a name leads, looked at anew for every request. */
  @FunctionalInterface
  interface Way {

    /** @return empty to go wherever the name leads; failed where nothing may be sent */
    Future<Optional<SocketAddress>> to(URI server);
  }

  public Wire(Vertx vertx, URI server, Limits limits) {
    this(vertx, server, limits, anywhere -> Future.succeededFuture(Optional.empty()));
  }

  Wire(Vertx vertx, URI server, Limits limits, Way way) {
    this.server = server;
    this.limits = limits;
    this.way = way;
    this.client = vertx.createHttpClient(
      new HttpClientOptions().setConnectTimeout((int) limits.connect().toMillis()).setDecompressionSupported(false),
      new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
  }

  /** To a server on the public internet and to no other, whatever its name leads to. */
  public static Wire toPublic(Vertx vertx, URI server, Limits limits, PublicNames names) {
    return new Wire(vertx, server, limits, names::addressOf);
  }

  /** The server of an address. */
  public static URI serverOf(URI url) {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  /** The rest of it. */
  public static String pathOf(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }

  /** @param pathAndQuery begins with a slash */
  public Future<Answer> get(String pathAndQuery, MultiMap headers) {
    return send(HttpMethod.GET, pathAndQuery, headers, Buffer.buffer());
  }

  /** @param path begins with a slash */
  public Future<Answer> post(String path, MultiMap headers, Buffer body) {
    return send(HttpMethod.POST, path, headers, body);
  }

  /** @param path begins with a slash */
  public Future<Answer> put(String path, MultiMap headers, Buffer body) {
    return send(HttpMethod.PUT, path, headers, body);
  }

  public String host() {
    return server.getHost();
  }

  public Future<Void> close() {
    return client.close();
  }

  private Future<Answer> send(HttpMethod method, String pathAndQuery, MultiMap headers, Buffer body) {
    var options = new RequestOptions()
      .setMethod(method)
      .setAbsoluteURI(server.toString().replaceAll("/+$", "") + pathAndQuery)
      .setConnectTimeout(limits.connect().toMillis())
      .setFollowRedirects(false)
      .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
    return way.to(server)
      .recover(e -> Future.failedFuture(e instanceof OffLimits ? e : unreachable(e)))
      .compose(address -> request(address.map(options::setServer).orElse(options), body));
  }

  /** One chain from the request's own future on: it runs on the connection's event loop, and no answer slips by. */
  private Future<Answer> request(RequestOptions options, Buffer body) {
    return connection(options)
      .recover(e -> Future.failedFuture(unreachable(e)))
      .compose(request -> exchange(request, body));
  }

  private SourceException unreachable(Throwable e) {
    var known = Unreached.words(e);
    return SourceException.unreachable(host() + " cannot be reached: " + (known.isEmpty() ? e.getMessage() : known), e);
  }

  /** A connection that was kept and is gone took nothing with it: another is had at once. */
  private Future<HttpClientRequest> connection(RequestOptions options) {
    return client.request(lasting ? options : alone(options)).recover(e -> {
      if (!lasting || !hungUp(e)) {
        return Future.failedFuture(e);
      }
      return client.request(alone(options));
    });
  }

  private static RequestOptions alone(RequestOptions options) {
    return options.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
  }

  private boolean hungUp(Throwable e) {
    boolean so = e instanceof HttpClosedException || e instanceof SocketException && !(e instanceof ConnectException);
    lasting = lasting && !so;
    return so;
  }

  private Future<Answer> exchange(HttpClientRequest request, Buffer body) {
    return request.send(body)
      .compose(response -> bodyOf(response).map(whole -> new Answer(response.statusCode(), response.headers(), whole)))
      .timeout(limits.total().toMillis(), TimeUnit.MILLISECONDS)
      .onFailure(e -> {
        hungUp(e);
        request.reset();
      })
      .recover(e -> Future.failedFuture(e instanceof SourceException ? e
        : SourceException.unanswered(host() + " gave no whole answer: " + e.getMessage(), e)));
  }

  /** A promise, because the stream calls back. */
  private Future<Buffer> bodyOf(HttpClientResponse response) {
    var whole = Promise.<Buffer>promise();
    var read = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.handler(chunk -> {
      if (read.length() + chunk.length() <= limits.maxBody()) {
        read.appendBuffer(chunk);
      } else {
        whole.tryFail(
          SourceException.tooLarge(host() + " answered with more than " + limits.maxBody() + " bytes"));
      }
    });
    response.endHandler(v -> whole.tryComplete(read));
    return whole.future();
  }
}
