package dev.baton.live;

import dev.baton.inbox.Inbox;
import dev.baton.journal.Doorbell;
import dev.baton.journal.Entry;
import dev.baton.journal.Journal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on in the journal when the bell rings and tells every socket which cases changed, as they are now.
 *
 * <pre>
 *   bell ─► read the journal after {@code position} ─► the cases named there, once ─► one frame a group ─► sockets
 * </pre>
 *
 * Everything here runs on one event loop. What happens within a few milliseconds goes out in one frame, since a write
 * costs more than its bytes.
 */
public final class LiveHub {

  private static final Logger log = LoggerFactory.getLogger(LiveHub.class);

  /** Entries of one frame; and of what is caught up instead of a new snapshot. */
  private static final int MOST_ENTRIES = 1_000;
  /** At least between two frames; longer when sending one takes longer. */
  private static final Duration GATHER = Duration.ofMillis(20);
  /** The bell may be lost: read on regardless. */
  private static final Duration REGARDLESS = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(5);
  /** Cases of a snapshot; the rest is asked for when the reader gets there. */
  static final int SNAPSHOT = 100;
  private static final Duration BEHIND_WINDOW = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final Context context;
  private final SqlClient client;
  private final Journal journal;
  private final Inbox inbox;
  private final InstantSource clock;
  /** Changed on our loop only; looked at from others. */
  private final Set<LiveSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Deque<Instant> fellBehind = new ArrayDeque<>();
  private final Map<List<String>, Counted> counts = new HashMap<>();
  private final String[] allBrands;
  private long position = -1;
  private boolean reading;
  private boolean readAgain;
  private long timer = -1;
  private long timerAt;
  private boolean stopped;
  private Duration pause = GATHER;

  private record Counted(JsonObject counts, long validUntilNanos) {}

