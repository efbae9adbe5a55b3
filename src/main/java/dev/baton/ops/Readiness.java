package dev.baton.ops;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What must be well before this node should get requests. */
public final class Readiness {

  /** A check that takes longer has failed. */
  private static final int CHECK_SECONDS = 2;

  private final Map<String, Supplier<Future<String>>> checks = new ConcurrentSkipListMap<>();

  /** How one check went; {@code words} is what it found, or why it failed. */
  record Found(String name, boolean ok, String words) {}

  /** @param check succeeds with words such as "3 accounts connected", or fails with a cause */
  public void need(String name, Supplier<Future<String>> check) {
    checks.put(name, check);
  }

  Future<List<Found>> look() {
    var running = new ArrayList<Future<Found>>();
    checks.forEach((name, check) -> running.add(Future.<Void>succeededFuture()
      .compose(v -> check.get())
      .timeout(CHECK_SECONDS, TimeUnit.SECONDS)
      .map(words -> new Found(name, true, words))
      .otherwise(e -> new Found(name, false, cause(e)))));
    return Future.join(running).map(all -> all.<Found>list());
  }

  private static String cause(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
