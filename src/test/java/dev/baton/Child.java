package dev.baton;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A gateway as a process of its own, started as users start it, to be stopped, killed or refused. */
final class Child implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final Pattern INBOX = Pattern.compile("Inbox\\s+(http://\\S+)");

  private final Process process;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final CountDownLatch greeted = new CountDownLatch(1);
  private final Thread listening;
  private final Thread listeningToErrors;

  private Child(Process process) {
    this.process = process;
    this.listening = listen(process.getInputStream(), out);
    this.listeningToErrors = listen(process.getErrorStream(), err);
  }

  /**
   * @param environment every variable of Baton's that it has
   * @param words       the command, if it is not to run
   */
  static Child start(Map<String, String> environment, String... words) {
    try {
      var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m", "-cp",
        System.getProperty("java.class.path"), Baton.class.getName());
      builder.command().addAll(List.of(words));
      builder.environment().keySet().removeIf(name -> name.startsWith("BATON_"));
      builder.environment().putAll(environment);
      return new Child(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Thread listen(InputStream stream, StringBuffer into) {
    return Thread.ofPlatform().daemon().name("listening to a child").start(() -> {
      try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          into.append(line).append('\n');
          if (line.startsWith("Ctrl-C")) {
            greeted.countDown();
          }
        }
      } catch (IOException killed) {
        // it says no more
      } finally {
        greeted.countDown();
      }
    });
  }

  /** Waits for the greeting. */
  Child ready() {
    try {
      if (!greeted.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !INBOX.matcher(out).find()) {
        fail("it did not start: " + out + err);
      }
      return this;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  URI address() {
    var found = INBOX.matcher(out);
    if (!found.find()) {
      fail("no address in " + out);
    }
    return URI.create(found.group(1));
  }

  String said() {
    return out.toString();
  }

  String complained() {
    return err.toString();
  }

  long pid() {
    return process.pid();
  }

  /** kill -9 */
  void kill() {
    process.destroyForcibly();
    ended();
  }

  /** SIGTERM, as a service manager does it. @return the exit code */
  int terminate() {
    process.destroy();
    return ended();
  }

  /** Waits for its end. @return the exit code */
  int ended() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail("it did not end: " + out + err);
      }
      listening.join();
      listeningToErrors.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
  }
}
