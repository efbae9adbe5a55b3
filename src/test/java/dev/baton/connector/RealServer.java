package dev.baton.connector;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that is not ours, started by a script below {@code src/test/real}. The script says in one line of JSON where
 * the server is and ends when its input does.
 */
public final class RealServer implements AutoCloseable {

  private static final Path SCRIPTS = Path.of("src/test/real");

  private final Process process;
  private final JsonObject said;
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RealServer(Process process, JsonObject said) {
    this.process = process;
    this.said = said;
  }

  /** @param script below {@code src/test/real}, with its arguments */
  public static RealServer start(Map<String, String> environment, String script, String... arguments) {
    try {
      var builder = new ProcessBuilder("sh", SCRIPTS.resolve(script).toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.command().addAll(List.of(arguments));
      builder.environment().putAll(environment);
      var process = builder.start();
      var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      var line = lines.readLine();
      while (line != null && !line.startsWith("{")) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new AssertionError(script + " did not come up: is what it needs installed?");
      }
      return new RealServer(process, new JsonObject(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create(said("ready"));
  }

  public String said(String key) {
    return said.getString(key);
  }

  /** As somebody else than Baton. @return what it answered, an object */
  public JsonObject call(String method, String path, String token, JsonObject body) {
    var answer = ask(method, path, token, body);
    return answer.startsWith("{") ? new JsonObject(answer) : new JsonObject();
  }

  /** The objects of a list. */
  public List<JsonObject> list(String path, String token) {
    return new JsonArray(ask("GET", path, token, new JsonObject())).stream().map(JsonObject.class::cast).toList();
  }

  private String ask(String method, String path, String token, JsonObject body) {
    return send(HttpRequest.newBuilder(address().resolve(path)).header("Authorization", "Bearer " + token)
      .header("Content-Type", "application/json").method(method, body.isEmpty()
        ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode())).build());
  }

  /** As somebody in front of a page. @param form as browsers send it */
  public void click(String path, String user, String password, String form) {
    var who = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    send(HttpRequest.newBuilder(address().resolve(path)).header("Authorization", "Basic " + who)
      .header("Content-Type", "application/x-www-form-urlencoded")
      .POST(HttpRequest.BodyPublishers.ofString(form)).build());
  }

  private String send(HttpRequest request) {
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new AssertionError(request + " " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