  public LiveHub(Vertx vertx, SqlClient client, Journal journal, Inbox inbox, Doorbell doorbell, InstantSource clock,
                 String[] allBrands) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.journal = journal;
    this.inbox = inbox;
    this.clock = clock;
    this.allBrands = allBrands;
    doorbell.onRing(() -> context.runOnContext(v -> wake()));
  }

  /** Begins where the journal is complete now. */
  public Future<Void> start() {
    return journal.completeUpTo(client).map(seq -> {
      context.runOnContext(v -> {
        position = seq;
        readAfter(REGARDLESS);
        tickAfter(TICK);
      });
      return null;
    });
  }

  /** Tells every socket that this node stops, and where to go on. */
  public void stop() {
    stopped = true;
    context.runOnContext(v -> List.copyOf(sockets).forEach(s -> s.close(1001, "this node stops, go on after " + s.seq())));
  }

  private void wake() {
    if (reading) {
      readAgain = true;
    } else if (position >= 0) {
      readAfter(pause);
    }
  }

  /** The earliest wish wins. */
  private void readAfter(Duration wait) {
    var at = System.nanoTime() + wait.toNanos();
    if (stopped || timer >= 0 && timerAt - at <= 0) {
      return;
    }
    vertx.cancelTimer(timer);
    timerAt = at;
    timer = vertx.setTimer(Math.max(1, wait.toMillis()), t -> readOn());
  }

  private void readOn() {
    timer = -1;
    reading = true;
    readAgain = false;
    var began = System.nanoTime();
    journal.readAfter(client, position, MOST_ENTRIES)
      .compose(this::tell)
      .onFailure(e -> log.warn("feed could not be read cause={}", e.getMessage()))
      .onComplete(done -> {
        reading = false;
        var took = Duration.ofNanos(System.nanoTime() - began);
        pause = took.compareTo(GATHER) > 0 ? took : GATHER;
        readAfter(done.failed() ? AFTER_FAILURE : done.result() || readAgain ? pause : REGARDLESS);
      });
  }

  /** @return whether to read on soon */
  private Future<Boolean> tell(Journal.Read read) {
    if (read.entries().isEmpty()) {
      return Future.succeededFuture(read.more());
    }
    var after = position;
    var upTo = read.entries().getLast().seq();
    return items(read.entries(), allBrands).map(items -> {
      position = upTo;
      broadcast(items, after, upTo);
      return read.more();
    });
  }

  private Future<List<JsonObject>> items(List<Entry.Numbered> entries, String[] brands) {
    var ids = entries.stream().map(e -> e.entry().caseId()).collect(Collectors.toSet());
    return inbox.items(brands, ids);
  }

  private void broadcast(List<JsonObject> items, long after, long upTo) {
    var frames = new HashMap<List<String>, String>();
    for (var socket : List.copyOf(sockets)) {
      if (socket.seq() > upTo) {
        continue;
      }
      var frame = socket.seq() == after
        ? frames.computeIfAbsent(socket.group(), group -> changes(visible(items, group), after, upTo))
        : changes(visible(items, socket.group()), socket.seq(), upTo);
      send(socket, frame, upTo);
    }
  }

  private void send(LiveSocket socket, String frame, long upTo) {
    if (!socket.send(frame, upTo)) {
      fellBehind.add(clock.instant());
      log.debug("socket behind seq={}", upTo);
    }
  }

  private static List<JsonObject> visible(List<JsonObject> items, List<String> brands) {
    return items.stream().filter(i -> brands.contains(i.getString("brand"))).toList();
  }

  private String changes(List<JsonObject> items, long after, long upTo) {
    return new JsonObject().put("type", "changes").put("after", after).put("seq", upTo)
      .put("now", clock.instant().toString()).put("items", new JsonArray(items)).encode();
  }

  /**
   * A new socket: it goes on after {@code after} where that is not too long ago, else it gets a snapshot. It joins the
   * others once it knows all that they know.
   *
   * @param after the last number it had, or -1
   */
  void join(LiveSocket socket, long after) {
    context.runOnContext(v -> (after >= 0 ? catchUp(socket, after) : snapshot(socket))
      .onSuccess(done -> enter(socket))
      .onFailure(e -> {
        log.warn("socket could not be greeted cause={}", e.getMessage());
        socket.close(1011, "the feed cannot be read now, come back later");
      }));
  }

  /** One that is closed or behind takes nothing in any more, so it would never catch up. */
  private void enter(LiveSocket socket) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.seq() < position && !socket.isBehind()) {
      catchUp(socket, socket.seq()).onSuccess(v -> enter(socket)).onFailure(e -> socket.close(1011, "come back later"));
    } else {
      sockets.add(socket);
    }
  }

  void leave(LiveSocket socket) {
    context.runOnContext(v -> sockets.remove(socket));
  }

  private Future<Void> catchUp(LiveSocket socket, long after) {
    return journal.completeUpTo(client).compose(complete -> after > complete ? snapshot(socket)
      : journal.readAfter(client, after, MOST_ENTRIES).compose(read -> {
        var entries = read.entries();
        if (entries.size() == MOST_ENTRIES) {
          return snapshot(socket);
        }
        var upTo = entries.isEmpty() ? Math.max(after, Math.min(position, complete)) : entries.getLast().seq();
        return items(entries, socket.brands()).map(items -> {
          send(socket, changes(items, after, upTo), upTo);
          return null;
        });
      }));
  }

  /** The number first, then the cases: they are at least as new as the number says. */
  private Future<Void> snapshot(LiveSocket socket) {
    return journal.completeUpTo(client).compose(seq -> inbox.page(Inbox.View.ALL, socket.brands(), "", "", SNAPSHOT)
      .compose(page -> countsOf(socket.group()).map(counted -> {
        send(socket, new JsonObject().put("type", "snapshot").put("seq", seq).put("now", clock.instant().toString())
          .put("items", new JsonArray(page.items())).put("next", page.next()).put("counts", counted).encode(), seq);
        return null;
      })));
  }

  private void tickAfter(Duration wait) {
    if (!stopped) {
      vertx.setTimer(wait.toMillis(), t -> tick().onComplete(done -> tickAfter(TICK)));
    }
  }

  private Future<Void> tick() {
    var oldest = clock.instant().minus(BEHIND_WINDOW);
    while (!fellBehind.isEmpty() && fellBehind.peek().isBefore(oldest)) {
      fellBehind.poll();
    }
    var groups = sockets.stream().map(LiveSocket::group).distinct().toList();
    return Future.join(groups.stream().map(group -> countsOf(group).onSuccess(counted -> tick(group, counted))).toList())
      .onFailure(e -> log.warn("counts could not be read cause={}", e.getMessage()))
      .mapEmpty();
  }

  private void tick(List<String> group, JsonObject counted) {
    for (var socket : List.copyOf(sockets)) {
      if (socket.group().equals(group)) {
        send(socket, new JsonObject().put("type", "tick").put("seq", socket.seq())
          .put("now", clock.instant().toString()).put("counts", counted).encode(), socket.seq());
      }
    }
  }

  /** Counting many cases takes a while; so it is done at most a twentieth of the time. */
  private Future<JsonObject> countsOf(List<String> group) {
    var known = counts.get(group);
    if (known != null && known.validUntilNanos() - System.nanoTime() > 0) {
      return Future.succeededFuture(known.counts());
    }
    var began = System.nanoTime();
    return inbox.counts(group.toArray(String[]::new), clock.instant()).map(counted -> {
      var took = System.nanoTime() - began;
      counts.put(group, new Counted(counted, System.nanoTime() + Math.max(Duration.ofSeconds(1).toNanos(), 20 * took)));
      return counted;
    });
  }

  /** For the sockets whose session ended. */
  List<LiveSocket> sockets() {
    return new ArrayList<>(sockets);
  }

  /** @return open sockets */
  public int open() {
    return sockets.size();
  }

  /** @return sockets that did not keep up in the last minute */
  public int behind() {
    return fellBehind.size();
  }

  /** How far the feed has been told. */
  public long position() {
    return position;
  }
}
