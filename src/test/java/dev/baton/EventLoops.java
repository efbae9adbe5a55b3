package dev.baton;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link Vertx} whose event loops must not be held for 100 ms: a test during which Baton's code does so
 * fails with the stack it was caught in. Use with {@code @ExtendWith(EventLoops.class)} and a parameter of type Vertx,
 * in a constructor, a {@code @BeforeAll} or a test; one Vertx a class. What a {@code @BeforeAll} does is not watched: a
 * start meets every class for the first time.
 */
public final class EventLoops implements ParameterResolver, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final int LIMIT_MILLIS = 100;
  private static final int LOOK_MILLIS = 50;
  /** What runs for the first time runs slowly, until the machine has compiled it: so long is excused, once a method. */
  private static final int COLD_MILLIS = 300;
  /** Natives that only compute: starting a thread, and moving bytes of sockets, for which others wait in a poll. */
  private static final Set<String> NEVER_WAITS = Set.of("start0", "write0", "writev0", "read0", "readv0");
  private static final Map<String, Long> COLD = new ConcurrentHashMap<>();

  private final Queue<AssertionError> blocked = new ConcurrentLinkedQueue<>();
  private final Usage usage = new Usage();
  private Vertx vertx;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Vertx.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (vertx == null) {
      vertx = watched(Vertx.vertx(options(new VertxOptions())));
    }
    return vertx;
  }

  /** For a Vertx that must be built otherwise. */
  public static VertxOptions options(VertxOptions options) {
    return options
      .setMaxEventLoopExecuteTime(LIMIT_MILLIS).setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
      .setBlockedThreadCheckInterval(LOOK_MILLIS).setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
  }

  private Vertx watched(Vertx built) {
    ((VertxInternal) built).blockedThreadChecker().setThreadBlockedHandler(this::caught);
    return built;
  }

  private void caught(BlockedThreadEvent event) {
    var stack = event.thread().getStackTrace();
    if (event.thread().getName().contains("eventloop") && isOurs(stack) && !isLoadingClasses(stack)
      && !isStarved(event, stack) && !isCold(event, stack)) {
      var error = new AssertionError(event.thread().getName() + " was held for "
        + TimeUnit.NANOSECONDS.toMillis(event.duration()) + " ms");
      error.setStackTrace(stack);
      blocked.add(error);
    }
  }

  private static boolean isOurs(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("dev.baton."));
  }

  /** The first use of a class on a busy machine is slow once and never again. */
  private static boolean isLoadingClasses(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("loadClass")
      || frame.getMethodName().equals("<clinit>")
      || frame.getClassName().equals("java.lang.invoke.MethodHandleNatives")
      || frame.getClassName().startsWith("com.fasterxml.jackson.databind.introspect"));
  }

  /** Whoever wants to run but had a processor for less than the limit waited for one, which is nobody's fault. */
  private boolean isStarved(BlockedThreadEvent event, StackTraceElement[] stack) {
    var wantsToRun = event.thread().getState() == Thread.State.RUNNABLE
      && stack.length > 0 && (!stack[0].isNativeMethod() || NEVER_WAITS.contains(stack[0].getMethodName()));
    return wantsToRun && usage.of(event.thread(), event.duration()) < TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
  }

  /** The first hold of a method that computes; whatever waits, sleeps or does it again is not excused. */
  private static boolean isCold(BlockedThreadEvent event, StackTraceElement[] stack) {
    var computes = event.thread().getState() == Thread.State.RUNNABLE && !stack[0].isNativeMethod();
    if (!computes || event.duration() > TimeUnit.MILLISECONDS.toNanos(COLD_MILLIS)) {
      return false;
    }
    var began = System.nanoTime() - event.duration();
    var method = Arrays.stream(stack).filter(frame -> frame.getClassName().startsWith("dev.baton.")).findFirst()
      .map(frame -> frame.getClassName() + "." + frame.getMethodName()).orElse("");
    return Math.abs(began - COLD.computeIfAbsent(method, m -> began)) < TimeUnit.MILLISECONDS.toNanos(COLD_MILLIS);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    blocked.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    var error = blocked.poll();
    blocked.clear();
    if (error != null) {
      throw error;
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (vertx != null) {
      vertx.close().await();
      vertx = null;
    }
    usage.stop();
  }

  /** How long each event loop really had a processor, looked at again and again. */
  private static final class Usage {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int REMEMBERED = 200;

    private record Look(long at, Map<Long, Long> used) {}

    private final Deque<Look> looks = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
      var thread = new Thread(task, "usage of event loops");
      thread.setDaemon(true);
      return thread;
    });

    private Usage() {
      timer.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
      var used = new HashMap<Long, Long>();
      for (var info : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
        if (info != null && info.getThreadName().contains("eventloop")) {
          used.put(info.getThreadId(), THREADS.getThreadCpuTime(info.getThreadId()));
        }
      }
      looks.addLast(new Look(System.nanoTime(), used));
      if (looks.size() > REMEMBERED) {
        looks.removeFirst();
      }
    }

    /** @return nanoseconds on a processor within the last so many, or a little more */
    private long of(Thread thread, long nanos) {
      var now = System.nanoTime();
      var before = looks.stream().filter(look -> now - nanos - look.at() >= 0).reduce((older, newer) -> newer);
      return THREADS.getThreadCpuTime(thread.threadId())
        - before.map(look -> look.used().getOrDefault(thread.threadId(), 0L)).orElse(0L);
    }

    private void stop() {
      timer.shutdownNow();
    }
  }
}
