package dev.baton.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What Baton counts. Names begin with {@code baton.}; labels are few and bounded: never a customer, a case or a path
 * with an id in it.
 */
public final class Metrics implements AutoCloseable {

  private static final Duration[] BUCKETS = {Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20),
    Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10)};

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Lets Vert.x count its servers, clients and pools here. */
  public VertxBuilder into(VertxBuilder builder, VertxOptions options) {
    return builder
      .with(options.setMetricsOptions(new MicrometerMetricsOptions()
        .setEnabled(true)
        .setLabels(Set.of(Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME, Label.CLIENT_NAME))
        .setDisabledMetricsCategories(Set.of(MetricsDomain.EVENT_BUS.toCategory(), MetricsDomain.VERTICLES.toCategory()))))
      .withMetrics(new MicrometerMetricsFactory(registry));
  }

  /** @param labels name, value, name, value … */
  public Counter counter(String name, String what, String... labels) {
    return Counter.builder(name).description(what).tags(labels).register(registry);
  }

  public Timer timer(String name, String what, String... labels) {
    return Timer.builder(name).description(what).tags(labels).serviceLevelObjectives(BUCKETS).register(registry);
  }

  /** Read whenever somebody asks, on the thread that asks: it must be quick. */
  public void gauge(String name, String what, Supplier<Number> value, String... labels) {
    Gauge.builder(name, value).description(what).tags(labels).strongReference(true).register(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** In the text format of Prometheus. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
