package dev.baton.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A mail server that takes everything and shows it on a page, so that whoever tries Baton sees what people are sent.
 * Both listen on this machine only. Its methods may be called from any thread.
 */
public final class SimulatedMailbox {

  /** The latest; older ones are forgotten. */
  static final int KEPT = 200;
  /** A line of a mail; programs write at most 1,000. */
  private static final int LONGEST_LINE = 64 << 10;
  private static final int IDLE_SECONDS = 60;
  private static final String END_OF_LINE = "\r\n";

  private final InstantSource clock;
  private final NetServer smtp;
  private final HttpServer page;
  private final Deque<ReceivedMail> mails = new ArrayDeque<>();

  public SimulatedMailbox(Vertx vertx, InstantSource clock) {
    this.clock = clock;
    this.smtp = vertx.createNetServer(new NetServerOptions().setIdleTimeout(IDLE_SECONDS)).connectHandler(this::talk);
    this.page = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS)).requestHandler(this::show);
  }

  /** @param smtpPort where mails are taken */
  public record Addresses(int smtpPort, URI page) {}

  /** @param pagePort 0 for any that is free */
  public Future<Addresses> start(int pagePort) {
    return smtp.listen(0, "127.0.0.1").compose(taking -> page.listen(pagePort, "127.0.0.1")
      .map(up -> new Addresses(taking.actualPort(), URI.create("http://localhost:" + up.actualPort()))));
  }

  public Future<Void> stop() {
    return Future.join(smtp.close(), page.close()).mapEmpty();
  }

  /** The latest first. */
  public synchronized List<ReceivedMail> mails() {
    return List.copyOf(mails);
  }

  private synchronized void keep(SmtpTalk.Envelope envelope) {
    mails.addFirst(ReceivedMail.of(clock.instant(), envelope.from(), envelope.to(), envelope.text()));
    if (mails.size() > KEPT) {
      mails.removeLast();
    }
  }

  private void talk(NetSocket socket) {
    var talk = new SmtpTalk(this::keep);
    var lines = RecordParser.newDelimited(END_OF_LINE, socket).maxRecordSize(LONGEST_LINE);
    lines.exceptionHandler(tooLong -> socket.close());
    lines.handler(line -> say(socket, talk.answer(line.toString(StandardCharsets.ISO_8859_1))));
    say(socket, SmtpTalk.greeting());
  }

  /** Nothing is said twice, and nothing after goodbye. */
  private static void say(NetSocket socket, String answer) {
    if (answer.isEmpty()) {
      return;
    }
    var said = socket.write(Buffer.buffer(answer + END_OF_LINE));
    if (SmtpTalk.isLast(answer)) {
      said.onComplete(done -> socket.close());
    }
  }

  private void show(HttpServerRequest request) {
    request.response().putHeader("Content-Type", "text/html; charset=utf-8")
      .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
      .putHeader("Referrer-Policy", "no-referrer").putHeader("Cache-Control", "no-store")
      .end(MailboxPage.of(mails()));
  }
}
