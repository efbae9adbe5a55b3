package dev.baton.notice;

import io.vertx.core.Future;

/** Hands letters to a server that takes them further. */
interface Post {

  /** What the server made of it. A failed future is our mistake, not the server's. */
  Future<PostOutcome> send(Letter letter);

  Future<Void> close();
}
