package dev.baton.connector;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Where an account's connector keeps what the network gave it to sign in with, such as a refresh token that works once.
 * What is saved must be there after a crash.
 */
public interface TokenStore {

  /** @return what was saved last; failed with {@link Unopened} where it is there but cannot be read */
  Future<Optional<String>> load();

  /**
   * Instead of what was there when it was loaded last. Done means: it is there after a crash. Failed with {@link Overtaken},
   * and nothing changed, where something else has been kept since.
   */
  Future<Void> save(String value);

  /**
   * The right to have the network renew it, for one node at a time: two would spend the same token, and one of them would be
   * told that it is worth nothing. It ends when the new one is saved, or after a minute, since its holder may be gone.
   *
   * @return false where another node has it
   */
  default Future<Boolean> claim() {
    return Future.succeededFuture(true);
  }

  /** What is kept cannot be opened; only a person can mend that. */
  final class Unopened extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unopened(String whatToDo) {
      super(whatToDo);
    }
  }

  /** Another node kept something meanwhile, which is as good or better. */
  final class Overtaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Overtaken(String account) {
      super("another node renewed the token of " + account + " meanwhile");
    }
  }

  /** Forgets with the process; for those who have nothing to keep. */
  static TokenStore inMemory() {
    return new TokenStore() {

      private volatile Optional<String> kept = Optional.empty();

      @Override
      public Future<Optional<String>> load() {
        return Future.succeededFuture(kept);
      }

      @Override
      public Future<Void> save(String value) {
        kept = Optional.of(value);
        return Future.succeededFuture();
      }
    };
  }
}
