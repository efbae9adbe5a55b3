package dev.baton;

import dev.baton.connector.Channel;
import dev.baton.connector.asterisk.AsteriskChannel;
import dev.baton.connector.bluesky.BlueskyChannel;
import dev.baton.connector.mastodon.MastodonChannel;
import dev.baton.connector.spoken.SpokenChannel;
import dev.baton.connector.twilio.TwilioChannel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of networks there are. A new one is a folder below {@code connector} and a line here. */
final class Channels {

  static final Map<String, Channel> ALL = List.of(
    new MastodonChannel(),
    new BlueskyChannel(),
    new AsteriskChannel(),
    new TwilioChannel(),
    new SpokenChannel("phone"),
    new SpokenChannel("api")
  ).stream().collect(Collectors.toMap(Channel::name, Function.identity()));

  private Channels() {}
}
