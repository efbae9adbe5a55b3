package dev.baton.connector;

import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a mention in Baton's own JSON, however it came; every mistake of an item at once, in words. */
public final class MentionJson {

  private static final String ACCOUNT = "account";
  private static final Set<String> KNOWN = Set.of("externalId", "author", "text", "postedAt", "inReplyTo",
    "thread", "url", "language", "visibility", "replyUntil");

  /** An item and the account it names, or what is wrong with it. */
  public sealed interface Item {
    record Good(String account, Mention mention) implements Item {}

    record Bad(String externalId, List<String> problems) implements Item {}
  }

  private final JsonObject json;
  private final boolean namesAccount;
  private final List<String> problems = new ArrayList<>();

  private MentionJson(JsonObject json, boolean namesAccount) {
    this.json = json;
    this.namesAccount = namesAccount;
  }

  /** @param raw whatever stood in the list */
  public static Item read(Object raw) {
    return read(raw, true);
  }

  /** Of an account that is known from where it came; the item names none. */
  public static Item readWithoutAccount(Object raw) {
    return read(raw, false);
  }

  private static Item read(Object raw, boolean namesAccount) {
    if (!(raw instanceof JsonObject object)) {
      return new Item.Bad("", List.of("is not an object"));
    }
    return new MentionJson(object, namesAccount).read();
  }

  private Item read() {
    json.fieldNames().stream().filter(f -> !KNOWN.contains(f) && !(namesAccount && f.equals(ACCOUNT))).sorted()
      .forEach(f -> problems.add("'" + f + "' is not a field of a mention"));
    var account = namesAccount ? text(json, ACCOUNT) : "";
    if (namesAccount && account.isEmpty()) {
      problems.add("account is missing: name one of GET /api/accounts");
    }
    var id = value(() -> new ExternalId(text(json, "externalId")));
    var author = value(this::author);
    var context = value(this::context);
    var postedAt = postedAt();
    var said = text(json, "text");
    if (said.isBlank()) {
      problems.add("text is blank: a mention says something");
    }
    if (problems.isEmpty()) {
      var mention = value(() -> new Mention(id, author, said, postedAt, context));
      if (problems.isEmpty()) {
        return new Item.Good(account, mention);
      }
    }
    return new Item.Bad(json.getValue("externalId") instanceof String s ? s : "", problems);
  }

  private Author author() {
    if (!(json.getValue("author") instanceof JsonObject author)) {
      throw new IllegalArgumentException("author is missing: give an object with at least an id");
    }
    var followers = author.getValue("followers");
    if (followers != null && !(followers instanceof Number)) {
      throw new IllegalArgumentException("author.followers must be a number");
    }
    return new Author(text(author, "id"), text(author, "handle"), text(author, "name"),
      followers == null ? 0 : ((Number) followers).longValue(), text(author, "email"), text(author, "phone"));
  }

  private Mention.Context context() {
    var visibility = text(json, "visibility");
    return new Mention.Context(text(json, "inReplyTo"), text(json, "thread"), text(json, "url"),
      text(json, "language"), visibility.isEmpty() ? Visibility.PUBLIC : Visibility.of(visibility), "", replyUntil());
  }

  private Instant replyUntil() {
    var raw = text(json, "replyUntil");
    try {
      return raw.isEmpty() ? Instant.MAX : OffsetDateTime.parse(raw).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("replyUntil is '" + raw + "': give a time with its offset, such as"
        + " 2026-07-24T21:23:20Z, or leave it out", e);
    }
  }

  private Instant postedAt() {
    var raw = text(json, "postedAt");
    try {
      return OffsetDateTime.parse(raw).toInstant();
    } catch (DateTimeParseException e) {
      problems.add("postedAt is '" + raw + "': give the network's time with its offset, such as 2026-07-24T21:23:20Z");
      return null;
    }
  }

  private String text(JsonObject from, String field) {
    var value = from.getValue(field);
    if (value == null) {
      return "";
    }
    if (value instanceof String text) {
      return text;
    }
    problems.add(field + " must be a text");
    return "";
  }

  private <T> T value(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      problems.add(e.getMessage());
      return null;
    }
  }
}
