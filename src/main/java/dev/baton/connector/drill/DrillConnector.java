package dev.baton.connector.drill;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.Heard;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.SourceException;
import dev.baton.connector.Told;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Answers on the network of {@code load replies}, as a connector of a real one would. */
final class DrillConnector implements Told {

  /** What its network has against saying something twice. */
  enum Memory {
    /** It recognises the key of an attempt. */
    KEYS,
    /** It shows what was said below a mention. */
    LIST,
    NONE
  }

  /** A drill waits less long for a lost answer than a gateway for a real network. */
  private static final Wire.Limits LIMITS = new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20);
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private final Wire wire;
  private final RateLimits limits;
  private final Memory memory;

  DrillConnector(Tools tools, URI server, Memory memory) {
    this.wire = new Wire(tools.vertx(), server, LIMITS);
    this.limits = tools.rateLimits();
    this.memory = memory;
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    var said = new JsonObject().put("to", draft.inReplyTo()).put("text", draft.text());
    if (memory == Memory.KEYS) {
      said.put("key", draft.attemptKey());
    }
    return wire.post("/say", MultiMap.caseInsensitiveMultiMap(), said.toBuffer())
      .compose(answer -> Heard.of(answer, wire.host(), answer.body().toString(), limits))
      .map(this::outcome)
      .recover(e -> e instanceof SourceException broken && broken.bytesLeft()
        ? Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage())) : Future.failedFuture(e));
  }

  private ReplyOutcome outcome(Heard heard) {
    return switch (heard) {
      case Heard.Fine(var answer) -> {
        var id = Fields.text(Fields.objectOrEmpty(answer.body()), "id");
        yield id.isEmpty() ? new ReplyOutcome.Unknown("its answer cannot be read") : new ReplyOutcome.Sent(id, "");
      }
      case Heard.Wait(var pause, var why) -> new ReplyOutcome.TryLater(pause, why);
      case Heard.Unwelcome(var why) -> new ReplyOutcome.TryLater(AT_ONCE, why);
      case Heard.TurnedDown(var status, var words) -> new ReplyOutcome.Refused(words);
    };
  }

  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return memory == Memory.KEYS;
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return memory == Memory.LIST ? wire.get("/said?to=" + URLEncoder.encode(draft.inReplyTo(), StandardCharsets.UTF_8),
        MultiMap.caseInsensitiveMultiMap())
      .compose(answer -> Heard.of(answer, wire.host(), "", limits))
      .compose(heard -> heard instanceof Heard.Fine(var answer)
        ? Future.succeededFuture(found(Fields.array(answer.body(), wire.host()), draft))
        : Future.failedFuture("it does not show what was said"))
      : Told.super.lookUp(draft);
  }

  private static ReplyOutcome found(JsonArray said, Draft draft) {
    return said.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
      .filter(one -> Fields.text(one, "text").equals(draft.text())).findFirst()
      .<ReplyOutcome>map(one -> new ReplyOutcome.Sent(Fields.text(one, "id"), ""))
      .orElseGet(() -> new ReplyOutcome.TryLater(AT_ONCE, "it is not among what was said"));
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(500, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return wire.close();
  }
}
