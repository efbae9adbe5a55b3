package dev.baton.connector.twilio;

import dev.baton.connector.Fields;
import dev.baton.mention.Attachment;
import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Extras;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Twilio sends, as a customer's words. */
final class TwilioMentions {

  private final TwilioConfig config;

  TwilioMentions(TwilioConfig config) {
    this.config = config;
  }

  /** @throws IllegalArgumentException where nobody sent it */
  Mention ofMessage(String sid, Form form, Instant at) {
    var media = media(form);
    var text = form.get("Body").isBlank()
      ? media.stream().map(a -> "[" + a.kind().word() + "]").collect(Collectors.joining(" ")) : form.get("Body");
    return new Mention(new ExternalId(sid), author(form, sid), text.isEmpty() ? "[an empty message]" : text, at,
      context(form), Extras.of(media));
  }

  /**
   * One that was listed and never sent to us. What came with it is told of, and seen in Twilio's console: the list does not
   * say where it lies.
   */
  Mention ofListed(JsonObject message, Instant at) {
    var fields = new TreeMap<String, TreeSet<String>>();
    Map.of("From", "from", "To", "to", "Body", "body").forEach((ours, theirs) ->
      fields.put(ours, new TreeSet<>(List.of(Fields.text(message, theirs)))));
    var media = Fields.number(message, "num_media");
    if (media > 0 && fields.get("Body").first().isBlank()) {
      fields.put("Body", new TreeSet<>(List.of(media == 1 ? "[attachment]" : "[" + media + " attachments]")));
    }
    return ofMessage(Fields.text(message, "sid"), new Form(fields), at);
  }

  private static List<Attachment> media(Form form) {
    var media = new ArrayList<Attachment>();
    for (var i = 0; i < Math.min(form.number("NumMedia"), Extras.MOST); i++) {
      var url = form.get("MediaUrl" + i);
      if (!url.isEmpty()) {
        var type = form.get("MediaContentType" + i);
        media.add(new Attachment(Attachment.Kind.of(type), url, type, ""));
      }
    }
    return media;
  }

  /**
   * A call that came in: one that nobody answered, one that somebody did if such are wanted, and one that is only just
   * ringing, since Baton is asked what to say to it and nobody may ever tell how it went on.
   */
  Optional<Mention> ofCall(Form form, Instant at) {
    if (!form.get("Direction").startsWith("inbound")) {
      return Optional.empty();
    }
    var dialled = form.get("DialCallStatus");
    var status = dialled.isEmpty() ? form.get("CallStatus") : dialled;
    var called = "Called " + (form.get("To").isEmpty() ? "us" : form.get("To"));
    var said = switch (status) {
      case "no-answer" -> called + ", nobody answered";
      case "busy" -> called + ", the line was busy";
      case "failed" -> called + ", nobody could be reached there";
      case "canceled" -> called + " and hung up, nobody answered";
      case "completed", "answered" -> config.answered() ? called + seconds(form) : "";
      default -> called;
    };
    return said.isEmpty() ? Optional.empty()
      : Optional.of(new Mention(new ExternalId(form.get("CallSid")), author(form, form.get("CallSid")), said,
        Fields.postedAt(moment(form.get("Timestamp")), at), context(form)));
  }

  private static String seconds(Form form) {
    var length = Math.max(form.number("DialCallDuration"), form.number("CallDuration"));
    return length > 0 ? "; the call took " + length + (length == 1 ? " second" : " seconds") : "";
  }

  /** As mails write it. */
  static Optional<Instant> moment(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Callers who withhold their number are not one and the same: each is somebody of their own. */
  private static Author author(Form form, String sid) {
    var from = form.get("From");
    var name = form.get("ProfileName").isEmpty() ? form.get("CallerName") : form.get("ProfileName");
    return from.chars().anyMatch(Character::isDigit)
      ? new Author(from, from, name, 0, "", from)
      : new Author(sid, "", name.isEmpty() ? "Number withheld" : name, 0, "", "");
  }

  private static Mention.Context context(Form form) {
    var answer = new JsonObject().put("to", form.get("From")).put("from", form.get("To"));
    return new Mention.Context("", "", "", "", Visibility.PRIVATE, answer.encode());
  }
}
