package dev.baton.http;

import dev.baton.config.StartProblem;
import dev.baton.people.SignIn;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server and every part's routes, behind the guard. */
public final class Server extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(Server.class);

  /** The largest body unless the part says otherwise. */
  public static final int BODY_BYTES = 1024 * 1024;
  /** A connection on which nothing moves; the live feed ticks far more often. */
  private static final int IDLE_SECONDS = 60;
  private static final int MAX_HEADER_BYTES = 16 * 1024;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  /** Browsers only listen on a socket, so they have little to say. */
  private static final int MAX_SOCKET_MESSAGE_BYTES = 4 * 1024;
  /** Smaller answers grow when compressed. */
  private static final int COMPRESS_FROM_BYTES = 1024;
  /**
   * A field of a form. Where forms are sent to us (text messages are), each may be as long as a small body; the usual limit
   * cuts off long messages in which every letter is written as several.
   */
  private static final int FORM_FIELD_BYTES = 128 * 1024;
  private static final int STOP_SECONDS = 5;

  private final HttpConfig config;
  private final SignIn signIn;
  private final List<Part> parts;
  private final List<HttpServer> servers = new ArrayList<>();
  private final Set<String> routes = new TreeSet<>();

  public Server(HttpConfig config, SignIn signIn, List<Part> parts) {
    this.config = config;
    this.signIn = signIn;
    this.parts = List.copyOf(parts);
  }

  @Override
  public Future<?> start() {
    var router = router();
    var first = config.host().equals("localhost") ? "127.0.0.1" : config.host();
    return listen(router, config.port(), first)
      .compose(v -> config.host().equals("localhost") ? alsoOnSix(router) : Future.succeededFuture());
  }

  private Router router() {
    var open = new HashSet<String>();
    var limits = new HashMap<String, Integer>();
    parts.forEach(part -> {
      open.addAll(part.open());
      limits.putAll(part.bodyLimits());
    });
    var router = Router.router(vertx);
    new BrowserSafety(config.https()).mount(router);
    new Problems().mount(router);
    router.route("/api/*").handler(new Guard(signIn, config, open));
    new Bodies(limits).mount(router);
    parts.forEach(part -> part.mount(router));
    router.getRoutes().stream().filter(r -> r.methods() != null && r.getPath().startsWith("/api/"))
      .forEach(r -> r.methods().forEach(method -> routes.add(method + " " + r.getPath())));
    return router;
  }

  private Future<Void> listen(Router router, int port, String host) {
    return vertx.createHttpServer(options())
      .requestHandler(router)
      .listen(port, host)
      .onSuccess(servers::add)
      .recover(e -> Future.failedFuture(explain(e, port, host)))
      .mapEmpty();
  }

  /** {@code localhost} is two addresses; a machine without IPv6 is content with one. */
  private Future<Void> alsoOnSix(Router router) {
    return listen(router, actualPort(), "::1").recover(e -> {
      log.debug("not listening on ::1 cause={}", e.getMessage());
      return Future.succeededFuture();
    });
  }

  private static Throwable explain(Throwable e, int port, String host) {
    if (!(e instanceof BindException)) {
      return new StartProblem("Cannot listen on " + host + ":" + port + " (" + e.getMessage()
        + "): correct http.host (BATON_HTTP_HOST)", e);
    }
    return new StartProblem(String.valueOf(e.getMessage()).contains("in use")
      ? "Port " + port + " is taken by another program: stop it or set BATON_HTTP_PORT"
      : "Cannot listen on " + host + ":" + port + " (" + e.getMessage() + "): set BATON_HTTP_HOST or BATON_HTTP_PORT", e);
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
      .setIdleTimeout(IDLE_SECONDS)
      .setIdleTimeoutUnit(TimeUnit.SECONDS)
      .setMaxHeaderSize(MAX_HEADER_BYTES)
      .setMaxInitialLineLength(MAX_LINE_BYTES)
      .setMaxWebSocketFrameSize(MAX_SOCKET_MESSAGE_BYTES)
      .setMaxWebSocketMessageSize(MAX_SOCKET_MESSAGE_BYTES)
      .setPerFrameWebSocketCompressionSupported(false)
      .setPerMessageWebSocketCompressionSupported(false)
      .setCompressionSupported(true)
      .setCompressionContentSizeThreshold(COMPRESS_FROM_BYTES)
      .setDecompressionSupported(false)
      .setMaxFormAttributeSize(FORM_FIELD_BYTES)
      .setHandle100ContinueAutomatically(true);
  }

  /** Every method and path below {@code /api} that a part answers, such as {@code GET /api/cases/:id}. */
  public Set<String> routes() {
    return routes;
  }

  /** Where it listens, once started. */
  public int actualPort() {
    return servers.getFirst().actualPort();
  }

  /** Lets requests under way finish. */
  @Override
  public Future<?> stop() {
    return Future.join(servers.stream().map(s -> s.shutdown(STOP_SECONDS, TimeUnit.SECONDS)).toList());
  }
}
