package dev.baton.connector.asterisk;

import dev.baton.connector.asterisk.Call.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A call that is not over, as far as was heard of it. */
final class Running {

  final String linkedId;
  final Instant began;
  /** Where in the dialplan it began; empty where its beginning was not heard. */
  final String context;
  private String number = "";
  private String name = "";
  private String dialled = "";
  private String queue = "";
  private Outcome outcome = Outcome.MISSED;
  private Duration waited = Duration.ZERO;
  private Instant answered;
  private String by = "";
  private boolean willEnd;

  Running(String linkedId, Instant began, String context) {
    this.linkedId = linkedId;
    this.began = began;
    this.context = context;
  }

  /** What any event of the caller's own channel says about who calls. */
  void isOf(AmiMessage event) {
    var given = event.get("CallerIDNum");
    number = given.isEmpty() || !number.isEmpty() ? number : given;
    var called = event.get("CallerIDName");
    name = called.isEmpty() || called.equals(given) ? name : called;
    var extension = event.get("Exten");
    dialled = dialled.isEmpty() && extension.chars().anyMatch(Character::isDigit) ? extension : dialled;
  }

  void waitsIn(String name) {
    queue = name;
  }

  void leftQueue(Duration after) {
    outcome = Outcome.ABANDONED;
    waited = after;
  }

  void answeredBy(String who, Instant at) {
    answered = answered == null ? at : answered;
    by = who.isEmpty() ? by : who;
  }

  /** @param status Asterisk's word for how a try to reach somebody ended */
  void tried(String status, Instant at) {
    if (!queue.isEmpty() && !status.equals("ANSWER")) {
      return; // a colleague who did not take it: the caller waits on
    }
    switch (status) {
      case "ANSWER" -> answeredBy("", at);
      case "BUSY" -> outcome = Outcome.BUSY;
      case "CHANUNAVAIL", "CONGESTION" -> outcome = Outcome.UNREACHABLE;
      case "CANCEL" -> outcome = Outcome.ABANDONED;
      default -> outcome = Outcome.MISSED;
    }
  }

  /** True where its caller is somebody outside. @param external the contexts in which calls from outside begin */
  boolean isFromOutside(Set<String> external) {
    if (!external.isEmpty() && !context.isEmpty()) {
      return external.contains(context);
    }
    return !queue.isEmpty() || number.chars().filter(Character::isDigit).count() >= Calls.OUTSIDE;
  }

  Call over(Instant at) {
    return answered == null ? call(outcome, waited.isZero() ? Duration.between(began, at) : waited)
      : call(Outcome.ANSWERED, Duration.between(answered, at));
  }

  /** Nobody heard how it ended. */
  Call unseen() {
    return call(Outcome.UNSEEN, Duration.ZERO);
  }

  /** Its channel is heard of, so its end will be. */
  void endsByItself() {
    willEnd = true;
  }

  boolean willEnd() {
    return willEnd;
  }

  boolean isAnswered() {
    return answered != null;
  }

  private Call call(Outcome what, Duration length) {
    return new Call(linkedId, number, name, dialled, queue, what, what == Outcome.ANSWERED ? by : "",
      length.isNegative() ? Duration.ZERO : length, began);
  }
}
