package dev.baton.connector.mastodon;

import dev.baton.connector.Draft;
import dev.baton.connector.Fields;
import dev.baton.connector.HtmlText;
import dev.baton.connector.Heard;
import dev.baton.connector.HtmlText;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.SourceException;
import io.vertx.core.Future;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an answer was said, where the server does not recognise its key: what the account said since is gone through,
 * newest first. Another answer of ours to the same mention is a doubt, for servers change texts.
 */
final class MastodonLookUp {

  /** 200 statuses; an account that said more since cannot be told apart. */
  private static final int MOST_PAGES = 5;

  /** The server's clock and ours. */
  private static final Duration APART = Duration.ofMinutes(5);

  /** Within it the server may still be at work on what it was given. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(2);

  private static final ReplyOutcome NOT_SAID = new ReplyOutcome.TryLater(Duration.ofSeconds(1), "it was not said yet");

  private static final ReplyOutcome OTHERWISE =
    new ReplyOutcome.Unknown("the mention was answered, but in other words");

  private final MastodonApi api;
  private final MastodonInstance instance;
  private final InstantSource clock;

  MastodonLookUp(MastodonApi api, MastodonInstance instance, InstantSource clock) {
    this.api = api;
    this.instance = instance;
    this.clock = clock;
  }

  /** {@code TryLater} only where it certainly was not said; fails where that cannot be told yet. */
  Future<ReplyOutcome> of(Draft draft) {
    return instance.meet().compose(trouble -> trouble.isPresent() ? unseen(trouble.get())
      : page(draft, "", MOST_PAGES, false));
  }

  /** @param otherwise the mention was answered in other words on a page before */
  private Future<ReplyOutcome> page(Draft draft, String below, int left, boolean otherwise) {
    if (left == 0) {
      return Future.succeededFuture(new ReplyOutcome.Unknown("the account has said too much since to find it"));
    }
    return api.saidBy(instance.id(), below).compose(heard -> {
      if (!(heard instanceof Heard.Fine(var answer)) || !(Json.decodeValue(answer.body()) instanceof JsonArray items)) {
        return unseen(heard);
      }
      var said = items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList();
      var since = draft.firstTriedAt().minus(APART);
      var recent = said.stream().filter(status -> !at(status).isBefore(since)).toList();
      var answers = answers(recent, draft);
      var found = among(answers, draft);
      boolean doubt = otherwise || !answers.isEmpty();
      boolean end = recent.size() < said.size() || said.isEmpty();
      if (found.isPresent() || end && doubt) {
        return Future.succeededFuture(found.orElse(OTHERWISE));
      }
      return end ? notSaid(draft) : page(draft, Fields.text(said.getLast(), "id"), left - 1, doubt);
    });
  }

  private static Instant at(JsonObject status) {
    return Fields.time(status, "created_at").orElse(Instant.MAX);
  }

  private Future<ReplyOutcome> notSaid(Draft draft) {
    return clock.instant().isBefore(draft.firstTriedAt().plus(UNDER_WAY))
      ? notNow("the server may still be at work on it") : Future.succeededFuture(NOT_SAID);
  }

  /** To be asked again. */
  private static Future<ReplyOutcome> notNow(String why) {
    return Future.failedFuture(SourceException.unanswered(why, null));
  }

  private static List<JsonObject> answers(List<JsonObject> said, Draft draft) {
    var answered = Fields.text(MastodonReplies.status(draft), "in_reply_to_id");
    return said.stream().filter(status -> Fields.text(status, "in_reply_to_id").equals(answered)).toList();
  }

  private static Optional<ReplyOutcome> among(List<JsonObject> answers, Draft draft) {
    var text = plain(Fields.text(MastodonReplies.status(draft), "status"));
    return answers.stream().filter(status -> texts(status).map(MastodonLookUp::plain).anyMatch(text::equals)).findFirst()
      .map(status -> new ReplyOutcome.Sent(Fields.text(status, "id"), Fields.text(status, "url")));
  }

  /** Some servers keep what was written beside what they made of it. */
  private static Stream<String> texts(JsonObject status) {
    return Stream.of(HtmlText.of(Fields.text(status, "content")), Fields.text(status, "text"));
  }

  /** A server may show the names of other servers' people with or without the server. */
  private static String plain(String text) {
    return text.replaceAll("@([\\w-]+(?:\\.[\\w-]+)*)@[\\w-]+(?:\\.[\\w-]+)*(?::\\d+)?", "@$1").replaceAll("\\s+", " ")
      .strip();
  }

  private static Future<ReplyOutcome> unseen(Heard heard) {
    return switch (heard) {
      case Heard.Fine fine -> Future.succeededFuture(new ReplyOutcome.Unknown("what the account said cannot be read"));
      case Heard.Wait(var pause, var why) -> notNow(why);
      case Heard.Unwelcome(var why) -> notNow(why);
      case Heard.TurnedDown(var status, var words) -> Future.succeededFuture(new ReplyOutcome.Unknown(words));
    };
  }
}
