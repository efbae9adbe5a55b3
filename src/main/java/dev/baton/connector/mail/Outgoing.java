package dev.baton.connector.mail;

import dev.baton.connector.Draft;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.mail.MailConfig.Filing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.AuthenticationFailedException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers: handed over once, a copy into Sent, and looked for there when nobody knows what became of them. */
final class Outgoing {

  private static final Logger log = LoggerFactory.getLogger(Outgoing.class);

  /** With the copy well within the time for which the outbox holds an answer. */
  private static final Duration SEND = Duration.ofSeconds(45);
  /** The answer is out; its copy is worth a short wait. */
  private static final Duration FILE = Duration.ofSeconds(15);

  private final Vertx vertx;
  private final String account;
  private final MailSessions sessions;
  private final Hands hands;
  private final Postman postman;
  private final SentFolder sent;

  Outgoing(Vertx vertx, String account, MailSessions sessions, Hands hands) {
    this.vertx = vertx;
    this.account = account;
    this.sessions = sessions;
    this.hands = hands;
    this.postman = new Postman(sessions);
    this.sent = new SentFolder(sessions.config().sent());
  }

  Future<ReplyOutcome> send(Draft draft) {
    Letter letter;
    try {
      letter = Letter.of(draft, sessions.config());
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(new ReplyOutcome.Refused(e.getMessage()));
    }
    var sockets = new Sockets();
    return hands.work(sockets::cut, SEND, () -> postman.send(letter, sockets))
      .compose(outcome -> outcome instanceof ReplyOutcome.Sent && sessions.config().filing() == Filing.BATON
        ? file(letter).map(outcome) : Future.succeededFuture(outcome))
      .recover(e -> e instanceof AuthenticationFailedException
        ? Future.succeededFuture(new ReplyOutcome.TryLater(Postman.UNTIL_MENDED, Words.of(e)))
        : Future.failedFuture(e));
  }

  /** Without a copy the answer is out all the same. */
  private Future<Void> file(Letter letter) {
    return onLine(FILE, line -> sent.file(line, letter))
      .onSuccess(filed -> {
        if (!filed) {
          log.warn("no copy of a reply kept account={} cause=the mailbox has no folder for sent mail", account);
        }
      })
      .recover(e -> {
        log.warn("no copy of a reply kept account={} cause={}", account, Words.of(e));
        return Future.succeededFuture(false);
      })
      .mapEmpty();
  }

  /** That it is not in Sent proves nothing where its copy comes later, or comes from us. */
  Future<ReplyOutcome> lookUp(Draft draft) {
    var id = new MessageIds(sessions.config().domain()).of(draft.attemptKey());
    return isSent(id)
      .compose(found -> found || sessions.config().filing() == Filing.BATON ? Future.succeededFuture(found)
        : vertx.timer(sessions.patience().lookAgain().toMillis()).compose(v -> isSent(id)))
      .map(found -> found ? new ReplyOutcome.Sent(id, "")
        : new ReplyOutcome.Unknown("no copy of it is in the folder of sent mail, which proves nothing"));
  }

  private Future<Boolean> isSent(String id) {
    return onLine(SEND, line -> sent.has(line, id)).recover(e -> Future.failedFuture(e instanceof SourceException ? e
      : SourceException.unanswered(sessions.config().imap().host() + " cannot be asked: " + Words.of(e), e)));
  }

  private <T> Future<T> onLine(Duration longest, KeptLine.Use<T> use) {
    var sockets = new Sockets();
    return hands.work(sockets::cut, longest, () -> {
      var line = ImapLine.open(sessions, sockets, sessions.patience().read().toMillis());
      try {
        return use.with(line);
      } finally {
        line.close();
        sockets.cut();
      }
    });
  }
}
