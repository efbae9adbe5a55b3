package dev.baton.connector.youtube;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a channel is read. A run goes down the list of threads, the newest first, as far as the last one began; a wide
 * one goes on to the oldest threads in which replies are looked for, because a new reply does not lift its thread.
 *
 * <pre>
 *   newest thread … floor … … … … … … … … … … oldest watched
 *   └─ every run ───┘                                 │
 *   └─ a wide run ────────────────────────────────────┘  and the replies of each thread that has more than it shows
 * </pre>
 *
 * @param since what was said before is left as it is: a day before the account was connected
 * @param floor threads begun since are read in every run
 * @param swept when the last wide run began
 * @param run   what is under way; one with nothing pending between runs
 * @param spent of the day's units
 */
record YouTubeCursor(Instant since, Instant floor, Instant swept, Run run, Units.Spent spent) {

  /** The network shows some things late, under the time they were said. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  /** Of the past when an account is connected. */
  static final Duration FIRST_RUN = Duration.ofHours(24);

  /** A wide run takes a unit for each hundred threads: 20 of them, every 15 minutes, are a fifth of the usual day. */
  static final Duration BETWEEN_WIDE = Duration.ofMinutes(15);
  static final int WIDE_PAGES = 20;

  /** What waits for review is let through under the time it was said, hours later or on Monday. */
  static final Duration LET_THROUGH = Duration.ofDays(3);

  /** A run of more is a network that leads us in circles. */
  private static final int MAX_PAGES = 1_000;

  /** Threads whose replies are still to be asked for; the others' turn comes with the next run. */
  private static final int MAX_PENDING = 300;

  /**
   * A page of a list.
   *
   * @param thread whose replies are listed; of no id for the list of threads
   * @param mark   what the thread showed when its replies were put on the list
   * @param page   the network's word for the page; empty for the first
   */
  record Ask(Strand thread, String mark, String page) {

    static final Ask THREADS = new Ask(Strand.NONE, "", "");

    boolean isThreads() {
      return thread.id().isEmpty();
    }

    Ask next(String token) {
      return new Ask(thread, mark, token);
    }
  }

  /**
   * @param threads pages of threads that were read in it
   * @param pages   of any list
   * @param whole   false once a list led in a circle or was left out
   */
  record Run(Instant began, boolean wide, List<Ask> pending, int threads, int pages, boolean whole) {
    Run {
      pending = List.copyOf(pending);
    }

    static Run none(Instant at) {
      return new Run(at, false, List.of(), 0, 0, true);
    }
  }

  static YouTubeCursor first(Instant now) {
    return new YouTubeCursor(now.minus(FIRST_RUN), now.minus(FIRST_RUN), now, Run.none(now), Units.Spent.NOTHING);
  }

  /** Begins a run where none is under way. @param plenty units are left for a wide one */
  YouTubeCursor under(Instant now, boolean plenty) {
    boolean wide = plenty && !now.isBefore(swept.plus(BETWEEN_WIDE));
    return isBetween() ? with(new Run(now, wide, List.of(Ask.THREADS), 0, 0, true)) : this;
  }

  boolean isBetween() {
    return run.pending().isEmpty();
  }

  Ask next() {
    return run.pending().getFirst();
  }

  /** What was said before this was read, or is left as it is. */
  Instant earliest() {
    var lately = run.began().minus(LET_THROUGH);
    var watched = swept.minus(OVERLAP);
    var back = lately.isBefore(watched) ? lately : watched;
    var all = back.isBefore(floor) ? back : floor;
    return all.isBefore(since) ? since : all;
  }

  /** Whether the list of threads has to be read on below a thread of that time. */
  boolean goesBelow(Instant oldest, Duration repliesFor) {
    return !oldest.isBefore(floor) || run.wide() && run.threads() + 1 < WIDE_PAGES
      && !oldest.isBefore(run.began().minus(repliesFor));
  }

  /**
   * After a page.
   *
   * @param more what it leads to; what was just asked for again is a circle, and what it hides is read in the next run
   */
  YouTubeCursor after(List<Ask> more) {
    var asked = next();
    boolean circle = more.contains(asked) || run.pages() + 1 >= MAX_PAGES && !more.isEmpty();
    var rest = new ArrayList<>(run.pending().subList(1, run.pending().size()));
    if (!circle) {
      rest.addAll(more);
    }
    boolean whole = run.whole() && !circle && rest.size() <= MAX_PENDING;
    return ended(rest.subList(0, Math.min(MAX_PENDING, rest.size())), whole, asked.isThreads() ? 1 : 0);
  }

  /** The page cannot be had, and what it leads to neither. @param lost something may have been missed by that */
  YouTubeCursor without(boolean lost) {
    return ended(run.pending().subList(1, run.pending().size()), run.whole() && !lost, 0);
  }

  private YouTubeCursor ended(List<Ask> rest, boolean whole, int threads) {
    if (!rest.isEmpty() || !whole) {
      return with(new Run(run.began(), run.wide(), rest, run.threads() + threads, run.pages() + 1, whole));
    }
    return new YouTubeCursor(since, later(run.began().minus(OVERLAP), floor), run.wide() ? run.began() : swept,
      Run.none(run.began()), spent);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private YouTubeCursor with(Run other) {
    return new YouTubeCursor(since, floor, swept, other, spent);
  }

  YouTubeCursor spending(Units.Spent settled) {
    return new YouTubeCursor(since, floor, swept, run, settled);
  }

  static YouTubeCursor parse(String text) {
    var json = new JsonObject(text);
    var run = json.getJsonObject("run");
    var pending = run.getJsonArray("pending").stream().map(JsonObject.class::cast)
      .map(ask -> new Ask(Strand.parse(ask.getJsonObject("thread")), ask.getString("mark"), ask.getString("page"))).toList();
    var spent = json.getJsonObject("spent");
    return new YouTubeCursor(json.getInstant("since"), json.getInstant("floor"), json.getInstant("swept"),
      new Run(run.getInstant("began"), run.getBoolean("wide"), pending, run.getInteger("threads"), run.getInteger("pages"),
        run.getBoolean("whole")),
      new Units.Spent(LocalDate.parse(spent.getString("day")), spent.getInteger("units")));
  }

  String text() {
    var pending = new JsonArray();
    run.pending().forEach(ask -> pending.add(
      new JsonObject().put("thread", ask.thread().json()).put("mark", ask.mark()).put("page", ask.page())));
    return new JsonObject().put("since", since).put("floor", floor).put("swept", swept)
      .put("run", new JsonObject().put("began", run.began()).put("wide", run.wide()).put("pending", pending)
        .put("threads", run.threads()).put("pages", run.pages()).put("whole", run.whole()))
      .put("spent", new JsonObject().put("day", spent.day().toString()).put("units", spent.units())).encode();
  }
}
