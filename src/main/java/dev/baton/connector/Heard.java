package dev.baton.connector;

import io.vertx.core.Future;
import java.time.Duration;

/** What a network's answer means, whatever the network. Anything not worth a meaning is a {@link SourceException}. */
public sealed interface Heard {

  /** 2xx. */
  record Fine(Wire.Answer answer) implements Heard {}

  /** 429: nothing was done, and nothing may be asked before the pause is over. */
  record Wait(Duration pause, String why) implements Heard {}

  /** The credentials were not accepted; nothing was done. */
  record Unwelcome(String why) implements Heard {}

  /** The network understood and said no; {@code words} are its own. */
  record TurnedDown(int status, String words) implements Heard {}

  /** Sorts by status alone; {@code words} is what the body says in the network's own words. */
  static Future<Heard> of(Wire.Answer answer, String host, String words, RateLimits limits) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return Future.succeededFuture(new Fine(answer));
    }
    if (status >= 300 && status < 400) {
      return Future.succeededFuture(new TurnedDown(status,
        host + " points to another address, which is not followed: check the server's address"));
    }
    if (status == 429) {
      return Future.succeededFuture(new Wait(limits.pause(answer.headers()), host + " asks us to wait (429)"));
    }
    if (status == 401) {
      return Future.succeededFuture(new Unwelcome(words));
    }
    if (status >= 400 && status < 500) {
      return Future.succeededFuture(new TurnedDown(status, words));
    }
    return Future.failedFuture(SourceException.unanswered(host + " answered " + status, null));
  }
}
