package dev.baton.connector.youtube;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.LookBack;
import dev.baton.connector.ReadOutcome;
import dev.baton.mention.Change;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page, while it is turned into what was said, what was edited, and what has still to be asked for. */
final class Gathering {

  /** Of more replies than one page, a list is asked for in a wide run alone. */
  private static final int ONE_PAGE = 100;

  private final YouTubeCursor from;
  private final String us;
  private final Known known;
  private final LookBack lately;
  private final Instant now;
  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<ReadOutcome.Unreadable> unreadable = new ArrayList<>();
  private final List<YouTubeCursor.Ask> more = new ArrayList<>();
  private Instant oldest = Instant.MAX;

  Gathering(YouTubeCursor from, String us, Known known, LookBack lately, Instant now) {
    this.from = from;
    this.us = us;
    this.known = known;
    this.lately = lately;
    this.now = now;
  }

  List<YouTubeCursor.Ask> more() {
    return more;
  }

  Brought brought(List<Change> later) {
    changes.addAll(later);
    return new Brought(mentions, changes, List.of(), unreadable);
  }

  /** @param plenty units are left for the replies of threads that have more than they show */
  void threads(JsonObject page, Duration repliesFor, boolean plenty) {
    for (var item : page.getValue("items") instanceof JsonArray items ? items : new JsonArray()) {
      attempt(item, thread -> thread(thread, plenty));
    }
    var next = Fields.text(page, "nextPageToken");
    // A page of nothing, or of nothing with a time, may lead on as well.
    if (!next.isEmpty() && from.goesBelow(oldest, repliesFor)) {
      more.addFirst(from.next().next(next));
    }
  }

  private void thread(JsonObject item, boolean plenty) {
    var snippet = Fields.object(item, "snippet");
    var thread = Strand.of(item);
    var top = Fields.object(snippet, "topLevelComment");
    said(top, thread, Optional.empty());
    var at = YouTubeComments.at(top);
    oldest = at.isBefore(oldest) ? at : oldest;
    var answered = answered(top, thread);
    var shown = Fields.objects(Fields.object(item, "replies"), "comments");
    shown.forEach(reply -> attempt(reply, r -> said(r, thread, answered)));
    var total = Fields.number(snippet, "totalReplyCount");
    // A reply that went and another that came leave the count as it was.
    var mark = total + "/" + shown.stream().map(reply -> Fields.text(reply, "id")).sorted().reduce("", String::concat)
      .hashCode();
    if (total > shown.size() && plenty && (total <= ONE_PAGE || from.run().wide())
      && !known.hasAllBelow(thread.id(), mark)) {
      more.add(new YouTubeCursor.Ask(thread, mark, ""));
    }
  }

  private Optional<Quoted> answered(JsonObject top, Strand thread) {
    return YouTubeComments.isBy(top, us) ? Optional.empty() : Optional.of(YouTubeComments.quoted(top, thread));
  }

  void replies(JsonObject page) {
    var ask = from.next();
    for (var item : page.getValue("items") instanceof JsonArray items ? items : new JsonArray()) {
      attempt(item, reply -> said(reply, ask.thread(), Optional.empty()));
    }
    var next = Fields.text(page, "nextPageToken");
    if (next.isEmpty()) {
      known.allBelow(ask.thread().id(), ask.mark());
    } else {
      more.add(ask.next(next));
    }
  }

  private void said(JsonObject comment, Strand thread, Optional<Quoted> answered) {
    if (YouTubeComments.isBy(comment, us) || YouTubeComments.at(comment).isBefore(from.earliest())) {
      return;
    }
    var mention = YouTubeComments.read(comment, thread, answered);
    var version = YouTubeComments.version(comment);
    var before = known.saw(mention.externalId().value(), version);
    if (before.equals(version)) {
      return;
    }
    if (before.isEmpty()) {
      mentions.add(mention);
    }
    YouTubeComments.edited(comment).ifPresent(at -> changes.add(
      new Change.Edited(mention.externalId(), mention.text(), at)));
    // A process that starts reads days anew, and would look back at the oldest of them alone.
    if (!before.isEmpty() || !mention.postedAt().isBefore(from.swept().minus(YouTubeCursor.OVERLAP))) {
      lately.saw(mention.externalId().value(), version, false, now);
    }
  }

  private interface Reading {
    void read(JsonObject item);
  }

  /** What cannot be read is put aside once. */
  private void attempt(Object item, Reading reading) {
    var id = item instanceof JsonObject object ? Fields.text(object, "id") : "";
    try {
      if (!(item instanceof JsonObject object)) {
        throw new IllegalArgumentException("the item is no object");
      }
      reading.read(object);
    } catch (RuntimeException e) {
      if (known.saw("unreadable " + id, String.valueOf(item.hashCode())).isEmpty()) {
        unreadable.add(Fields.unreadable(id, item, e));
      }
    }
  }
}
