package dev.baton;

import dev.baton.demo.HttpPhoneDesk;
import dev.baton.demo.PhoneDesk;
import dev.baton.demo.SimulatedMailbox;
import dev.baton.demo.SimulatedNetworks;
import dev.baton.notice.NoticeConfig;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The simulated networks of a demo, the telephone, which reaches the gateway as any program does, and a mailbox where
 * no mail server is configured.
 */
final class Simulation {

  private final Ground ground;
  private final IntSupplier httpPort;
  private final SimulatedNetworks networks;
  private final SimulatedMailbox mailbox;
  private HttpPhoneDesk phoneDesk;
  private NoticeConfig notices;
  private URI mailboxPage;

  /** @param httpPort where the gateway answers; asked for when the first customer calls */
  Simulation(Ground ground, IntSupplier httpPort) {
    this.ground = ground;
    this.httpPort = httpPort;
    this.networks = new SimulatedNetworks(ground.vertx(), ground.clock(), ground.config().simulation(), this::call);
    this.mailbox = new SimulatedMailbox(ground.vertx(), ground.clock());
    this.notices = ground.config().notices();
  }

  Future<SimulatedNetworks.Addresses> start() {
    ground.stops().add(networks::stop);
    return networks.start().compose(addresses -> receiveMails().map(addresses));
  }

  private Future<Void> receiveMails() {
    if (notices.mail().isThere()) {
      return Future.succeededFuture();
    }
    ground.stops().add(mailbox::stop);
    return mailbox.start(ground.config().mailboxPort()).map(addresses -> {
      notices = notices.withMailbox(addresses.smtpPort());
      mailboxPage = addresses.page();
      return null;
    });
  }

  /** How people are told of something in this demo. */
  NoticeConfig notices() {
    return notices;
  }

  /** Where the mails can be read, if they end here. */
  Optional<URI> mailboxPage() {
    return Optional.ofNullable(mailboxPage);
  }

  SimulatedMailbox mailbox() {
    return mailbox;
  }

  private Future<String> call(String id, String name, String phone, String text, Instant at) {
    return phoneDesk().logCall(id, name, phone, text, at);
  }

  private PhoneDesk phoneDesk() {
    if (phoneDesk == null) {
      phoneDesk = new HttpPhoneDesk(ground.vertx(), URI.create("http://localhost:" + httpPort.getAsInt()),
        ground.apiToken());
      ground.stops().add(phoneDesk::close);
    }
    return phoneDesk;
  }

  SimulatedNetworks networks() {
    return networks;
  }

  private static final String FRESH = "select not exists (select from cases) as fresh";

  /** The simulated customers begin; the story is told once, on fresh data. */
  Future<Void> speak() {
    return ground.database().reader().preparedQuery(FRESH).execute()
      .map(rows -> rows.iterator().next().getBoolean("fresh"))
      .onSuccess(networks::begin)
      .mapEmpty();
  }
}
