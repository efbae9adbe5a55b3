package dev.baton.connector.mail;

import dev.baton.connector.SourceException;
import dev.baton.connector.Stream;
import io.vertx.core.Future;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/**
 * IDLE (RFC 2177) on a connection of its own: the server says when something came. It is asked for anew every few
 * minutes, because servers, and routers between, forget whoever is silent, and do not say so.
 */
final class MailStream implements Stream {

  /** How often it is looked whether the time is up; also how long the goodbye may take. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final MailSessions sessions;
  private final Hands hands;
  private volatile Optional<Sockets> listening = Optional.empty();

  MailStream(MailSessions sessions, Hands hands) {
    this.sessions = sessions;
    this.hands = hands;
  }

  @Override
  public Future<Void> listen(Runnable ring) {
    var sockets = new Sockets();
    listening.ifPresent(Sockets::cut);
    listening = Optional.of(sockets);
    return hands.listen(() -> listen(ring, sockets))
      .recover(e -> Future.failedFuture(e instanceof SourceException ? e
        : SourceException.unanswered("the line to " + sessions.config().imap().host() + " broke: " + Words.of(e), e)));
  }

  private Void listen(Runnable ring, Sockets sockets) throws Exception {
    var idle = sessions.patience().idle();
    var line = ImapLine.open(sessions, sockets, Math.min(LOOK.toMillis(), idle.toMillis()));
    try {
      return line.talk(imap -> {
        while (true) {
          imap.examine(sessions.config().folder());
          ring.run();
          idle(imap, ring, System.nanoTime() + idle.toNanos());
        }
      });
    } finally {
      sockets.cut();
      line.close();
    }
  }

  /** Until the time is up. What came before the server listened to us was rung for by the caller. */
  private static void idle(IMAPProtocol imap, Runnable ring, long end) throws ProtocolException {
    imap.idleStart();
    var ended = false;
    for (var said = imap.readIdleResponse(); said != null; said = imap.readIdleResponse()) {
      if (isSilence(said)) {
        if (ended) {
          throw new ProtocolException("the server does not answer any more");
        }
      } else if (!imap.processIdleResponse(said)) {
        return;
      } else if (ImapLine.isNews(said)) {
        ring.run();
      }
      if (!ended && System.nanoTime() - end >= 0) {
        ended = true;
        imap.idleAbort();
      }
    }
  }

  private static boolean isSilence(Response said) {
    return said.isBYE() && said.isSynthetic() && said.getException() instanceof SocketTimeoutException;
  }

  @Override
  public Future<Void> close() {
    listening.ifPresent(Sockets::cut);
    listening = Optional.empty();
    return Future.succeededFuture();
  }
}
