package dev.baton.connector.webhook;

import dev.baton.config.Secret;
import dev.baton.connector.Checked;
import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.OffLimits;
import dev.baton.connector.PublicNames;
import dev.baton.connector.RateLimits;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.Signature;
import dev.baton.connector.SourceException;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.mention.Text;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sends answers as signed webhooks. The address may hold a secret, so no word of it but its host is ever said. */
final class Answers {

  /** Refusals that mean "not now". */
  private static final Set<Integer> LATER = Set.of(408, 425, 429);
  private static final int GONE = 410;
  private static final int LONGEST_WORDS = 300;
  private static final int LONGEST_ID = 500;

  private final URI url;
  private final List<Secret> secrets;
  private final Optional<PublicNames> names;
  private final Wire wire;
  private final InstantSource clock;
  private final RateLimits limits;
  private final String account;

  Answers(URI url, WebhookConfig config, Tools tools, PublicNames names) {
    this.url = url;
    this.secrets = config.secrets();
    this.names = config.allowPrivate() ? Optional.empty() : Optional.of(names);
    this.clock = tools.clock();
    this.limits = tools.rateLimits();
    this.account = tools.account();
    this.wire = config.allowPrivate() ? new Wire(tools.vertx(), Wire.serverOf(url), tools.limits())
      : Wire.toPublic(tools.vertx(), Wire.serverOf(url), tools.limits(), names);
  }

  Future<ReplyOutcome> send(Draft draft) {
    var body = body(draft).toBuffer();
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json");
    Signature.put(headers, secrets, draft.attemptKey(), clock.instant(), body);
    return wire.post(Wire.pathOf(url), headers, body).map(answer -> became(draft, answer)).recover(e -> switch (e) {
      case OffLimits off -> Future.succeededFuture(new ReplyOutcome.Refused(refusal(off)));
      case SourceException broken when broken.bytesLeft() ->
        Future.succeededFuture(new ReplyOutcome.Unknown(broken.getMessage()));
      default -> Future.failedFuture(e);
    });
  }

  /** The same at every try. */
  private JsonObject body(Draft draft) {
    return new JsonObject().put("type", "reply.created").put("timestamp", draft.createdAt().toString())
      .put("data", new JsonObject().put("account", account).put("inReplyTo", draft.inReplyTo())
        .put("handle", draft.handle()).put("text", draft.text()).put("language", draft.language())
        .put("visibility", draft.visibility().word()));
  }

  private ReplyOutcome became(Draft draft, Wire.Answer answer) {
    var status = answer.status();
    if (status >= 200 && status < 300) {
      return sent(draft, answer);
    }
    if (status >= 300 && status < 400) {
      return new ReplyOutcome.Refused(url.getHost()
        + " points to another address, which is not followed: correct answer-url");
    }
    if (status == GONE) {
      return new ReplyOutcome.Refused(url.getHost()
        + " does not want any more answers (410): take answer-url out of config/accounts.yaml, or ask who runs it");
    }
    if (status >= 500 || LATER.contains(status)) {
      return new ReplyOutcome.TryLater(limits.pause(answer.headers()), url.getHost() + " answered " + status);
    }
    return new ReplyOutcome.Refused(url.getHost() + " answered " + status + words(answer));
  }

  /** The receiver may say what it calls the answer and where it can be seen; it need not. */
  private static ReplyOutcome sent(Draft draft, Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    var id = Text.line(Fields.text(said, "externalId"), LONGEST_ID);
    var link = Text.line(Fields.text(said, "url"), LONGEST_ID);
    return new ReplyOutcome.Sent(id.isEmpty() ? draft.attemptKey() : id, link.matches("https?://.+") ? link : "");
  }

  /** In the receiver's words, where it has some. */
  private static String words(Wire.Answer answer) {
    var said = Fields.objectOrEmpty(answer.body());
    return Stream.of("detail", "message", "error", "title").map(key -> Fields.text(said, key))
      .filter(words -> !words.isBlank()).findFirst().map(words -> ": " + Text.line(words, LONGEST_WORDS)).orElse("");
  }

  private static String refusal(OffLimits off) {
    return off.getMessage() + ": nothing is sent there unless config/accounts.yaml says allow-private: true";
  }

  /** Whether answers could go there, without sending one. */
  Future<Checked> look() {
    var fine = new Checked("answers", true, "go to " + url.getHost());
    return names.map(book -> book.look(url).map(fine)
        .otherwise(e -> new Checked("answers", false, e instanceof OffLimits off ? refusal(off)
          : url.getHost() + " is not found: " + e.getMessage())))
      .orElseGet(() -> Future.succeededFuture(fine));
  }

  Future<Void> close() {
    return wire.close();
  }
}
