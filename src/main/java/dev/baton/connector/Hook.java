package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;

/**
 * Takes in what a network sends by itself. {@link #hear} decides on the raw bytes; what is genuine is committed before it
 * is answered, and {@link #read} afterwards, by whichever node comes to it, as often as it takes.
 */
public interface Hook {

  /**
   * A request as it came.
   *
   * @param url  as the network must have called it: the public address, the path and the query
   * @param body all of it, as sent
   */
  record Call(String method, String url, MultiMap query, MultiMap headers, Buffer body) {}

  /** What to do with a request. */
  sealed interface Verdict {

    /** The network asks whether we are there; nothing is kept. */
    record Says(int status, Map<String, String> headers, String body) implements Verdict {}

    /**
     * It is the network's: to be kept once under this key, then answered.
     *
     * @param key    the same for every repetition of it
     * @param head   what {@link #read} needs beside the body
     * @param answer what the network wants to hear
     */
    record Keep(String key, Map<String, String> head, Says answer) implements Verdict {}

    /** It is not, or too old to be believed. @param why for whoever set it up */
    record Refuse(int status, String why) implements Verdict {}
  }

  /** Something that was kept. */
  record Delivery(Map<String, String> head, Buffer body, Instant receivedAt) {}

  /** Never throws, and compares secrets in constant time. */
  Verdict hear(Call call, Instant now);

  /**
   * What has one address for all its accounts: what is sent to any of them is kept for each of the same name that hears it as
   * genuine. Empty where every account has an address of its own.
   */
  default String shared() {
    return "";
  }

  /**
   * What it says. An {@link IllegalArgumentException} means that it cannot be understood, now or ever; any other failure,
   * that it is worth another try.
   */
  Future<Brought> read(Delivery delivery);
}
