package dev.baton.ingest;

import dev.baton.connector.ReadOutcome;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Gathers what {@link Turns} decides by: what is left of a network's window, how warm its accounts are, who shares it. */
public final class Paces {

  /** Between pages of a backlog; leaves room for everything else. */
  private static final Duration BETWEEN_PAGES = Duration.ofMillis(100);
  /** However often a network rings, it is not asked more often than this. */
  static final Duration BETWEEN_RINGS = Duration.ofSeconds(1);

  /** An account that is read. @param quota the name of the window it spends from */
  record Read(Account account, Duration every, String quota) {}

  private final SqlClient client;
  private final Quotas quotas = new Quotas();
  private final Heats heats = new Heats();
  private final Map<String, Read> all = new ConcurrentHashMap<>();

  public Paces(SqlClient client) {
    this.client = client;
  }

  /** From now on it counts among those who share its window. */
  Read reads(Account account, Duration every, String quota) {
    var read = new Read(account, every, quota.isEmpty() ? "account " + account.name() : quota);
    all.put(account.name(), read);
    return read;
  }

  void leaves(Read read) {
    all.remove(read.account().name(), read);
  }

  /** @return until when there is no request for a look; empty where one was taken */
  Future<Optional<Instant>> claim(Read read, Instant now) {
    return quotas.claim(client, read.quota(), now);
  }

  /**
   * What a page told.
   *
   * @param every as its line lets it be
   * @param rings whether its line stands
   * @param look  what one costs that finds nothing
   */
  record Told(Duration every, boolean rings, boolean more, ReadOutcome.Quota quota, long look) {}

  /** When it is read next, and why. @param soonest where it rings meanwhile */
  record Next(Duration pause, Duration soonest, String words, Optional<Instant> until) {}

  Future<Next> next(Read read, Told told, Instant now) {
    var sharing = new ArrayList<>(all.values().stream().filter(r -> r.quota().equals(read.quota())
      && !r.account().name().equals(read.account().name())).toList());
    var accounts = new ArrayList<>(sharing.stream().map(Read::account).toList());
    accounts.add(read.account());
    return quotas.told(client, read.quota(), told.quota(), now)
      .compose(window -> heats.of(client, accounts, now).map(found -> decide(read, sharing, told, window, found, now)));
  }

  private static Next decide(Read read, List<Read> sharing, Told told, Optional<Turns.Window> window,
                             Map<Integer, Heats.Found> found, Instant now) {
    var others = sharing.stream().map(r -> reader(r, r.every(), false, found)).toList();
    var mine = reader(read, told.every(), told.rings(), found);
    var turn = Turns.next(mine, others, window, money(told, now));
    var soonest = window.map(w -> longer(w.length().dividedBy(w.spare() + 1L), BETWEEN_RINGS)).orElse(BETWEEN_RINGS);
    if (told.more() && Turns.isRoom(others, window)) {
      return new Next(BETWEEN_PAGES, soonest, "at once: there is more to read", Optional.empty());
    }
    return PaceWords.of(turn, mine, told, window, now, soonest);
  }

  private static Turns.Reader reader(Read read, Duration every, boolean rings, Map<Integer, Heats.Found> found) {
    var facts = found.getOrDefault(read.account().id(), Heats.Found.NOTHING);
    return new Turns.Reader(read.account().name(), every, rings || facts.sends(), facts.heat());
  }

  private static Optional<Turns.Money> money(Told told, Instant now) {
    return told.quota().budget() < 0 ? Optional.empty()
      : Optional.of(new Turns.Money(told.quota().budget(), told.look(), PaceWords.untilMidnight(now)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
