package dev.baton.connector.mail;

import dev.baton.connector.Brought;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.Guarded;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SourceException;
import dev.baton.connector.Stream;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * One mailbox. What came in the day before the account was connected is read, and from then on everything, in the order
 * in which the server got it.
 */
public final class MailConnector implements Connector {

  private final MailSessions sessions;
  private final Hands hands;
  private final KeptLine line;
  private final Mailbox mailbox;
  private final Sorting sorting;
  private final Outgoing outgoing;
  private final MailCheck check;
  private final MailStream stream;
  private final Enclosures enclosures;

  MailConnector(Vertx vertx, String account, MailSessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.hands = new Hands(vertx, account, sessions.patience().total(), sessions.pass());
    this.line = new KeptLine(sessions);
    this.mailbox = new Mailbox(sessions.config().folder(), sessions.patience(), clock);
    this.sorting = new Sorting(account, new MailReader(sessions.config(), clock));
    this.outgoing = new Outgoing(vertx, account, sessions, hands);
    this.check = new MailCheck(sessions, hands, mailbox);
    this.stream = new MailStream(sessions, hands);
    this.enclosures = new Enclosures(sessions, hands);
  }

  /** @param grant where the token is renewed; else the configuration has what to sign in with */
  static MailConnector of(Tools tools, MailConfig config, Optional<Grant> grant, Patience patience) {
    var pass = grant.map(g -> Pass.renewed(tools, g)).orElseGet(() -> Pass.of(config));
    var sessions = new MailSessions(config, patience, "", pass);
    return new MailConnector(tools.vertx(), tools.account(), sessions, tools.clock());
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return hands.work(line::cut, sessions.patience().total(), () -> page(cursor)).recover(this::unread);
  }

  /** The mails are taken apart on the same thread: a hostile one may take a while. */
  private ReadOutcome page(String cursor) throws MessagingException {
    var page = line.use(open -> mailbox.read(open, cursor));
    Brought brought = sorting.sort(page);
    return new ReadOutcome.Page(brought, page.cursor().text(), page.more(), ReadOutcome.Quota.UNSAID);
  }

  private Future<ReadOutcome> unread(Throwable e) {
    var host = sessions.config().imap().host();
    if (e.getCause() instanceof NoFolder) {
      return Future.succeededFuture(new ReadOutcome.NeedsReconnect(Words.of(e.getCause())));
    }
    return Words.isUnwelcome(e)
      ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(host + " does not accept the credentials: "
        + Words.of(e)))
      : Future.failedFuture(SourceException.unanswered(host + " could not be read: " + Words.of(e), e));
  }

  @Override
  public Optional<Stream> stream() {
    return Optional.of(stream);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return outgoing.send(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return outgoing.lookUp(draft);
  }

  /** Out of the mailbox, and from nowhere else: what a mail only points at is never asked for. */
  @Override
  public Future<Wire.Answer> fetch(String url, Guarded web) {
    return enclosures.get(url);
  }

  @Override
  public Future<List<Checked>> check() {
    return check.check();
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(Mention.MAX_TEXT, "characters", true);
  }

  @Override
  public Future<Void> close() {
    line.cut();
    enclosures.close();
    return stream.close().compose(v -> hands.close());
  }
}
