package dev.baton.connector.twilio;

import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import dev.baton.mention.Mention;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Catches up on text messages that Twilio could not send us: it tries once, perhaps twice, and then only lists them. The
 * list is looked through from time to time, newest first, down to where the last look began; what a webhook has brought
 * meanwhile is known by its id. Twilio filters by days only, so the hour is ours to look at.
 */
final class TwilioList {

  private static final Duration EVERY = Duration.ofMinutes(5);
  /** What came in the last moments may be listed late. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  /** A gateway that was away for longer begins there; so does one that is new, which ingest makes shorter still. */
  private static final Duration LOOK_BACK = Duration.ofDays(3);
  private static final int PAGE = 100;
  /** Of one look: twenty thousand messages of three days. What lies below is left, and said to be. */
  private static final int MOST_PAGES = 200;

  /** How far it is read. @param next the page to go on with, empty between looks */
  private record Cursor(Instant floor, Instant began, String next, int pages) {

    static Cursor parse(String text, Instant now) {
      var json = Fields.objectOrEmpty(Buffer.buffer(text));
      var floor = Fields.time(json, "floor").orElse(now.minus(LOOK_BACK));
      var oldest = now.minus(LOOK_BACK);
      return new Cursor(floor.isBefore(oldest) ? oldest : floor, Fields.time(json, "began").orElse(now),
        Fields.text(json, "next"), (int) Fields.number(json, "pages"));
    }

    boolean isLastPage() {
      return pages + 1 >= MOST_PAGES;
    }

    Cursor after(String page) {
      return page.isEmpty() || isLastPage() ? new Cursor(began.minus(OVERLAP), began, "", 0)
        : new Cursor(floor, began, page, pages + 1);
    }

    String text() {
      return new JsonObject().put("floor", floor.toString()).put("began", began.toString()).put("next", next)
        .put("pages", pages).encode();
    }
  }

  private final TwilioApi api;
  private final TwilioMentions mentions;
  private final RateLimits limits;
  private final InstantSource clock;
  private Instant due = Instant.MIN;

  TwilioList(TwilioApi api, TwilioMentions mentions, RateLimits limits, InstantSource clock) {
    this.api = api;
    this.mentions = mentions;
    this.limits = limits;
    this.clock = clock;
  }

  Future<ReadOutcome> read(String cursor) {
    var now = clock.instant();
    var known = Cursor.parse(cursor, now);
    if (known.next().isEmpty() && now.isBefore(due)) {
      return Future.succeededFuture(new ReadOutcome.Page(List.of(), List.of(), known.text(), false,
        ReadOutcome.Quota.UNSAID));
    }
    var from = known.next().isEmpty() ? new Cursor(known.floor(), now, "", 0) : known;
    return api.get("/Messages.json?" + query(from)).compose(answer -> Heard.of(answer, "Twilio", TwilioReplies.words(answer),
      limits)).compose(heard -> switch (heard) {
        case Heard.Fine(var answer) -> Future.succeededFuture(page(from, answer, now));
        case Heard.Wait(var pause, var why) -> Future.succeededFuture(new ReadOutcome.Wait(pause, why));
        case Heard.Unwelcome(var why) -> Future.succeededFuture(new ReadOutcome.NeedsReconnect(why));
        case Heard.TurnedDown(var status, var words) -> status == 403
          ? Future.succeededFuture(new ReadOutcome.NeedsReconnect(words))
          : Future.failedFuture(SourceException.unanswered(words, null));
      });
  }

  private static String query(Cursor from) {
    return from.next().isEmpty() ? Form.encoded(List.of(
      Map.entry("DateSent>", from.floor().atZone(ZoneOffset.UTC).toLocalDate().toString()),
      Map.entry("PageSize", String.valueOf(PAGE)))) : from.next();
  }

  private ReadOutcome page(Cursor from, Wire.Answer answer, Instant now) {
    var list = Fields.object(answer.body(), "Twilio");
    var found = new ArrayList<Mention>();
    var unreadable = new ArrayList<Unreadable>();
    var reachedFloor = false;
    for (var message : Fields.objects(list, "messages")) {
      var at = sent(message);
      reachedFloor |= at.filter(sent -> sent.isBefore(from.floor())).isPresent();
      if (Fields.text(message, "direction").equals("inbound") && !at.orElse(now).isBefore(from.floor())) {
        try {
          found.add(mentions.ofListed(message, at.filter(sent -> sent.isBefore(now)).orElse(now)));
        } catch (RuntimeException e) {
          unreadable.add(Fields.unreadable(Fields.text(message, "sid"), message, e));
        }
      }
    }
    var more = reachedFloor ? "" : next(list);
    if (!more.isEmpty() && from.isLastPage()) {
      unreadable.add(new Unreadable("messages missed", "Twilio lists more than " + MOST_PAGES * PAGE + " messages since "
        + from.floor() + ": the older ones were not caught up on", ""));
    }
    var next = from.after(more);
    if (next.next().isEmpty()) {
      due = now.plus(EVERY);
    }
    return new ReadOutcome.Page(found, unreadable, next.text(), !next.next().isEmpty(), ReadOutcome.Quota.UNSAID);
  }

  /** Only what it asks: where to ask is known. */
  private static String next(JsonObject list) {
    var uri = Fields.text(list, "next_page_uri");
    return uri.indexOf('?') < 0 ? "" : uri.substring(uri.indexOf('?') + 1);
  }

  private static Optional<Instant> sent(JsonObject message) {
    return TwilioMentions.moment(Fields.text(message, "date_sent"))
      .or(() -> TwilioMentions.moment(Fields.text(message, "date_created")));
  }
}
