package dev.baton.connector;

import dev.baton.mention.ExternalId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was said lately, to be looked at again: most networks tell nobody that a mention was edited or deleted. A few are
 * asked for at a time, in turns, and what is missing twice in a row is gone. Kept in memory alone: a node that takes over
 * looks after what it reads itself.
 */
public final class LookBack {

  /** With 20 a look and a look a minute, each is seen again within ten minutes. */
  static final int REMEMBERED = 200;

  /** Later than that hardly anybody takes back what they said, and hardly any case still waits for a first answer. */
  static final Duration FOR = Duration.ofDays(3);

  /** One request a minute is little of any network's patience. */
  static final Duration BETWEEN = Duration.ofMinutes(1);

  private record Known(String version, Instant since, boolean missed) {}

  private final int most;
  /** In the order in which they are looked at. */
  private final Map<String, Known> known = new LinkedHashMap<>();
  private Instant next = Instant.MAX;

  /** @param most the network shows at one request */
  public LookBack(int most) {
    this.most = most;
  }

  /**
   * It was seen.
   *
   * @param version differs when it reads otherwise
   * @param told    whether Baton has it already, read by whichever node
   * @return true if it reads otherwise than Baton has it, or may do so because another node read it
   */
  public boolean saw(String id, String version, boolean told, Instant now) {
    if (!ExternalId.isOne(id)) {
      return false; // no mention has it, and nothing can be said of it
    }
    var before = known.get(id);
    known.put(id, new Known(version, before == null ? now : before.since(), false));
    if (next.equals(Instant.MAX)) {
      next = now.plus(BETWEEN);
    }
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return before == null ? told : !before.version().equals(version);
  }

  /** What to ask for now; nothing while the last look is fresh. */
  public List<String> due(Instant now) {
    if (now.isBefore(next)) {
      return List.of();
    }
    next = now.plus(BETWEEN);
    known.values().removeIf(k -> k.since().plus(FOR).isBefore(now));
    var missed = known.entrySet().stream().filter(e -> e.getValue().missed());
    var others = known.entrySet().stream().filter(e -> !e.getValue().missed());
    return java.util.stream.Stream.concat(missed, others).limit(most).map(Map.Entry::getKey).toList();
  }

  /**
   * After a look, when all that was found was {@link #saw seen}.
   *
   * @param found   among those asked for
   * @param missing among those asked for; what is in neither could not be looked at
   * @return what is gone
   */
  public List<String> gone(Set<String> found, Set<String> missing) {
    found.forEach(id -> later(id, false));
    var gone = missing.stream().filter(id -> known.containsKey(id) && known.get(id).missed()).toList();
    missing.forEach(id -> later(id, true));
    gone.forEach(known::remove);
    return gone;
  }

  private void later(String id, boolean missed) {
    var before = known.remove(id);
    if (before != null) {
      known.put(id, new Known(before.version(), before.since(), missed));
    }
  }
}
