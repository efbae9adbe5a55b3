package dev.baton;

import dev.baton.ops.Housekeeping;
import dev.baton.review.PolicyWatch;
import io.vertx.core.Future;

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
      : parts.accountStore.forgetNodes(ground.database().reader()).compose(v -> parts.sender.forgetNodes())
        .compose(v -> parts.notifier.forgetNodes());
  }

  void start() {
    var stops = ground.stops();
    var attending = new Attending(parts);
    parts.serving.follows(attending::become);
    stops.add(attending::stop);
    var accountWatch = new AccountWatch(ground.vertx(), parts.serving);
    accountWatch.start();
    stops.add(accountWatch::stop);
    parts.deliveryReader.start();
    stops.add(parts.deliveryReader::stop);
    parts.fetcher.start();
    stops.add(parts.fetcher::stop);
    parts.alarmClock.start();
    stops.add(parts.alarmClock::stop);
    parts.suggester.start();
    stops.add(parts.suggester::stop);
    parts.sender.start();
    stops.add(parts.sender::stop);
    parts.notifier.start();
    stops.add(parts.notifier::stop);
    parts.noticeWatch.start();
    stops.add(parts.noticeWatch::stop);
    parts.auditor.start();
    stops.add(parts.auditor::stop);
    var watch = new PolicyWatch(ground.vertx(), parts.reloading);
    watch.start();
    stops.add(watch::stop);
    var housekeeping = new Housekeeping(ground.vertx(), ground.database(), ground.clock());
    housekeeping.start();
    stops.add(housekeeping::stop);
    gauges();
  }

  private void gauges() {
    var metrics = ground.metrics();
    metrics.gauge("baton.live.sockets", "Browsers and programs on the live feed", parts.hub::open);
    metrics.gauge("baton.live.behind", "Sockets that did not keep up in the last minute", parts.hub::behind);
    metrics.gauge("baton.reply.under.way", "Replies being handed to networks at this moment", parts.sender::underWay);
    metrics.gauge("baton.notice.waiting", "Notices that nobody has taken yet; -1 is unknown",
      parts.noticeWatch::waiting);
    metrics.gauge("baton.alarm.set.aside", "Cases that could not be carried on and lie aside; must be 0",
      parts.alarmClock::setAside);
  }
}
