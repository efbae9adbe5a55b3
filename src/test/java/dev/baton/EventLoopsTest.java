package dev.baton;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class EventLoopsTest {

  @Test
  void a_test_whose_code_holds_an_event_loop_fails() {
    var loops = new EventLoops();
    var vertx = (Vertx) loops.resolveParameter(null, null);
    var done = Promise.<Void>promise();

    vertx.runOnContext(v -> {
      var threads = ManagementFactory.getThreadMXBean(); // a thread that waits for a busy machine is not to blame
      var began = threads.getCurrentThreadCpuTime();
      while (threads.getCurrentThreadCpuTime() - began < 600_000_000L) {
        Thread.onSpinWait();
      }
      done.complete();
    });
    done.future().await();

    var caught = assertThrows(AssertionError.class, () -> loops.afterEach(null));
    assertTrue(caught.getMessage().contains("was held"), caught.getMessage());
    loops.afterAll(null);
  }
}
