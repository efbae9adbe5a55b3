package dev.baton.connector.asterisk;

import dev.baton.connector.SourceException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the manager interface. Messages are heard one after the other: while one is being kept nothing more is
 * read, so a flood fills Asterisk's memory and not ours. A line that no longer answers is given up.
 */
final class AmiLine {

  private static final Logger log = LoggerFactory.getLogger(AmiLine.class);

  /** So many pings in a row unanswered, and the line is dead though nobody closed it. */
  private static final int MOST_SILENT = 3;

  private final Vertx vertx;
  private final Context context;
  private final NetSocket socket;
  private final Duration ping;
  private final Duration patience;
  private final AmiParser parser = new AmiParser();
  private final ArrayDeque<AmiMessage> unheard = new ArrayDeque<>();
  private final Map<String, Promise<AmiMessage>> asked = new HashMap<>();
  private final Promise<String> ended = Promise.promise();
  private Function<AmiMessage, Future<Void>> ear = message -> Future.succeededFuture();
  private boolean hearing;
  private int silent;
  private long asks;

  /**
   * On the socket's own event loop.
   *
   * @param ping     between two looks whether it still answers
   * @param patience for an answer
   */
  AmiLine(Vertx vertx, NetSocket socket, Duration ping, Duration patience) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.socket = socket;
    this.ping = ping;
    this.patience = patience;
    socket.exceptionHandler(e -> end("the line broke: " + e.getMessage()));
    socket.closeHandler(v -> end("Asterisk closed the line"));
    socket.handler(this::arrived);
  }

  /** Why, once it has ended. */
  Future<String> ended() {
    return ended.future();
  }

  /** All messages go here from now on, answers too; the next is heard when this one's future has ended. */
  void listen(Function<AmiMessage, Future<Void>> to) {
    ear = to;
  }

  /** From now on looks whether it still answers; not before we are let in, since who is not is asked nothing. */
  void keepAlive() {
    pingAfterPause();
  }

  /** @param fields name and value by turns. @return what Asterisk answers, a failure's words included */
  Future<AmiMessage> ask(String action, String... fields) {
    var id = "baton-" + ++asks;
    var text = new StringBuilder("Action: ").append(action).append("\r\nActionID: ").append(id).append("\r\n");
    for (var i = 0; i < fields.length; i += 2) {
      text.append(fields[i]).append(": ").append(fields[i + 1]).append("\r\n");
    }
    var answer = Promise.<AmiMessage>promise();
    asked.put(id, answer);
    socket.write(text.append("\r\n").toString());
    return answer.future().timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
      .onComplete(done -> asked.remove(id));
  }

  Future<Void> close() {
    context.runOnContext(v -> end("Baton let go of the line"));
    return socket.close();
  }

  private void end(String why) {
    if (ended.tryComplete(why)) {
      List.copyOf(asked.values()).forEach(answer -> answer.tryFail(SourceException.unanswered(why, null)));
      if (parser.passedOver() > 0) {
        log.warn("messages of asterisk were too long count={}", parser.passedOver());
      }
    }
  }

  private void arrived(Buffer bytes) {
    unheard.addAll(parser.feed(bytes));
    hearOn();
  }

  private void hearOn() {
    while (!hearing && !unheard.isEmpty() && !ended.future().isComplete()) {
      var message = unheard.poll();
      silent = 0;
      var heard = hear(message);
      if (!heard.isComplete()) {
        hearing = true;
        socket.pause();
        heard.onComplete(done -> context.runOnContext(v -> kept(done.succeeded())));
      } else if (heard.failed()) {
        close();
      }
    }
  }

  private void kept(boolean isKept) {
    hearing = false;
    if (!isKept) {
      close();
      return;
    }
    hearOn();
    if (!hearing) {
      socket.resume();
    }
  }

  private Future<Void> hear(AmiMessage message) {
    var answer = message.isResponse() ? asked.get(message.get("ActionID")) : null;
    if (answer != null) {
      answer.tryComplete(message);
    }
    return ear.apply(message);
  }

  private void pingAfterPause() {
    vertx.setTimer(ping.toMillis(), t -> {
      if (ended.future().isComplete()) {
        return;
      }
      if (!hearing && ++silent > MOST_SILENT) {
        end("Asterisk does not answer any more");
        socket.close();
        return;
      }
      ask("Ping").onFailure(e -> log.debug("ping not answered cause={}", e.getMessage()));
      pingAfterPause();
    });
  }
}
