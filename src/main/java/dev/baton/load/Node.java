package dev.baton.load;

import dev.baton.config.StartProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A gateway as a process of its own, run by the same Java with the same options as this one. */
final class Node implements AutoCloseable {

  private static final String PROGRAM = "dev.baton.Baton";
  private static final Pattern ADDRESS = Pattern.compile("\\s+Inbox\\s+(http://\\S+)");
  private static final int START_SECONDS = 90;
  /** It gives back what it holds within seconds. */
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final CompletableFuture<URI> address = new CompletableFuture<>();

  private Node(Process process) {
    this.process = process;
  }

  /** @param environment all of Baton's variables that it has */
  static Node start(Map<String, String> environment) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("BATON_"));
    builder.environment().putAll(environment);
    try {
      var node = new Node(builder.start());
      Thread.ofPlatform().daemon().name("listening to a gateway").start(node::listen);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on to the end, or it would stand still when the pipe is full. */
  private void listen() {
    var said = new StringBuilder();
    try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var found = ADDRESS.matcher(line);
        if (found.matches()) {
          address.complete(URI.create(found.group(1)));
        } else if (!address.isDone()) {
          said.append("\n  ").append(line);
        }
      }
    } catch (IOException ended) {
      // it says no more
    }
    address.completeExceptionally(new StartProblem("A gateway did not start:" + said));
  }

  /** Waits until it is ready. */
  URI address() throws InterruptedException, TimeoutException {
    try {
      return address.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw (StartProblem) e.getCause();
    }
  }

  /** At once, without a word to it: {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a service manager stops it. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
