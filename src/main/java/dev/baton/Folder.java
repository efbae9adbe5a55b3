package dev.baton;

import dev.baton.config.ConfigProblems;
import dev.baton.ingest.Account;
import dev.baton.policy.Queue;
import dev.baton.review.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration folder of a running gateway, which may be read again. */
final class Folder {

  private final GatewayConfig running;
  private final Supplier<GatewayConfig> again;
  private volatile GatewayConfig latest;

  /** @param again takes its time; throws {@link ConfigProblems} */
  Folder(GatewayConfig running, Supplier<GatewayConfig> again) {
    this.running = running;
    this.again = again;
    this.latest = running;
  }

  GatewayConfig running() {
    return running;
  }

  /** As it was read last without a mistake. */
  GatewayConfig latest() {
    return latest;
  }

  /**
   * What it says now, if a gateway that goes on with the brands it has can live with it.
   *
   * @param added accounts that stand in no file
   * @throws ConfigProblems with every reason why not
   */
  Proposal read(List<Account> added) {
    var read = again.get();
    var problems = new ArrayList<String>();
    Stream.concat(newBrands(read), lostQueues(read, added)).forEach(problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigProblems(problems);
    }
    latest = read;
    return proposal(read, running.fixed().changedIn(read.fixed()));
  }

  static Proposal proposal(GatewayConfig config, List<String> needsRestart) {
    return new Proposal(config.agreed().policy(), config.people(), config.agreed().unused(), config.agreed().keys(),
      needsRestart);
  }

  private Stream<String> newBrands(GatewayConfig read) {
    var served = running.agreed().policy().queues().stream().map(Queue::brand).collect(Collectors.toSet());
    return read.agreed().policy().queues().stream().filter(queue -> !served.contains(queue.brand()))
      .map(queue -> "queues." + queue.name() + ".brand is '" + queue.brand()
        + "', which is not served yet: start again to serve a new brand");
  }

  /** What comes in on an account of the page goes on waiting in its queue; those of the file were read with it. */
  private static Stream<String> lostQueues(GatewayConfig read, List<Account> added) {
    return added.stream().filter(account -> read.agreed().policy().queues().stream()
        .noneMatch(queue -> queue.name().equals(account.queue()) && queue.brand().equals(account.brand())))
      .map(account -> "queues." + account.queue() + " is gone, but what comes in on the account " + account.name()
        + ", which was added on the page, waits there: keep it, or give the account another queue first");
  }
}
