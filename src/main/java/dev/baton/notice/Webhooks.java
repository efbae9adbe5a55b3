package dev.baton.notice;

import dev.baton.config.Secret;
import dev.baton.connector.Signature;
import dev.baton.connector.Wire;
import dev.baton.mention.Text;
import dev.baton.people.Webhook;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Hands letters to chats and programs. The address is a secret, so no cause names more of it than its host. */
final class Webhooks implements Post {

  private static final Wire.Limits LIMITS = new Wire.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 64 << 10);
  /** Refusals that mean "not now". */
  private static final Set<Integer> LATER = Set.of(408, 429);
  private static final int LONGEST_CAUSE = 300;

  private final Vertx vertx;
  private final Secret key;
  private final InstantSource clock;

  /** @param key what generic webhooks are signed with; empty leaves them unsigned */
  Webhooks(Vertx vertx, Secret key, InstantSource clock) {
    this.vertx = vertx;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public Future<PostOutcome> send(Letter letter) {
    var webhook = letter.to().webhook();
    var url = URI.create(webhook.url().value());
    var body = WebhookJson.of(letter, webhook.style()).toBuffer();
    var wire = new Wire(vertx, Wire.serverOf(url), LIMITS);
    return wire.post(Wire.pathOf(url), headers(letter, webhook.style(), body), body)
      .map(answer -> became(url.getHost(), answer.status()))
      .otherwise(e -> new PostOutcome.TryLater(Text.line(e.getMessage(), LONGEST_CAUSE)))
      .eventually(wire::close);
  }

  private MultiMap headers(Letter letter, Webhook.Style style, Buffer body) {
    var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json");
    if (style == Webhook.Style.GENERIC) {
      Signature.put(headers, key.isEmpty() ? List.of() : List.of(key), letter.id(), clock.instant(), body);
    }
    return headers;
  }

  private static PostOutcome became(String host, int status) {
    var cause = host + " answered " + status;
    if (status >= 200 && status < 300) {
      return new PostOutcome.Taken();
    }
    return status >= 500 || LATER.contains(status) ? new PostOutcome.TryLater(cause) : new PostOutcome.Refused(cause);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
