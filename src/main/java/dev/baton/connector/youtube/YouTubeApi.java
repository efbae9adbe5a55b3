package dev.baton.connector.youtube;

import dev.baton.config.Secret;
import dev.baton.connector.Heard;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.RateLimits;
import dev.baton.connector.SourceException;
import dev.baton.connector.Wire;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The requests Baton makes of the Data API, each counted. Source: developers.google.com, youtube/v3/docs. */
final class YouTubeApi {

  /** The most the network gives in one page of any list. */
  private static final int PAGE = 100;

  /** The most comments that are asked for by their ids at once. */
  static final int AT_ONCE = 50;

  /** The credentials are not enough, and another token would not be, either: it is not asked for. */
  static final int NOT_BY_A_TOKEN = 401;

  private static final String COMMENTS = "/youtube/v3/comments?part=snippet";

  private final Wire wire;
  private final OAuthSession session;
  private final RateLimits limits;
  private final Units units;

  YouTubeApi(Wire wire, OAuthSession session, RateLimits limits, Units units) {
    this.wire = wire;
    this.session = session;
    this.limits = limits;
    this.units = units;
  }

  String host() {
    return wire.host();
  }

  /** The channel whose owner authorised us. */
  Future<Heard> whoAmI() {
    return get("/youtube/v3/channels?part=snippet&mine=true");
  }

  /** Threads on the channel and all of its videos, the newest first, each with some of its replies. */
  Future<Heard> threads(String channel, String page) {
    return get("/youtube/v3/commentThreads?part=snippet,replies&order=time&textFormat=plainText&maxResults=" + PAGE
      + "&allThreadsRelatedToChannelId=" + coded(channel) + page(page));
  }

  /** All replies of a thread, in an order that the network does not tell. */
  Future<Heard> replies(String thread, String page) {
    return get(COMMENTS + "&textFormat=plainText&maxResults=" + PAGE + "&parentId=" + coded(thread) + page(page));
  }

  /** @param ids at most {@link #AT_ONCE} */
  Future<Heard> comments(Collection<String> ids) {
    return get(COMMENTS + "&textFormat=plainText&id=" + coded(String.join(",", ids)));
  }

  Future<Heard> reply(String thread, String text) {
    var body = new JsonObject().put("snippet", new JsonObject().put("parentId", thread).put("textOriginal", text));
    return session.write(token -> answered(Units.REPLY, wire.post(COMMENTS,
      headers(token).set(HttpHeaders.CONTENT_TYPE, "application/json"), body.toBuffer())));
  }

  private Future<Heard> get(String path) {
    return session.ask(token -> answered(Units.READ, wire.get(path, headers(token))));
  }

  /** A request that is turned down costs as much. */
  private Future<Heard> answered(int cost, Future<Wire.Answer> answer) {
    units.spend(cost);
    return answer.compose(this::heard);
  }

  private Future<Heard> heard(Wire.Answer answer) {
    var error = YouTubeError.of(answer.body(), host() + " answered " + answer.status());
    if (answer.status() < 400) {
      return Heard.of(answer, host(), error.words(), limits);
    }
    if (error.isSpent()) {
      return Future.succeededFuture(new Heard.Wait(units.untilMore(),
        "the day's quota of the project is spent; it begins anew at midnight Pacific time"));
    }
    if (error.isBusy()) {
      return Future.succeededFuture(new Heard.Wait(limits.pause(answer.headers()), host() + " asks us to wait"));
    }
    if (error.isPassing()) {
      return Future.failedFuture(SourceException.unanswered(host() + " failed: " + error.words(), null));
    }
    return error.isToBeMended() ? Future.succeededFuture(new Heard.TurnedDown(NOT_BY_A_TOKEN, error.advice()))
      : Heard.of(answer, host(), error.advice(), limits);
  }

  private static MultiMap headers(Secret token) {
    return MultiMap.caseInsensitiveMultiMap().set(HttpHeaders.ACCEPT, "application/json")
      .set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value());
  }

  private static String page(String token) {
    return token.isEmpty() ? "" : "&pageToken=" + coded(token);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
