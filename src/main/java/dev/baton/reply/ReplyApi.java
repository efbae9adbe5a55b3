package dev.baton.reply;

import dev.baton.cases.CaseEvent;
import dev.baton.cases.CaseKey;
import dev.baton.cases.Commands;
import dev.baton.cases.Requests;
import dev.baton.connector.Connector;
import dev.baton.connector.ReplyRules;
import dev.baton.connector.WeightedLength;
import dev.baton.db.Database;
import dev.baton.db.Ids;
import dev.baton.http.HttpProblem;
import dev.baton.http.Part;
import dev.baton.mention.Visibility;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlClient;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers over HTTP. */
public final class ReplyApi implements Part {

  private static final int MAX_TEXT = 20_000;
  private static final int MIN_KEY = 8;

  private final Database database;
  private final Commands commands;
  private final Requests requests;
  private final Supplier<Map<String, Connector>> connectors;
  private final Runnable somethingToSend;
  private final Policies policies;
  private final Ids replyIds;
  private final Ids promiseIds;
  private final Outbox outbox = new Outbox();

  /** @param somethingToSend called after a reply was handed to the outbox */
  public ReplyApi(Database database, Commands commands, Requests requests, Supplier<Map<String, Connector>> connectors,
                  Runnable somethingToSend, Policies policies, Ids replyIds, Ids promiseIds) {
    this.database = database;
    this.commands = commands;
    this.requests = requests;
    this.connectors = connectors;
    this.somethingToSend = somethingToSend;
    this.policies = policies;
    this.replyIds = replyIds;
    this.promiseIds = promiseIds;
  }

  @Override
  public void mount(Router router) {
    router.post("/api/cases/:id/replies").handler(this::reply);
    router.post("/api/cases/:id/replies/:reply/settle").handler(this::settle);
  }

  private void reply(RoutingContext context) {
    var wish = requests.wish(context, true);
    if (wish.key().length() < MIN_KEY) {
      throw HttpProblem.of(400, "Idempotency-Key missing", "Send an Idempotency-Key of at least " + MIN_KEY
        + " characters, the same for every sending of the same reply, so that the customer hears it once");
    }
    var body = Requests.body(context);
    var text = Requests.text(body, "text", MAX_TEXT, true);
    var mention = mentionId(body);
    var more = ReplyJson.read(body);
    requests.answer(context, 202, Future.all(replyIds.take(1), promiseIds.take(more.gives() ? 1 : 0))
      .compose(ids -> outbox.target(database.reader(), wish.caseId(), mention)
        .compose(target -> reply(wish, text, more, ids.<List<Long>>resultAt(0).getFirst(), ids.resultAt(1), target)))
      .onSuccess(v -> somethingToSend.run()));
  }

  private Future<Void> reply(Commands.Wish wish, String text, ReplyJson more, long reply, List<Long> promise,
                             Optional<Outbox.Target> target) {
    var forwards = policies.current().terms().wording().forwarding().in(text).isPresent();
    var canRemind = target.map(to -> connectors.get().get(to.account())).filter(c -> c.rules().saidByBaton()).isPresent();
    var says = more.says(forwards, canRemind, promise);
    return commands.carryOut(wish,
      actor -> new CaseEvent.Replied(actor.person(), actor.overrule(), reply, says),
      (tx, key, actor, now) -> outbox.target(tx, key, target.map(Outbox.Target::mentionId).orElse(-1L))
        .compose(to -> put(tx, key, reply, to, actor.person(), text, now))
        .compose(v -> promise.isEmpty() ? Future.succeededFuture()
          : outbox.promised(tx, key, promise.getFirst(), reply, more.what())));
  }

  private static long mentionId(JsonObject body) {
    return switch (body.getValue("mentionId")) {
      case null -> 0;
      case Number number -> number.longValue();
      default -> throw HttpProblem.of(400, "Not a number", "'mentionId' must be the number of a mention");
    };
  }

  private Future<Void> put(SqlClient tx, CaseKey key, long id, Optional<Outbox.Target> target,
                           String agent, String text, Instant now) {
    var to = target.orElseThrow(() ->
      HttpProblem.of(422, "No such mention", "'mentionId' is not a mention of this case"));
    var connector = connectors.get().get(to.account());
    if (connector == null) {
      throw HttpProblem.of(422, "No way to the customer", "The account " + to.account()
        + " is not connected any more: answer another mention of the case");
    }
    check(text, connector.rules(), to.visibility());
    return outbox.put(tx, key, id, to, agent, text, connector.newAttemptKey(now), now);
  }

  private static void check(String text, ReplyRules rules, Visibility readers) {
    var length = switch (rules.unit()) {
      case "graphemes" -> graphemes(text);
      case "units" -> text.length();
      case "bytes" -> text.getBytes(StandardCharsets.UTF_8).length;
      case WeightedLength.UNIT -> WeightedLength.of(text);
      default -> text.codePointCount(0, text.length());
    };
    if (length > rules.maxLength(readers)) {
      throw HttpProblem.of(422, "Too long for this network", "The reply has " + length + " " + rules.unit()
        + ", the network takes " + rules.maxLength(readers));
    }
  }

  private static int graphemes(String text) {
    var characters = BreakIterator.getCharacterInstance();
    characters.setText(text);
    var count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  private void settle(RoutingContext context) {
    var wish = requests.wish(context, false);
    var said = switch (Requests.text(Requests.body(context), "outcome", 20, true)) {
      case "said" -> true;
      case "not-said" -> false;
      default -> throw HttpProblem.of(400, "Said or not?", "'outcome' is said or not-said, after looking at the network");
    };
    var id = replyId(context);
    requests.answer(context, 200, outbox.unknownSince(database.reader(), wish.caseId(), id)
      .compose(written -> commands.carryOut(wish, actor -> event(id, said, written),
        (tx, key, actor, now) -> outbox.decide(tx, key, id, said ? "accepted" : "refused",
            said ? "" : "A person looked: it was not said", now)
          .compose(decided -> decided.isPresent() ? Future.succeededFuture() : Future.failedFuture(notUnknown())))));
  }

  private static CaseEvent event(long id, boolean said, Optional<Instant> written) {
    var writtenAt = written.orElseThrow(ReplyApi::notUnknown);
    return said ? new CaseEvent.ReplyAccepted(id, writtenAt)
      : new CaseEvent.ReplyRefused(id, "A person looked: it was not said");
  }

  private static HttpProblem notUnknown() {
    return HttpProblem.of(409, "Not in doubt", "There is no reply of this number whose outcome is unknown");
  }

  private static long replyId(RoutingContext context) {
    try {
      return Long.parseLong(context.pathParam("reply"));
    } catch (NumberFormatException e) {
      throw notUnknown();
    }
  }
}
