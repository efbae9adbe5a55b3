package dev.baton.reply;

import dev.baton.connector.Connector;
import dev.baton.connector.Draft;
import dev.baton.connector.ReadOutcome;
import dev.baton.connector.ReplyOutcome;
import dev.baton.connector.ReplyRules;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Answers as told, and remembers every draft that reached it, and every one that it was asked about. */
final class PlayedNetwork implements Connector {

  final Deque<Supplier<Future<ReplyOutcome>>> answers = new ArrayDeque<>();
  final Deque<Supplier<Future<ReplyOutcome>>> findings = new ArrayDeque<>();
  final List<Draft> reached = new ArrayList<>();
  final List<Draft> asked = new ArrayList<>();
  boolean recognises;

  void says(ReplyOutcome outcome) {
    answers.add(() -> Future.succeededFuture(outcome));
  }

  void finds(ReplyOutcome outcome) {
    findings.add(() -> Future.succeededFuture(outcome));
  }

  @Override
  public Future<ReadOutcome> read(String cursor) {
    return Future.failedFuture("not played");
  }

  @Override
  public Future<ReplyOutcome> reply(Draft draft) {
    reached.add(draft);
    return answers.isEmpty() ? Future.succeededFuture(new ReplyOutcome.Sent("said-" + draft.attemptKey(), ""))
      : answers.poll().get();
  }

  @Override
  public String newAttemptKey(Instant now) {
    return "key";
  }

  @Override
  public boolean repeatable(Draft draft, Instant now) {
    return recognises;
  }

  @Override
  public Future<ReplyOutcome> lookUp(Draft draft) {
    asked.add(draft);
    return findings.isEmpty() ? Connector.super.lookUp(draft) : findings.poll().get();
  }

  @Override
  public ReplyRules rules() {
    return new ReplyRules(500, "characters", true);
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
