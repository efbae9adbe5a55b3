package dev.baton.connector.youtube;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.OAuthSession;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.Tools;
import dev.baton.connector.Wire;
import dev.baton.connector.google.GoogleToken;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One YouTube channel. Called from one event loop. */
final class YouTubeConnector implements Connector {

  /** Kept free for the name of who is answered below a thread, and a blank. */
  private static final int FOR_THE_NAME = 40;

  private static final String SCOPE = "https://www.googleapis.com/auth/youtube.force-ssl";

  private final YouTubeConfig.Terms terms;
  private final InstantSource clock;
  private final Wire wire;
  private final GoogleToken google;
  private final OAuthSession session;
  private final YouTubeApi api;
  private final YouTubeAccount account;
  private final YouTubeReader reader;
  private final YouTubeReplies replies;

  YouTubeConnector(Tools tools, YouTubeConfig config) {
    terms = config.terms();
    clock = tools.clock();
    var units = new Units(clock, terms.unitsPerDay());
    wire = new Wire(tools.vertx(), config.server(), tools.limits());
    google = new GoogleToken(config.signIn(), tools);
    session = new OAuthSession(google.signIn(), tools.tokens(), clock);
    api = new YouTubeApi(wire, session, tools.rateLimits(), units);
    account = new YouTubeAccount(api);
    reader = reader(units);
    replies = new YouTubeReplies(api, account, clock);
  }

  /** @param counted what goes into the cursor of what is read */
  private YouTubeReader reader(Units counted) {
    return new YouTubeReader(api, account, counted, clock, terms.repliesFor());
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return reader.read(cursor);
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    return replies.say(draft);
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    return replies.lookUp(draft);
  }

  /** By a reader of its own, since nothing of it is stored. */
  @Override
  public Future<List<Checked>> check() {
    return reader(new Units(clock, terms.unitsPerDay())).read("").map(this::found).otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  private List<Checked> found(ReadOutcome reading) {
    var found = new ArrayList<>(CheckUp.of(reading));
    if (!account.id().isEmpty()) {
      found.add(new Checked("account", true, "is the channel " + account.title()));
    }
    if (!session.scope().isEmpty()) {
      boolean enough = Arrays.asList(session.scope().split("\\s+")).contains(SCOPE);
      found.add(new Checked("scopes", enough, enough ? "are enough"
        : "lack youtube.force-ssl: let the channel's owner authorise Baton again with it"));
    }
    return found;
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(Math.max(1, terms.maxLength() - FOR_THE_NAME), "characters", true);
  }

  @Override
  public Future<Void> close() {
    return google.close().transform(done -> wire.close());
  }
}
