package dev.baton.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Durations, kept to three digits. */
final class Latency {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
  private static final double NANOS_PER_MILLI = 1_000_000.0;

  private final Histogram histogram = new Histogram(LONGEST, 3);

  void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
  }

  long count() {
    return histogram.getTotalCount();
  }

  @Override
  public String toString() {
    return count() == 0 ? "nothing measured" : "p50 %.1f  p90 %.1f  p99 %.1f  max %.1f ms".formatted(at(50), at(90),
      at(99), histogram.getMaxValue() / NANOS_PER_MILLI);
  }

  double at(double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
