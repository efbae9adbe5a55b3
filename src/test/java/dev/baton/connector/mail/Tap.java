package dev.baton.connector.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** Stands between Baton and a mail server, hears every line, and does what lines between them do: break. */
final class Tap implements AutoCloseable {

  private record Instead(Predicate<String> line, String words, boolean thenHangUp) {}

  private static final Predicate<String> NEVER = line -> false;

  private final ServerSocket door;
  private final IntSupplier server;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Predicate<String> hangUpAt = NEVER;
  private volatile Predicate<String> alwaysHangUpAt = NEVER;
  private volatile Predicate<String> loseAnswerTo = NEVER;
  private final List<Instead> instead = new CopyOnWriteArrayList<>();
  private volatile long bytesLeft = Long.MAX_VALUE;

  Tap(IntSupplier server) {
    this.server = server;
    try {
      door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    begin(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Of what Baton said, those lines. */
  List<String> heard(String part) {
    return heard.stream().filter(line -> line.contains(part)).toList();
  }

  /** The next such line does not arrive, and the line is dead. */
  void hangUpAt(Predicate<String> line) {
    hangUpAt = line;
  }

  /** No such line ever arrives: the line is dead each time. */
  void alwaysHangUpAt(Predicate<String> line) {
    alwaysHangUpAt = line;
  }

  /** The next such line arrives, and its answer does not. */
  void loseAnswerTo(Predicate<String> line) {
    loseAnswerTo = line;
  }

  /** The next such line is answered so, by us; said several times, one after the other. */
  void answer(Predicate<String> line, String with) {
    instead.add(new Instead(line, with, false));
  }

  /** The next such line is answered so, by us, and the line is dead. */
  void answerAndHangUp(Predicate<String> line, String with) {
    instead.add(new Instead(line, with, true));
  }

  /** After so many more bytes of the server the line breaks. */
  void breakAfter(long bytes) {
    bytesLeft = bytes;
  }

  /** Every line that is open now breaks. */
  void breakAll() {
    open.forEach(Tap::close);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var caller = door.accept();
        var callee = new Socket("127.0.0.1", server.getAsInt());
        open.add(caller);
        open.add(callee);
        var lose = new boolean[1];
        begin(() -> said(caller, callee, lose));
        begin(() -> answered(callee, caller, lose));
      } catch (IOException e) {
        // the door is shut, or the server away
      }
    }
  }

  private void said(Socket from, Socket to, boolean[] lose) {
    try (from; to) {
      var in = from.getInputStream();
      for (var line = line(in); line.length > 0; line = line(in)) {
        var text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
        heard.add(text);
        if (alwaysHangUpAt.test(text)) {
          return;
        }
        if (hangUpAt.test(text)) {
          hangUpAt = NEVER;
          return;
        }
        var answer = instead.stream().filter(i -> i.line().test(text)).findFirst();
        if (answer.isPresent()) {
          instead.remove(answer.get());
          say(from.getOutputStream(), answer.get().words().replace("{tag}", text.split(" ")[0]) + "\r\n");
          if (answer.get().thenHangUp()) {
            return;
          }
          continue;
        }
        if (loseAnswerTo.test(text)) {
          loseAnswerTo = NEVER;
          lose[0] = true;
        }
        to.getOutputStream().write(line);
        to.getOutputStream().flush();
      }
    } catch (IOException e) {
      // the other side hung up
    }
  }

  private static void say(OutputStream to, String words) throws IOException {
    to.write(words.getBytes(StandardCharsets.ISO_8859_1));
    to.flush();
  }

  private void answered(Socket from, Socket to, boolean[] lose) {
    try (from; to) {
      var in = from.getInputStream();
      var buffer = new byte[1024];
      for (var n = in.read(buffer); n > 0; n = in.read(buffer)) {
        if (lose[0]) {
          return;
        }
        var may = (int) Math.min(n, bytesLeft);
        bytesLeft -= may;
        to.getOutputStream().write(buffer, 0, may);
        to.getOutputStream().flush();
        if (may < n) {
          bytesLeft = Long.MAX_VALUE;
          return;
        }
      }
    } catch (IOException e) {
      // the other side hung up
    }
  }

  private static byte[] line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (var b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static void begin(Runnable work) {
    var thread = new Thread(work, "tap");
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    breakAll();
  }
}
