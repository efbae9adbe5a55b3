package dev.baton.connector.x;

import dev.baton.connector.Fields;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far an account is read, and what that cost today. A round goes once through all sources that are due, each down
 * to its floor.
 *
 * @param turn  whose page is next
 * @param day   in UTC, as the network bills
 * @param spent on that day, in millionths of a US dollar
 */
record XCursor(Map<XSource, XRun> runs, XSource turn, LocalDate day, long spent) {

  XCursor {
    runs = Map.copyOf(runs);
  }

  /** @param text empty at the very first */
  static XCursor parse(String text, Instant now) {
    var json = text.isEmpty() ? new JsonObject() : new JsonObject(text);
    var runs = new EnumMap<XSource, XRun>(XSource.class);
    for (var source : XSource.values()) {
      var kept = Fields.object(Fields.object(json, "runs"), source.name());
      runs.put(source, kept.isEmpty() ? XRun.first(now) : XRun.parse(kept));
    }
    var turn = XSource.valueOf(json.getString("turn", XSource.MENTIONS.name()));
    return new XCursor(runs, turn, LocalDate.parse(json.getString("day", today(now).toString())),
      json.getLong("spent", 0L)).on(today(now));
  }

  String text() {
    var kept = new JsonObject();
    runs.forEach((source, run) -> kept.put(source.name(), run.json()));
    return new JsonObject().put("runs", kept).put("turn", turn.name()).put("day", day.toString()).put("spent", spent)
      .encode();
  }

  private static LocalDate today(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private XCursor on(LocalDate today) {
    return today.equals(day) ? this : new XCursor(runs, turn, today, 0);
  }

  /** When a new day begins. */
  Instant midnight() {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  XRun run(XSource source) {
    return runs.get(source);
  }

  XCursor plus(long cost) {
    return new XCursor(runs, turn, day, spent + cost);
  }

  XCursor with(XSource source, XRun run) {
    var all = new EnumMap<>(runs);
    all.put(source, run);
    return new XCursor(all, turn, day, spent);
  }

  /** The source to read now: whose turn it is, or a later one of this round, or else the first. */
  XSource current(Set<XSource> wanted, Instant now) {
    return from(turn.ordinal(), wanted, now).orElse(XSource.MENTIONS);
  }

  /** What follows in this round once a page of a source is read; empty where the round is over. */
  Optional<XSource> following(XSource source, Set<XSource> wanted, Instant now) {
    boolean goesOn = run(source).inRun();
    return from(source.ordinal() + (goesOn ? 0 : 1), wanted, now);
  }

  private Optional<XSource> from(int ordinal, Set<XSource> wanted, Instant now) {
    for (var source : XSource.values()) {
      if (source.ordinal() >= ordinal && wanted.contains(source) && !run(source).due().isAfter(now)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  XCursor turn(XSource next) {
    return new XCursor(runs, next, day, spent);
  }
}
