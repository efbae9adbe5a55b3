package dev.baton.connector.asterisk;

import dev.baton.mention.Author;
import dev.baton.mention.ExternalId;
import dev.baton.mention.Mention;
import dev.baton.mention.Visibility;
import java.time.Duration;

/** Says in words what a caller wanted of us, as far as a telephone system knows. */
final class CallMentions {

  private final AsteriskConfig config;

  CallMentions(AsteriskConfig config) {
    this.config = config;
  }

  Mention of(Call call) {
    var id = config.system() + "/" + call.linkedId();
    var number = international(call.number());
    // callers who withhold their number are not one and the same
    var author = number.isEmpty() ? new Author(id, "", "Number withheld", 0, "", "")
      : new Author(number, number, call.name(), 0, "", number);
    return new Mention(new ExternalId(id), author, words(call), call.began(),
      new Mention.Context("", "", "", "", Visibility.PRIVATE, ""));
  }

  /** One number is written in one way, or its owner would be several people. */
  private String international(String raw) {
    var digits = raw.replaceAll("[^0-9]", "");
    if (digits.isEmpty()) {
      return "";
    }
    if (raw.startsWith("+") || config.country().isEmpty()) {
      return (raw.startsWith("+") ? "+" : "") + digits;
    }
    if (digits.startsWith("00")) {
      return "+" + digits.substring(2);
    }
    return digits.startsWith("0") ? "+" + config.country() + digits.substring(1) : digits;
  }

  static String words(Call call) {
    var called = "Called " + (!call.queue().isEmpty() ? "the queue " + call.queue()
      : call.dialled().isEmpty() ? "us" : call.dialled());
    return switch (call.outcome()) {
      case ABANDONED -> called + " and hung up after " + span(call.length()) + ", nobody answered";
      case MISSED -> called + " for " + span(call.length()) + ", nobody answered";
      case BUSY -> called + ", the line was busy";
      case UNREACHABLE -> called + ", nobody could be reached there";
      case ANSWERED -> called + " and talked for " + span(call.length())
        + (call.by().isEmpty() ? "" : " with " + call.by());
      case UNSEEN -> called + "; how the call ended was not heard, the line to the telephone system was down";
    };
  }

  private static String span(Duration length) {
    var minutes = length.toMinutes() == 0 ? "" : count(length.toMinutes(), "minute");
    var seconds = length.toSecondsPart() == 0 && !minutes.isEmpty() ? "" : count(length.toSecondsPart(), "second");
    return (minutes + " " + seconds).strip();
  }

  private static String count(long many, String of) {
    return many + " " + of + (many == 1 ? "" : "s");
  }
}
