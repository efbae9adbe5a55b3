package dev.baton.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The router. Rosa Delgado phones, writes the next day, phones again on day three, and writes again; one customer, one
 * problem, four contacts. It plays once, in days as long as told.
 */
public final class RouterStory {

  private static final Logger log = LoggerFactory.getLogger(RouterStory.class);

  public static final Person ROSA =
    new Person("Rosa Delgado", "rosa_delgado", "en", "Leeds", 2_412, "+44 113 496 0172");

  /** The desk may still be opening when she first calls; she tries again for a minute, as people do. */
  private static final int REDIALS = 20;
  private static final Duration BEFORE_REDIALLING = Duration.ofSeconds(3);

  private final Vertx vertx;
  private final InstantSource clock;
  private final SimulatedMastodon mastodon;
  private final String brand;
  private final PhoneDesk desk;
  private final Duration day;

  /** @param day how long a day of the story takes; a minute is pleasant to watch */
  public RouterStory(Vertx vertx, InstantSource clock, SimulatedMastodon mastodon, String brand, PhoneDesk desk,
                     Duration day) {
    this.vertx = vertx;
    this.clock = clock;
    this.mastodon = mastodon;
    this.brand = brand;
    this.desk = desk;
    this.day = day;
  }

  /** Done when she has written for the second time. */
  public Future<Void> play() {
    return call("Router (Hub 2) shows a red light since last night, no internet. Restarted twice on the phone, no "
        + "change. Told the customer that a technician will come within 2 days.", REDIALS)
      .compose(reference -> nextDay().map(v -> write("I phoned you yesterday about my dead router" + quoting(reference)
        + ". Still a red light, still no internet, and nobody has called about the technician. When are they coming?")))
      .compose(v -> nextDay())
      .compose(v -> call("Customer calls again: no technician so far, today is day three and two days were promised. "
        + "Works from home, is paying for mobile data. Says she also wrote to us online and got no answer.", REDIALS))
      .compose(reference -> nextDay().map(v -> write("Day four without internet" + quoting(reference)
        + ". TWO phone calls, two posts, zero technicians. You promised 2 days. "
        + "Does anyone at Northwind talk to each other?? 😡")))
      .onFailure(e -> log.warn("story ended early story=router reason={}", e.getMessage()))
      .mapEmpty();
  }

  private Future<Long> nextDay() {
    return vertx.timer(day.toMillis(), TimeUnit.MILLISECONDS).map(0L);
  }

  private static String quoting(String reference) {
    return reference.isEmpty() ? "" : " (" + reference + ")";
  }

  private Future<String> call(String text, int redials) {
    return desk.logCall("call-" + clock.millis(), ROSA.name(), ROSA.phone(), text, clock.instant())
      .recover(e -> redials == 0 ? Future.failedFuture(e)
        : vertx.timer(BEFORE_REDIALLING.toMillis(), TimeUnit.MILLISECONDS).compose(v -> call(text, redials - 1)));
  }

  private String write(String text) {
    return mastodon.mention(ROSA, "@" + brand + " " + text, "", "public");
  }
}
