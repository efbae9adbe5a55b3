package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where names lead, as long as that is on the public internet. An address that somebody typed in may name a machine of
 * our own network, or be made to between one look and the next: so every address of the name is looked at before each
 * request, and the request goes to one that was.
 */
public final class PublicNames {

  /** A name server that is slower than this is gone. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Asks for all addresses of a name; may take its time. */
  @FunctionalInterface
  public interface Book {
    InetAddress[] all(String host) throws UnknownHostException;
  }

  /** Of one kind at once: a thread waits for a name server far longer than we do. */
  private static final int AT_ONCE = 4;

  private final WorkerExecutor threads;
  private final Book book;

  /** For addresses that our own people named. */
  public PublicNames(Vertx vertx) {
    this(vertx, InetAddress::getAllByName);
  }

  public PublicNames(Vertx vertx, Book book) {
    this(vertx, book, "names");
  }

  /** For addresses that anybody named: their name servers may be silent on purpose, and then hold up each other alone. */
  public static PublicNames ofStrangers(Vertx vertx) {
    return new PublicNames(vertx, InetAddress::getAllByName, "names-of-strangers");
  }

  private PublicNames(Vertx vertx, Book book, String kind) {
    this.threads = vertx.createSharedWorkerExecutor(kind, AT_ONCE);
    this.book = book;
  }

  /** @return to which address to go; failed with {@link OffLimits} where one of them is not public */
  Future<Optional<SocketAddress>> addressOf(URI server) {
    return threads.executeBlocking(() -> book.all(server.getHost()), false)
      .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
      .compose(all -> Arrays.stream(all).allMatch(PublicAddress::isPublic)
        ? Future.succeededFuture(Optional.of(socket(all[0], server)))
        : Future.failedFuture(new OffLimits(server.getHost()
          + " leads to an address that is not on the public internet")));
  }

  /** Whether something may be sent there, without sending anything. */
  public Future<Void> look(URI server) {
    return addressOf(server).mapEmpty();
  }

  private static SocketAddress socket(InetAddress address, URI server) {
    var usual = "https".equals(server.getScheme()) ? 443 : 80;
    return SocketAddress.inetSocketAddress(
      new InetSocketAddress(address, server.getPort() > 0 ? server.getPort() : usual));
  }
}
