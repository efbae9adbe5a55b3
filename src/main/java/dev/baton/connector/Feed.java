package dev.baton.connector;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line on which a network says what happens, once and never again, such as a telephone system's. What matters is
 * committed before anything else is made of it, and read afterwards as what comes by a {@link Hook} is; what happens
 * while nobody listens is lost, and said to be.
 */
public interface Feed {

  /**
   * Something that happened.
   *
   * @param key  the same for every repetition of it
   * @param head what {@link #read} needs beside the body
   */
  record Event(String key, Map<String, String> head, Buffer body) {}

  /** A time of which everything was heard, and kept where it matters. */
  record Span(Instant from, Instant until) {}

  /** Why nobody listens any more. */
  sealed interface End {

    /** Worth another try soon. */
    record Broken(String why) implements End {}

    /** The network does not let us in; only a person can mend that. */
    record Refused(String why) implements End {}
  }

  /**
   * Listens until the line ends or is closed.
   *
   * @param keep commits what matters; nothing more is heard before it has, and it fails only where Baton stops
   * @return never fails
   */
  Future<End> listen(Function<Event, Future<Void>> keep);

  /** Of the present line, or of the last where there is none; empty before it lets us in. */
  Optional<Span> heard();

  /** As {@link Hook#read}. */
  Future<Brought> read(Hook.Delivery delivery);

  /** Lets go of the line, if there is one. */
  Future<Void> close();
}
