package dev.baton.connector.twilio;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers by text message. Twilio recognises no repetition, so an answer whose outcome is lost is looked for among the
 * messages to the same number since it was tried.
 */
final class TwilioReplies {

  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);
  /** Twilio's clock and ours; also its times have no fractions of a second. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
  /** Only after so long is what is not listed certainly not there. */
  private static final Duration LISTED_AFTER = Duration.ofMinutes(2);
  /** To one number within minutes. */
  private static final int LISTED = 200;
  /** Refusals that pass: too many at once, the queue is full. */
  private static final Set<Integer> LATER = Set.of(14107, 20429, 21611, 63018);
  private static final Duration CROWDED = Duration.ofMinutes(1);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final String HOST = "Twilio";

  private final TwilioConfig config;
  private final TwilioApi api;
  private final RateLimits limits;
  private final InstantSource clock;

  TwilioReplies(TwilioConfig config, TwilioApi api, RateLimits limits, InstantSource clock) {
    this.config = config;
    this.api = api;
    this.limits = limits;
    this.clock = clock;
  }

  private record Way(String to, String from) {
    static Way of(Draft draft) {
      var ref = Fields.objectOrEmpty(Buffer.buffer(draft.answerRef()));
      return new Way(Fields.text(ref, "to"), Fields.text(ref, "from"));
    }

    boolean isThere() {
      return to.chars().anyMatch(Character::isDigit) && !from.isEmpty();
    }
  }

  Future<ReplyOutcome> say(Draft draft) {
    var way = Way.of(draft);
    if (!way.isThere()) {
      return Future.succeededFuture(new ReplyOutcome.Refused("There is no number to answer: it was withheld"));
    }
    var fields = new ArrayList<>(List.of(Map.entry("To", way.to()), Map.entry("From", way.from()),
      Map.entry("Body", draft.text())));
    if (!config.callback().isEmpty()) {
      fields.add(Map.entry("StatusCallback", config.callback()));
    }
    return api.post("/Messages.json", Form.encoded(fields))
      .compose(answer -> Heard.of(answer, HOST, words(answer), limits))
      .map(TwilioReplies::outcome)
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  private static ReplyOutcome outcome(Heard heard) {
    return switch (heard) {
      case Heard.Fine(var answer) -> {
        var sid = Fields.text(Fields.objectOrEmpty(answer.body()), "sid");
        yield sid.isEmpty() ? new ReplyOutcome.Unknown("Twilio took it, but its answer cannot be read")
          : new ReplyOutcome.Sent(sid, "");
      }
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(UNTIL_MENDED, why);
      case Heard.TurnedDown(var status, var words) -> LATER.stream().anyMatch(code -> words.contains("error " + code))
        ? new ReplyOutcome.TryLater(CROWDED, words) : new ReplyOutcome.Refused(words);
    };
  }

  static String words(Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    var message = Fields.text(said, "message");
    var code = Fields.text(said, "code");
    return "Twilio answered " + answer.status() + (message.isEmpty() ? "" : ": " + message)
      + (code.isEmpty() ? "" : " (error " + code + ")");
  }

  /**
   * Among the messages that Twilio lists for that number. By the day it was made and not by the moment it was sent, which a
   * waiting message does not have yet.
   */
  Future<ReplyOutcome> find(Draft draft) {
    var way = Way.of(draft);
    var query = Form.encoded(List.of(Map.entry("To", way.to()), Map.entry("From", way.from()),
      Map.entry("PageSize", String.valueOf(LISTED))));
    return api.get("/Messages.json?" + query).compose(answer -> answer.status() == 200
      ? found(draft, Fields.object(answer.body(), HOST))
      : Future.failedFuture(SourceException.unanswered(words(answer), null)));
  }

  private Future<ReplyOutcome> found(Draft draft, JsonObject list) {
    var since = draft.firstTriedAt().minus(CLOCKS_APART);
    var messages = Fields.objects(list, "messages");
    var ours = messages.stream()
      .filter(m -> Fields.text(m, "direction").startsWith("outbound") && Fields.text(m, "body").equals(draft.text()))
      .filter(m -> !made(m).isBefore(since)).findFirst();
    if (ours.isPresent()) {
      return Future.succeededFuture(new ReplyOutcome.Sent(Fields.text(ours.get(), "sid"), ""));
    }
    if (clock.instant().isBefore(draft.firstTriedAt().plus(LISTED_AFTER))) {
      return Future.failedFuture(SourceException.unanswered("Twilio may not have listed it yet", null));
    }
    var isAll = Fields.text(list, "next_page_uri").isEmpty() || messages.stream().anyMatch(m -> made(m).isBefore(since));
    return Future.succeededFuture(isAll ? new ReplyOutcome.TryLater(AT_ONCE, "Twilio does not have it")
      : new ReplyOutcome.Unknown("Twilio lists too many messages to that number to say"));
  }

  /** What has no time may be of now. */
  private static Instant made(JsonObject message) {
    return TwilioMentions.moment(Fields.text(message, "date_created")).orElse(Instant.MAX);
  }
}
