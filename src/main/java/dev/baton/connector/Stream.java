package dev.baton.connector;

import io.vertx.core.Future;

/**
 * A line that a network keeps open. It only says that there is something to read, never what: what was missed while it
 * was down is read all the same.
 */
public interface Stream {

  /**
   * Listens until the line breaks or it is closed.
   *
   * @param ring that the line stands, once, and from then on that there is something; may be called from any context, as
   *             often as it likes
   * @return ends when the line does; failed where it could not be opened
   */
  Future<Void> listen(Runnable ring);

  /** Lets go of the line, if there is one. */
  Future<Void> close();
}
