package dev.baton.connector.asterisk;

import dev.baton.connector.CheckUp;
import dev.baton.connector.Checked;
import dev.baton.connector.Feed;
import dev.baton.connector.Tools;
import dev.baton.connector.spoken.Spoken;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An Asterisk: calls are heard, and answered by whoever calls back; what they write is the record of that. */
final class AsteriskConnector implements Spoken {

  private final AsteriskFeed feed;

  private AsteriskConnector(AsteriskFeed feed) {
    this.feed = feed;
  }

  static AsteriskConnector of(Tools tools, AsteriskConfig config) {
    return of(tools, config, AsteriskFeed.PING);
  }

  static AsteriskConnector of(Tools tools, AsteriskConfig config, Duration ping) {
    return new AsteriskConnector(new AsteriskFeed(tools, config, ping));
  }

  @Override
  public Optional<Feed> feed() {
    return Optional.of(feed);
  }

  /** On a line of its own, which hears nothing. */
  @Override
  public Future<List<Checked>> check() {
    return feed.open().compose(line -> feed.login(line, false)
        .compose(answer -> answer.isSuccess() ? mayAsk(line)
          : Future.succeededFuture(List.of(new Checked("credentials", false, answer.get("Message")
            + ": compare username and secret with manager.conf, and permit our address there"))))
        .eventually(line::close))
      .otherwise(e -> List.of(CheckUp.unreached(e)));
  }

  private static Future<List<Checked>> mayAsk(AmiLine line) {
    return Future.all(line.ask("CoreShowChannels"), line.ask("QueueStatus")).map(answers -> List.of(
      new Checked("credentials", true, "are accepted"),
      may("calls", answers.resultAt(0), "read = call,reporting and write = reporting"),
      may("queues", answers.resultAt(1), "read = agent")));
  }

  private static Checked may(String what, AmiMessage answer, String privilege) {
    return answer.isSuccess() ? new Checked(what, true, "may be asked about")
      : new Checked(what, false, answer.get("Message") + ": give our user in manager.conf " + privilege);
  }

  @Override
  public Future<Void> close() {
    return feed.end();
  }
}
