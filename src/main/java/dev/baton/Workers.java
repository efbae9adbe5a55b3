package dev.baton;

import dev.baton.ingest.Poller;
import dev.baton.monitor.LawWatch;
import dev.baton.ops.Housekeeping;
import io.vertx.core.Future;
import java.util.Random;

/** What works without being asked: pollers, clocks, the outbox. */
final class Workers {

  private final Parts parts;
  private final Ground ground;

  Workers(Parts parts) {
    this.parts = parts;
    this.ground = parts.ground;
  }

  /** The embedded server's folder is locked by us: whoever held leases there was killed. */
  Future<Void> forgetNodes() {
    return !ground.config().postgres().external().isEmpty() ? Future.succeededFuture()
      : parts.accountStore.forgetNodes(ground.database().reader()).compose(v -> parts.sender.forgetNodes());
  }

  void start() {
    var stops = ground.stops();
    pollers();
    parts.alarmClock.start();
    stops.add(parts.alarmClock::stop);
    parts.sender.start();
    stops.add(parts.sender::stop);
    var laws = new LawWatch(ground.vertx(), parts.monitor, ground.clock(), ground.metrics());
    laws.start();
    stops.add(() -> Stops.done(laws::stop));
    var housekeeping = new Housekeeping(ground.vertx(), ground.database(), ground.clock());
    housekeeping.start();
    stops.add(() -> Stops.done(housekeeping::stop));
    gauges();
  }

  private void pollers() {
    var config = ground.config();
    config.accounts().stream()
      .filter(a -> parts.connectors.containsKey(a.name()) && !(a.network() instanceof AccountConfig.Network.Spoken))
      .forEach(a -> {
        var poller = new Poller(ground.vertx(), ground.database(), parts.accounts.get(a.name()),
          parts.connectors.get(a.name()), parts.ingest, parts.accountStore, ground.clock(), ground.node(),
          Connectors.every(a, config.demo()), new Random());
        poller.start();
        ground.stops().add(poller::stop);
      });
  }

  private void gauges() {
    var metrics = ground.metrics();
    metrics.gauge("baton.live.sockets", "Browsers and programs on the live feed", parts.hub::open);
    metrics.gauge("baton.live.behind", "Sockets that did not keep up in the last minute", parts.hub::behind);
    metrics.gauge("baton.reply.under.way", "Replies being handed to networks at this moment", parts.sender::underWay);
    metrics.gauge("baton.alarm.set.aside", "Cases that could not be carried on and lie aside; must be 0", parts.alarmClock::setAside);
  }
}
