package dev.baton.live;

import dev.baton.inbox.Inbox;
import dev.baton.journal.Doorbell;
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

  /** Entries of one frame, about half a megabyte; and of what is caught up instead of a new snapshot. */
  private static final int MOST_ENTRIES = 250;
  /** At least between two frames; longer when sending one takes longer. */
  private static final Duration GATHER = Duration.ofMillis(20);
  /** And so much for each socket that has to be written to, so that a thousand get half as many frames, not half a core. */
  private static final Duration GATHER_A_SOCKET = Duration.ofNanos(20_000);
  /** The bell may be lost: read on regardless. */
  private static final Duration REGARDLESS = Duration.ofSeconds(2);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofSeconds(5);
  /** Cases of a snapshot; the rest is asked for when the reader gets there. */
  static final int SNAPSHOT = 100;
  /** Who was told to resync and neither goes nor reads is closed, and their buffer with them. */
  private static final Duration STUCK = Duration.ofSeconds(30);
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
  private final Counts counts;
  private final String[] allBrands;
  private long position = -1;
  private boolean reading;
  private boolean readAgain;
  private long timer = -1;
  private long timerAt;
  private volatile boolean stopped;
  private Duration pause = GATHER;

  public LiveHub(Vertx vertx, SqlClient client, Journal journal, Inbox inbox, Doorbell doorbell, InstantSource clock,
                 String[] allBrands) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.client = client;
    this.journal = journal;
    this.inbox = inbox;
    this.clock = clock;
    this.allBrands = allBrands;
    this.counts = new Counts(context, inbox, clock);
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
      .onFailure(e -> {
        if (!stopped) {
          log.warn("feed could not be read cause={}", e.getMessage());
        }
      })
      .onComplete(done -> {
        reading = false;
        var took = Duration.ofNanos(System.nanoTime() - began);
        var gather = GATHER.plus(GATHER_A_SOCKET.multipliedBy(sockets.size()));
        pause = took.compareTo(gather) > 0 ? took : gather;
        readAfter(done.failed() ? AFTER_FAILURE : done.result() || readAgain ? pause : REGARDLESS);
      });
  }

  /** @return whether to read on soon */
  private Future<Boolean> tell(Journal.Read read) {
    if (read.marks().isEmpty()) {
      return Future.succeededFuture(read.more());
    }
    var after = position;
    var upTo = read.marks().getLast().seq();
    if (sockets.isEmpty()) {
      position = upTo; // whoever comes gets a snapshot, or catches up by itself
      return Future.succeededFuture(read.more());
    }
    return items(read.marks(), allBrands).map(items -> {
      position = upTo;
      broadcast(items, after, upTo);
      return read.more();
    });
  }

  private Future<List<JsonObject>> items(List<Journal.Mark> marks, String[] brands) {
    var ids = marks.stream().map(Journal.Mark::caseId).collect(Collectors.toSet());
    return inbox.items(brands, ids);
  }

  private void broadcast(List<JsonObject> items, long after, long upTo) {
    var frames = new HashMap<List<String>, LiveSocket.Encoded>();
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

  private void send(LiveSocket socket, LiveSocket.Encoded frame, long upTo) {
    if (!socket.send(frame, upTo)) {
      fellBehind.add(clock.instant());
      log.debug("socket behind seq={}", upTo);
    }
  }

  private static List<JsonObject> visible(List<JsonObject> items, List<String> brands) {
    return items.stream().filter(i -> brands.contains(i.getString("brand"))).toList();
  }

  private LiveSocket.Encoded changes(List<JsonObject> items, long after, long upTo) {
    return LiveSocket.Encoded.of(new JsonObject().put("type", "changes").put("after", after).put("seq", upTo)
      .put("now", clock.instant().toString()).put("items", new JsonArray(items)));
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
        var marks = read.marks();
        if (marks.size() == MOST_ENTRIES) {
          return snapshot(socket);
        }
        var upTo = marks.isEmpty() ? Math.max(after, Math.min(position, complete)) : marks.getLast().seq();
        return items(marks, socket.brands()).map(items -> {
          send(socket, changes(items, after, upTo), upTo);
          return null;
        });
      }));
  }

  /** The number first, then the cases: they are at least as new as the number says. */
  private Future<Void> snapshot(LiveSocket socket) {
    return journal.completeUpTo(client).compose(seq -> inbox.page(Inbox.View.ALL, socket.brands(), "", "", SNAPSHOT)
      .compose(page -> counts.of(socket.group()).map(counted -> {
        send(socket, LiveSocket.Encoded.of(new JsonObject().put("type", "snapshot").put("seq", seq)
          .put("now", clock.instant().toString()).put("items", new JsonArray(page.items())).put("next", page.next())
          .put("counts", counted)), seq);
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
    sockets.stream().filter(s -> s.isStuck(STUCK)).forEach(s -> s.close(1013, "too slow, come back"));
    var groups = sockets.stream().map(LiveSocket::group).distinct().toList();
    return Future.join(groups.stream().map(group -> counts.of(group).onSuccess(counted -> tick(group, counted))).toList())
      .onFailure(e -> log.warn("counts could not be read cause={}", e.getMessage()))
      .mapEmpty();
  }

  private void tick(List<String> group, JsonObject counted) {
    var frames = new HashMap<Long, LiveSocket.Encoded>();
    for (var socket : List.copyOf(sockets)) {
      if (socket.group().equals(group)) {
        send(socket, frames.computeIfAbsent(socket.seq(), seq -> LiveSocket.Encoded.of(new JsonObject()
          .put("type", "tick").put("seq", seq).put("now", clock.instant().toString()).put("counts", counted))),
          socket.seq());
      }
    }
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
