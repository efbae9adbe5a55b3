package dev.baton.connector.telegram;

import dev.baton.connector.Brought;
import dev.baton.connector.Fields;
import dev.baton.connector.ReadOutcome.Unreadable;
import dev.baton.mention.Author;
import dev.baton.mention.Change;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Quoted;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns updates into what they say. Source: core.telegram.org/bots/api, Update and Message. */
final class Updates {

  /** Beyond it, far beyond any message, seconds are no time at all. */
  private static final long LAST_SECOND = Instant.MAX.getEpochSecond();

  private final Bot bot;
  private final List<Mention> mentions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  private Updates(Bot bot) {
    this.bot = bot;
  }

  /** One that cannot be read does not spoil the others. */
  static Brought read(Iterable<?> raw, Bot bot) {
    var updates = new Updates(bot);
    for (var update : raw) {
      try {
        updates.take(update);
      } catch (RuntimeException e) {
        updates.unreadable.add(Fields.unreadable(idOf(update), update, e));
      }
    }
    return new Brought(updates.mentions, updates.changes, List.of(), updates.unreadable);
  }

  /** @throws IllegalArgumentException if it cannot be understood */
  static Brought read(JsonObject update, Bot bot) {
    var updates = new Updates(bot);
    updates.take(update);
    return new Brought(updates.mentions, updates.changes, List.of(), List.of());
  }

  private static String idOf(Object update) {
    return update instanceof JsonObject object ? "update-" + Fields.text(object, "update_id") : "";
  }

  /** What was not asked for, such as a poll's new count, is nobody's word. */
  private void take(Object raw) {
    if (!(raw instanceof JsonObject update)) {
      throw new IllegalArgumentException("the update is no object");
    }
    if (update.containsKey("message")) {
      said(Fields.object(update, "message"));
    } else if (update.containsKey("edited_message")) {
      edited(Fields.object(update, "edited_message"));
    }
  }

  private void said(JsonObject message) {
    if (isHeard(message)) {
      mentions.add(mention(message));
    }
  }

  /**
   * An edit may name us where the first version did not, or come before it: so it is also a mention, which is kept
   * once. Somebody's moving position is an edit a second, and says nothing new.
   */
  private void edited(JsonObject message) {
    if (isHeard(message) && !message.containsKey("location")) {
      var mention = mention(message);
      changes.add(new Change.Edited(mention.externalId(), mention.text(), at(message, "edit_date")));
      mentions.add(mention);
    }
  }

  private boolean isHeard(JsonObject message) {
    if (Fields.number(message, "message_id") <= 0 || Fields.number(Fields.object(message, "chat"), "id") == 0) {
      throw new IllegalArgumentException("the message has no message_id or no chat");
    }
    return Fields.number(Fields.object(message, "from"), "id") != bot.id() && !Contents.isToldByTelegram(message)
      && Chats.isToUs(message, bot);
  }

  private Mention mention(JsonObject message) {
    var chat = Fields.object(message, "chat");
    var ref = new JsonObject().put("chat", Fields.number(chat, "id"))
      .put("message", Fields.number(message, "message_id")).put("topic", topic(message));
    var context = new Mention.Context(answered(message), thread(message, chat),
      MessageId.link(Chats.publicName(chat), message), Fields.text(Fields.object(message, "from"), "language_code"),
      Chats.visibility(chat), ref.encode());
    return new Mention(new ExternalId(MessageId.of(message)), author(message), Contents.words(message),
      at(message, "date"), context, extras(message));
  }

  /** A group may have topics, which are conversations of their own. */
  private static String thread(JsonObject message, JsonObject chat) {
    return Fields.number(chat, "id") + (topic(message) == 0 ? "" : "/topic-" + topic(message));
  }

  private static long topic(JsonObject message) {
    return Boolean.TRUE.equals(message.getValue("is_topic_message")) ? Fields.number(message, "message_thread_id") : 0;
  }

  private static String answered(JsonObject message) {
    var answered = Fields.object(message, "reply_to_message");
    return Fields.number(answered, "message_id") <= 0 ? "" : MessageId.of(answered);
  }

  /** Whoever speaks as a group or a channel is that; the person behind it Telegram keeps to itself. */
  private static Author author(JsonObject message) {
    if (message.containsKey("sender_chat")) {
      var as = Fields.object(message, "sender_chat");
      return new Author(Fields.text(as, "id"), Fields.text(as, "username"), Fields.text(as, "title"), 0, "", "");
    }
    var from = Fields.object(message, "from");
    var name = Stream.of(Fields.text(from, "first_name"), Fields.text(from, "last_name")).filter(s -> !s.isBlank())
      .collect(Collectors.joining(" "));
    return new Author(Fields.text(from, "id"), Fields.text(from, "username"), name, 0, "", phone(message, from));
  }

  /** Who shares their own card says how they can be called; who shares another's does not. */
  private static String phone(JsonObject message, JsonObject from) {
    var contact = Fields.object(message, "contact");
    return Fields.number(contact, "user_id") != 0 && Fields.number(contact, "user_id") == Fields.number(from, "id")
      ? Fields.text(contact, "phone_number") : "";
  }

  private Extras extras(JsonObject message) {
    return new Extras(Contents.attachments(message), Optional.empty(), parent(message));
  }

  private Optional<Quoted> parent(JsonObject message) {
    var answered = Fields.object(message, "reply_to_message");
    var from = Fields.object(answered, "from");
    return answered.isEmpty() || Fields.number(from, "id") == bot.id() ? Optional.empty()
      : Optional.of(new Quoted(Fields.text(from, "first_name"), Contents.words(answered), ""));
  }

  private static Instant at(JsonObject message, String key) {
    var seconds = Fields.number(message, key);
    if (seconds <= 0 || seconds > LAST_SECOND) {
      throw new IllegalArgumentException("the message has no " + key + " that can be");
    }
    return Instant.ofEpochSecond(seconds);
  }
}
