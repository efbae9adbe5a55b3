package dev.baton.demo;

import dev.baton.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A Mastodon instance, a Bluesky data server and a telephone, with customers who use them. */
public final class SimulatedNetworks {

  /** What the brand is called on each network. */
  public static final String MASTODON_NAME = "northwind";
  public static final String BLUESKY_NAME = "northwind.bsky.example";

  /** Of those on Mastodon, every third is at home elsewhere in the fediverse. */
  private static final List<String> INSTANCES = List.of("", "", "@toots.example");

  /** How often something happens that is no mention: networks are full of it. */
  private static final double ALSO_LIKES = 0.15;

  /**
   * @param mastodonPort      0 for any that is free
   * @param blueskyPort       0 for any that is free
   * @param mentionsPerMinute new messages, not counting what customers say in answer or in anger; may be a fraction
   * @param seed              the same people say the same things for the same seed
   * @param story             whether Rosa Delgado's router breaks now
   * @param storyDay          how long a day of hers takes
   */
  public record Settings(int mastodonPort, int blueskyPort, double mentionsPerMinute, long seed, boolean story,
                         Duration storyDay) {}

  /** How to reach the networks as the brand. */
  public record Addresses(URI mastodon, Secret mastodonToken, URI bluesky, String blueskyIdentifier,
                          Secret blueskyPassword) {

    /** As an account would have them in its keys, by channel. */
    public Map<String, Map<String, Object>> keys() {
      return Map.of(
        "mastodon", Map.of("server", mastodon.toString(), "token", mastodonToken.value()),
        "bluesky", Map.of("server", bluesky.toString(), "identifier", blueskyIdentifier,
          "password", blueskyPassword.value()));
    }
  }

  private final Vertx vertx;
  private final InstantSource clock;
  private final Settings settings;
  private final Optional<PhoneDesk> desk;
  private final Secret mastodonToken = new Secret(UUID.randomUUID().toString());
  private final Secret blueskyPassword = new Secret(UUID.randomUUID().toString());
  private final SimulatedMastodon mastodon;
  private final SimulatedBluesky bluesky;
  private final Customers customers;
  private final Random chance;

  public SimulatedNetworks(Vertx vertx, InstantSource clock, Settings settings) {
    this(vertx, clock, settings, Optional.empty());
  }

  public SimulatedNetworks(Vertx vertx, InstantSource clock, Settings settings, PhoneDesk desk) {
    this(vertx, clock, settings, Optional.of(desk));
  }

  private SimulatedNetworks(Vertx vertx, InstantSource clock, Settings settings, Optional<PhoneDesk> desk) {
    this.vertx = vertx;
    this.clock = clock;
    this.settings = settings;
    this.desk = desk;
    this.chance = new Random(settings.seed() + 1);
    this.mastodon = new SimulatedMastodon(vertx, clock, mastodonToken.value(), MASTODON_NAME);
    this.bluesky = new SimulatedBluesky(vertx, clock, BLUESKY_NAME, blueskyPassword.value());
    this.customers = new Customers(vertx, new Random(settings.seed()), Customers.Habits.USUAL,
      settings.mentionsPerMinute(), List.of(this::toot, this::skeet), desk.map(this::phoneLine).stream().toList());
    mastodon.onSaid(customers::answered);
    bluesky.onSaid(customers::answered);
  }

  /** Both servers listen; nobody says anything yet. */
  public Future<Addresses> start() {
    return mastodon.start(settings.mastodonPort())
      .compose(toots -> bluesky.start(settings.blueskyPort())
        .map(skeets -> new Addresses(toots, mastodonToken, skeets, BLUESKY_NAME, blueskyPassword)));
  }

  public Future<Void> stop() {
    customers.stop();
    return Future.join(mastodon.stop(), bluesky.stop()).mapEmpty();
  }

  public SimulatedMastodon mastodon() {
    return mastodon;
  }

  public SimulatedBluesky bluesky() {
    return bluesky;
  }

  /** From the next message on; 0 for silence. */
  public void mentionsPerMinute(double rate) {
    customers.mentionsPerMinute(rate);
  }

  /**
   * The customers begin to speak.
   *
   * @param story whether Rosa Delgado's router breaks now, if the settings have her
   */
  public void begin(boolean story) {
    customers.start();
    if (story && settings.story()) {
      // The story logs its own end; nothing waits for it.
      desk.ifPresent(d -> new RouterStory(vertx, clock, mastodon, MASTODON_NAME, d, settings.storyDay()).play());
    }
  }

  private Future<String> toot(Person person, String text, String inReplyTo) {
    var home = INSTANCES.get(Math.floorMod(person.handle().hashCode(), INSTANCES.size()));
    var here = new Person(person.name(), person.handle() + home, person.language(), person.city(),
      person.followers(), "");
    if (chance.nextDouble() < ALSO_LIKES) {
      mastodon.plant(new JsonObject().put("type", "favourite").put("created_at", clock.instant().toString()));
    }
    return Future.succeededFuture(mastodon.mention(here, "@" + MASTODON_NAME + " " + text, inReplyTo, "public"));
  }

  private Future<String> skeet(Person person, String text, String inReplyTo) {
    var here = new Person(person.name(), person.handle() + ".bsky.example", person.language(), person.city(),
      person.followers(), "");
    if (chance.nextDouble() < ALSO_LIKES) {
      bluesky.like(here);
    }
    var words = inReplyTo.isEmpty() ? "@" + BLUESKY_NAME + " " + text : text;
    return Future.succeededFuture(bluesky.mention(here, words, inReplyTo));
  }

  private Customers.Line phoneLine(PhoneDesk phone) {
    var calls = new AtomicLong();
    return (person, text, inReplyTo) -> phone.logCall("call-" + clock.millis() + "-" + calls.incrementAndGet(),
      person.name(), person.phone(), text, clock.instant());
  }
}
