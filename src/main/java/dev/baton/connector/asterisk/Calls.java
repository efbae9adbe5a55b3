package dev.baton.connector.asterisk;

import dev.baton.connector.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes calls of events. A call is all channels of one {@code Linkedid}; the caller's own is the one whose
 * {@code Uniqueid} it is, and the call is over when that one is hung up.
 *
 * <pre>
 *   Newchannel ─► QueueCallerJoin, DialEnd, AgentConnect, QueueCallerAbandon ─► Hangup: over
 *   (the line was down) ─► CoreShowChannels, QueueStatus: still there, or over and nobody heard how
 * </pre>
 *
 * An abandoned queue alone is no end: a call may go on elsewhere after it.
 */
final class Calls {

  /** A number of fewer digits is an extension of the house. */
  static final int OUTSIDE = 6;
  /** More at once is no desk's telephone; the oldest are forgotten. */
  private static final int MOST = 10_000;

  private final SequencedMap<String, Running> running = new LinkedHashMap<>();
  private final Set<String> external;
  /** Heard of on the present line. */
  private final Set<String> there = new HashSet<>();

  /** @param external the contexts in which calls from outside begin; empty where that is not known */
  Calls(Set<String> external) {
    this.external = Set.copyOf(external);
  }

  /** A new line: what was running may be over. */
  void begin() {
    there.clear();
  }

  /** @return calls that are over, as far as this event says */
  List<Call> hear(AmiMessage event, Instant now) {
    var at = moment(event, now);
    var id = event.get("Linkedid");
    return switch (event.event().toLowerCase(Locale.ROOT)) {
      case "newchannel", "newcallerid", "newexten", "coreshowchannel" -> isOwn(event) ? see(id, event, at) : List.of();
      case "queuecallerjoin" -> inQueue(id, event, at);
      case "queueentry" -> inQueue(event.get("Uniqueid"), event, at);
      case "queuecallerabandon" -> abandoned(id, event, at);
      case "agentconnect" -> on(id, call -> call.answeredBy(event.get("MemberName"), at));
      case "dialend" -> on(id, call -> call.tried(event.get("DialStatus"), at));
      case "hangup" -> isOwn(event) ? over(id, event, at) : List.of();
      case "coreshowchannelscomplete" -> missing();
      default -> List.of();
    };
  }

  private static boolean isOwn(AmiMessage event) {
    return !event.get("Linkedid").isEmpty() && event.get("Linkedid").equals(event.get("Uniqueid"));
  }

  /** Asterisk says when only if it is told to ({@code timestampevents}). */
  private static Instant moment(AmiMessage event, Instant now) {
    try {
      var claimed = new BigDecimal(event.get("Timestamp")).movePointRight(3).longValue();
      return Fields.postedAt(Optional.of(Instant.ofEpochMilli(claimed)), now);
    } catch (NumberFormatException e) {
      return now;
    }
  }

  private List<Call> see(String id, AmiMessage event, Instant at) {
    var isShown = event.event().equalsIgnoreCase("CoreShowChannel");
    var call = there(id, isShown ? at.minus(lasted(event)) : at, isShown ? "" : event.get("Context"));
    call.isOf(event);
    call.endsByItself();
    if (!event.get("BridgeId").isEmpty()) {
      call.answeredBy("", at);
    }
    return List.of();
  }

  private Running there(String id, Instant began, String context) {
    there.add(id);
    var call = running.computeIfAbsent(id, unknown -> new Running(id, began, context));
    if (running.size() > MOST) {
      there.remove(running.pollFirstEntry().getKey());
    }
    return call;
  }

  /** As {@code 00:01:35}. */
  private static Duration lasted(AmiMessage event) {
    var parts = event.get("Duration").split(":");
    try {
      return parts.length != 3 ? Duration.ZERO : Duration.ofHours(Long.parseLong(parts[0]))
        .plusMinutes(Long.parseLong(parts[1])).plusSeconds(Long.parseLong(parts[2]));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private List<Call> inQueue(String id, AmiMessage event, Instant at) {
    if (!id.isEmpty()) {
      var call = there(id, at, "");
      call.isOf(event);
      call.waitsIn(event.get("Queue"));
    }
    return List.of();
  }

  /** Whom Asterisk tells of queues only never hears of a channel; for them the caller has hung up. */
  private List<Call> abandoned(String id, AmiMessage event, Instant at) {
    inQueue(id, event, at);
    var waited = seconds(event.get("HoldTime"));
    on(id, call -> call.leftQueue(waited));
    var call = running.get(id);
    return call == null || call.willEnd() ? List.of() : over(id, event, at);
  }

  private static Duration seconds(String text) {
    try {
      return Duration.ofSeconds(Math.max(0, Long.parseLong(text)));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private List<Call> on(String id, Consumer<Running> what) {
    var call = running.get(id);
    if (call != null) {
      there.add(id);
      what.accept(call);
    }
    return List.of();
  }

  private List<Call> over(String id, AmiMessage event, Instant at) {
    there.remove(id);
    var call = running.remove(id);
    if (call == null) {
      return List.of();
    }
    call.isOf(event);
    return call.isFromOutside(external) ? List.of(call.over(at)) : List.of();
  }

  /** All that runs has been named: what was running before and is not there has ended unheard. */
  private List<Call> missing() {
    var gone = new ArrayList<Call>();
    running.values().removeIf(call -> {
      var isGone = !there.contains(call.linkedId);
      if (isGone && !call.isAnswered() && call.isFromOutside(external)) {
        gone.add(call.unseen());
      }
      return isGone;
    });
    return gone;
  }
}
