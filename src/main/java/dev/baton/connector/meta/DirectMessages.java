package dev.baton.connector.meta;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.Receipt;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import dev.baton.mention.Visibility;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What people say in private, on Messenger and on Instagram alike. What we say ourselves comes back as an echo,
 * wherever it was said: it is a receipt, never a mention. Sources: the messages, message_echoes, message_edits and
 * messaging_postbacks webhook pages.
 */
public final class DirectMessages {

  private final String account;
  private final Names names;

  /** @param fields of a person that this network gives */
  public DirectMessages(Graph graph, InstantSource clock, String account, String fields) {
    this.account = account;
    this.names = new Names(graph, clock, fields);
  }

  public Future<Brought> read(JsonObject item, Instant receivedAt) {
    var at = Times.said(item, "timestamp", receivedAt);
    var message = Fields.object(item, "message");
    if (!message.isEmpty()) {
      return message(item, message, at);
    }
    var edit = Fields.object(item, "message_edit");
    if (!edit.isEmpty()) {
      return done(Gathered.of(new Change.Edited(id(edit), Fields.text(edit, "text"), at)));
    }
    var delivered = Fields.object(item, "delivery");
    if (!delivered.isEmpty()) {
      return done(arrived(delivered, at));
    }
    var postback = Fields.object(item, "postback");
    // Having read something, liked it or come by a link says nothing.
    return postback.isEmpty() ? done(Brought.NOTHING) : pressed(item, postback, at);
  }

  private static Future<Brought> done(Brought brought) {
    return Future.succeededFuture(brought);
  }

  private static ExternalId id(JsonObject message) {
    return new ExternalId(Fields.text(message, "mid"));
  }

  private Future<Brought> message(JsonObject item, JsonObject message, Instant at) {
    if (Boolean.TRUE.equals(message.getValue("is_deleted"))) {
      return done(Gathered.of(new Change.Deleted(id(message), at)));
    }
    var sender = sender(item);
    if (Boolean.TRUE.equals(message.getValue("is_echo")) || sender.equals(account)) {
      return done(Gathered.of(new Receipt(DirectReplies.attemptKey(Fields.text(message, "metadata")),
        id(message).value(), true, "", at)));
    }
    return names.of(sender).map(author -> Gathered.of(mention(message, author, at)));
  }

  private static Brought arrived(JsonObject delivered, Instant at) {
    var receipts = delivered.getValue("mids") instanceof JsonArray mids
      ? mids.stream().filter(String.class::isInstance).map(mid -> new Receipt("", (String) mid, true, "", at)).toList()
      : List.<Receipt>of();
    return new Brought(List.of(), List.of(), receipts, List.of());
  }

  private static String sender(JsonObject item) {
    var sender = Fields.text(Fields.object(item, "sender"), "id");
    if (sender.isEmpty()) {
      throw new IllegalArgumentException("the message has no sender");
    }
    return sender;
  }

  /** In a conversation that another app has in hand the payload is left out, and older ones have no id. */
  private Future<Brought> pressed(JsonObject item, JsonObject postback, Instant at) {
    var sender = sender(item);
    var title = Fields.text(postback, "title");
    var words = title.isEmpty() ? Fields.text(postback, "payload") : title;
    var mid = Fields.text(postback, "mid").isEmpty() ? "pressed-" + sender + "-" + Fields.text(item, "timestamp")
      : Fields.text(postback, "mid");
    return names.of(sender).map(author -> Gathered.of(new Mention(new ExternalId(mid), author,
      words.isEmpty() ? "[button]" : words, at, context(sender, "", at))));
  }

  private static Mention mention(JsonObject message, Author author, Instant at) {
    var came = came(message);
    var said = Fields.text(message, "text");
    var text = Stream.concat(Stream.of(said), said.isBlank() ? came.stream().map(Came::word) : Stream.of())
      .filter(part -> !part.isBlank()).collect(Collectors.joining("\n"));
    var answers = Fields.object(message, "reply_to");
    return new Mention(id(message), author, text.isEmpty() ? "[message that cannot be shown here]" : text, at,
      context(author.id(), Fields.text(answers, "mid"), at), extras(came, Fields.object(answers, "story")));
  }

  private static Mention.Context context(String sender, String inReplyTo, Instant at) {
    var ref = Window.keep(new JsonObject().put("to", sender), at);
    return new Mention.Context(inReplyTo, "dm-" + sender, "", "", Visibility.PRIVATE, ref.encode(),
      at.plus(Window.LENGTH));
  }

  /** Something that came with a message. @param url empty where it cannot be fetched */
  private record Came(String type, String url) {

    String word() {
      return switch (type) {
        case "story_mention" -> "[mentioned you in their story]";
        case "fallback", "share", "ig_post", "ig_reel", "reel", "post" -> url.isEmpty() ? "[shared something]"
          : "[shared] " + url;
        case "" -> "[attachment]";
        default -> "[" + type.replace('_', ' ') + "]";
      };
    }

    boolean isFile() {
      return !url.isEmpty() && switch (type) {
        case "image", "video", "audio", "file", "story_mention", "ig_reel", "reel" -> true;
        default -> false;
      };
    }

    Attachment attachment() {
      var kind = type.contains("reel") ? Attachment.Kind.VIDEO
        : type.startsWith("story") ? Attachment.Kind.IMAGE : Attachment.Kind.of(type);
      return new Attachment(kind, url, "", type.startsWith("story") ? "story" : "");
    }
  }

  private static List<Came> came(JsonObject message) {
    return Fields.objects(message, "attachments").stream()
      .map(a -> new Came(Fields.text(a, "type"), Fields.text(Fields.object(a, "payload"), "url"))).toList();
  }

  /** A story ends after a day, so our copy may be all that is left of what they answered. */
  private static Extras extras(List<Came> came, JsonObject story) {
    var files = new ArrayList<>(came.stream().filter(Came::isFile).map(Came::attachment).toList());
    var url = Fields.text(story, "url");
    if (story.isEmpty()) {
      return Extras.of(files);
    }
    if (!url.isEmpty()) {
      files.add(new Came("story", url).attachment());
    }
    return new Extras(files, Optional.of(new Quoted("", "[your story]", url)), Optional.empty());
  }
}
