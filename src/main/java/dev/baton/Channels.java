package dev.baton;

import dev.baton.connector.Channel;
import dev.baton.connector.asterisk.AsteriskChannel;
import dev.baton.connector.bluesky.BlueskyChannel;
import dev.baton.connector.drill.DrillChannel;
import dev.baton.connector.facebook.FacebookChannel;
import dev.baton.connector.googlereviews.GoogleReviewsChannel;
import dev.baton.connector.instagram.InstagramChannel;
import dev.baton.connector.mail.MailChannel;
import dev.baton.connector.mastodon.MastodonChannel;
import dev.baton.connector.messenger.MessengerChannel;
import dev.baton.connector.reddit.RedditChannel;
import dev.baton.connector.spoken.SpokenChannel;
import dev.baton.connector.telegram.TelegramChannel;
import dev.baton.connector.twilio.TwilioChannel;
import dev.baton.connector.webhook.WebhookChannel;
import dev.baton.connector.whatsapp.WhatsAppChannel;
import dev.baton.connector.x.XChannel;
import dev.baton.connector.youtube.YouTubeChannel;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All kinds of networks there are. A new one is a folder below {@code connector} and a line here. */
final class Channels {

  static final Map<String, Channel> ALL = List.of(
    new MastodonChannel(),
    new BlueskyChannel(),
    new WebhookChannel(),
    new TelegramChannel(),
    new XChannel(),
    new MailChannel(),
    new FacebookChannel(),
    new MessengerChannel(),
    new InstagramChannel(),
    new WhatsAppChannel(),
    new AsteriskChannel(),
    new TwilioChannel(),
    new YouTubeChannel(),
    new RedditChannel(),
    new GoogleReviewsChannel(),
    new SpokenChannel("phone"),
    new SpokenChannel("api"),
    new DrillChannel()
  ).stream().collect(Collectors.toMap(Channel::name, Function.identity()));

  private Channels() {}
}
