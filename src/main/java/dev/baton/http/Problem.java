package dev.baton.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is wrong and what to do, as {@code application/problem+json}.
 *
 * @param type       {@link #PLAIN}, or a URN where a program has to tell this problem from others of its status
 * @param problems   everything wrong with what was sent, at once; may be empty
 * @param fields     the same by the field of a form; may be empty
 * @param retryAfter when it is worth trying again
 */
public record Problem(int status, String type, String title, String detail, List<String> problems,
                      Map<String, String> fields, Optional<Duration> retryAfter) {

  static final String MEDIA_TYPE = "application/problem+json";
  static final String PLAIN = "about:blank";
  private static final String URN = "urn:baton:";

  public Problem {
    problems = List.copyOf(problems);
    fields = Map.copyOf(fields);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not a problem: " + status);
    }
  }

  public static Problem of(int status, String title, String detail) {
    return new Problem(status, PLAIN, title, detail, List.of(), Map.of(), Optional.empty());
  }

  public Problem with(List<String> all) {
    return new Problem(status, type, title, detail, all, fields, retryAfter);
  }

  /** @param mistakes by the field of a form, in words */
  public Problem at(Map<String, String> mistakes) {
    return new Problem(status, type, title, detail, problems, mistakes, retryAfter);
  }

  /** @param word what programs know it by; words on the screen may change, this may not */
  public Problem known(String word) {
    return new Problem(status, URN + word, title, detail, problems, fields, retryAfter);
  }

  public Problem retryAfter(Duration pause) {
    return new Problem(status, type, title, detail, problems, fields, Optional.of(pause));
  }

  /** To throw, or to fail a future with. */
  public HttpProblem failure() {
    return new HttpProblem(this);
  }

  /** Whole seconds, at least one. */
  Optional<String> retryAfterSeconds() {
    return retryAfter.map(pause -> String.valueOf(Math.max(1, pause.plusMillis(999).toSeconds())));
  }

  public JsonObject toJson() {
    var json = new JsonObject()
      .put("type", type)
      .put("title", title)
      .put("status", status)
      .put("detail", detail);
    if (!problems.isEmpty()) {
      json.put("problems", new JsonArray(problems));
    }
    if (!fields.isEmpty()) {
      json.put("fields", new JsonObject(new TreeMap<>(fields)));
    }
    return json;
  }
}
