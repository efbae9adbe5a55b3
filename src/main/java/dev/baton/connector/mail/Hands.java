package dev.baton.connector.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one mailbox, for the mail library waits. A few to read and to send, one for files, and one that only
 * listens, so that neither keeps anybody from working.
 */
final class Hands {

  /** One reads, and an answer, its copy or a look for one need not wait for it. */
  private static final int WORKING = 3;

  private final Vertx vertx;
  private final Pass pass;
  private final WorkerExecutor working;
  private final WorkerExecutor fetching;
  private final WorkerExecutor listening;

  /** @param name of the account; accounts do not share threads, so that a server that hangs holds up nobody else */
  Hands(Vertx vertx, String name, Duration longest, Pass pass) {
    this.vertx = vertx;
    this.pass = pass;
    this.working = vertx.createSharedWorkerExecutor("mail " + name, WORKING, longest.toMillis() * 2,
      TimeUnit.MILLISECONDS);
    this.fetching = vertx.createSharedWorkerExecutor("mail files " + name, 1, longest.toMillis() * 2,
      TimeUnit.MILLISECONDS);
    this.listening = vertx.createSharedWorkerExecutor("mail line " + name, 1, 1, TimeUnit.DAYS);
  }

  /** Ends in time. @param cut takes the work's connections away when its time is up, so that it fails */
  <T> Future<T> work(Runnable cut, Duration longest, Callable<T> work) {
    return on(working, cut, longest, work);
  }

  /** The same for files, one at a time: neither reading nor an answer waits for one. */
  <T> Future<T> fetch(Runnable cut, Duration longest, Callable<T> work) {
    return on(fetching, cut, longest, work);
  }

  /** A token may be revoked before its time: then once more with a new one. */
  private <T> Future<T> on(WorkerExecutor thread, Runnable cut, Duration longest, Callable<T> work) {
    return pass.ready().compose(v -> once(thread, cut, longest, work).recover(e ->
      pass.isRenewed() && Words.isUnwelcome(e)
        ? pass.ready().compose(w -> once(thread, cut, longest, work)) : Future.failedFuture(e)));
  }

  private <T> Future<T> once(WorkerExecutor thread, Runnable cut, Duration longest, Callable<T> work) {
    return thread.executeBlocking(() -> {
      var watch = vertx.setTimer(longest.toMillis(), t -> cut.run());
      try {
        return work.call();
      } finally {
        vertx.cancelTimer(watch);
      }
    }, false);
  }

  /** For as long as it takes. */
  Future<Void> listen(Callable<Void> work) {
    return pass.ready().compose(v -> listening.executeBlocking(work, false));
  }

  Future<Void> close() {
    return Future.join(working.close(), fetching.close(), listening.close(), pass.close()).mapEmpty();
  }
}
