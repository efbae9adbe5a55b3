package dev.baton.cases;

import dev.baton.db.Database;
import dev.baton.db.Rows;
import dev.baton.http.HttpProblem;
import dev.baton.http.Problem;
import dev.baton.journal.Doorbell;
import dev.baton.journal.Journal;
import dev.baton.people.Brands;
import dev.baton.people.Caller;
import dev.baton.people.Person;
import dev.baton.people.Role;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Carries out what people want done to a case: once for each key however often it is sent, in one transaction, and only
 * on the view they had where they name it.
 */
public final class Commands {

  /** Enough to find who did what since an agent looked. */
  private static final int LOOK_BACK = 20;
  private static final String OUTDATED = "outdated";

  private final Database database;
  private final CaseDesk desk;
  private final Journal journal;
  private final Doorbell doorbell;
  private final Policies policies;
  private final Brands brands;
  private final InstantSource clock;
  private final Words words;

  public Commands(Database database, CaseDesk desk, Journal journal, Doorbell doorbell, Policies policies, Brands brands,
                  InstantSource clock, UnaryOperator<String> nameOf) {
    this.database = database;
    this.desk = desk;
    this.journal = journal;
    this.doorbell = doorbell;
    this.policies = policies;
    this.brands = brands;
    this.clock = clock;
    this.words = new Words(nameOf, key -> policies.current().party(key));
  }

  /**
   * Somebody's wish.
   *
   * @param onBehalfOf the person a program acts for, if it named one
   * @param key        the same for every sending of the same wish, or empty
   * @param request    fingerprint of what is wished, to tell another wish with the same key
   * @param expected   the conversation it was decided on, or {@link Move.Happening#ANY}
   */
  public record Wish(Caller caller, Optional<Person> onBehalfOf, long caseId, String key, Buffer request,
                     int expected) {}

  /** Somebody who acts; leads, supervisors and programs may act on what another has in hand. */
  public record Actor(String person, boolean overrule) {}

  /** What to do beside the step, in its transaction, once it was carried out. */
  @FunctionalInterface
  public interface AndThen {
    Future<Void> carryOut(SqlClient tx, CaseKey key, Actor actor, Instant now);

    AndThen NOTHING = (tx, key, actor, now) -> Future.succeededFuture();
  }

  /** Makes the step happen; fails with a problem for the caller to read where it may not. */
  public Future<Void> carryOut(Wish wish, Function<Actor, CaseEvent> event, AndThen then) {
    return once(wish, (tx, found) -> step(tx, found, wish, new Move.Happening(found.key(),
      event.apply(found.actor()), found.actor().person(), wish.expected()), then));
  }

  /** A move that has to be made of what the case is, in its transaction. */
  @FunctionalInterface
  interface Making {
    Future<Move> of(SqlClient tx, CaseKey key, Actor actor);
  }

  Future<Void> carryOut(Wish wish, Making making, AndThen then) {
    return once(wish, (tx, found) -> making.of(tx, found.key(), found.actor())
      .compose(move -> step(tx, found, wish, move, then)));
  }

  /** Moves of several cases that happen together or not at all, and what is done beside them in their transaction. */
  public record Plan(List<Move> moves, Finish finish) {

    /** Once all moves were carried out. */
    @FunctionalInterface
    public interface Finish {
      Future<Void> carryOut(SqlClient tx, Instant now);
    }
  }

  /** A plan that has to be made of what the cases are, in its transaction. */
  @FunctionalInterface
  public interface Planning {
    Future<Plan> of(SqlClient tx, CaseKey key, Actor actor, Instant now);
  }

  public Future<Void> carryOutAll(Wish wish, Planning planning) {
    return once(wish, (tx, found) -> {
      var now = clock.instant();
      return planning.of(tx, found.key(), found.actor(), now)
        .compose(plan -> desk.carryOut(tx, plan.moves(), now)
          .compose(all -> all.stream().map(moved -> went(tx, found, moved, now)).filter(Future::failed).findFirst()
            .orElseGet(() -> plan.finish().carryOut(tx, now))));
    });
  }

  private Future<Void> once(Wish wish, BiFunction<SqlClient, Found, Future<Void>> work) {
    return database.inTransaction(tx -> caseOf(tx, wish)
        .compose(found -> isNew(tx, found, wish)
          .compose(isNew -> isNew ? work.apply(tx, found) : Future.succeededFuture())))
      .onSuccess(v -> doorbell.ring());
  }

  private record Found(CaseKey key, Actor actor) {}

  private static final String FIND = """
    select c.brand, c.queue from unnest($1::text[]) as b(brand) join cases c using (brand) where c.id = $2""";

  private Future<Found> caseOf(SqlClient tx, Wish wish) {
    return tx.preparedQuery(FIND)
      .execute(Tuple.tuple().addArrayOfString(brands.of(wish.caller())).addValue(wish.caseId()))
      .map(rows -> {
        if (rows.size() == 0) {
          throw noSuchCase();
        }
        var row = rows.iterator().next();
        var brand = row.getString("brand");
        return new Found(new CaseKey(brand, wish.caseId()), actor(wish, brand, row.getString("queue")));
      });
  }

  static HttpProblem noSuchCase() {
    return HttpProblem.of(404, "No such case", "There is no case with this number, or not for your brands");
  }

  /** A program acts for the person it names, else for the lead on duty: a case is always in a person's hand. */
  private Actor actor(Wish wish, String brand, String queue) {
    var caller = wish.caller();
    if (!caller.is(Role.API)) {
      return new Actor(caller.id(), caller.is(Role.LEAD) || caller.is(Role.SUPERVISOR));
    }
    if (!wish.onBehalfOf().map(person -> person.sees(brand)).orElse(true)) {
      throw HttpProblem.of(403, "Not their case", "On-Behalf-Of names somebody who does not see this case's brand");
    }
    var person = wish.onBehalfOf().map(Person::id)
      .orElseGet(() -> policies.current().leadOnDuty(brand, queue, clock.instant()));
    return new Actor(person, true);
  }

  private static final String CLAIM_KEY = """
    insert into command (actor, key, request, status, answer, at) values ($1, $2, $3, 200, '{}', $4)
    on conflict do nothing""";
  private static final String SAME_REQUEST = "select request = $3 as same from command where actor = $1 and key = $2";

  /** False for a wish that was carried out before; who sends it twice at once waits for the first. */
  private Future<Boolean> isNew(SqlClient tx, Found found, Wish wish) {
    if (wish.key().isEmpty()) {
      return Future.succeededFuture(true);
    }
    var actor = wish.caller().id();
    return tx.preparedQuery(CLAIM_KEY)
      .execute(Tuple.of(actor, wish.key(), wish.request(), Rows.utc(clock.instant())))
      .compose(claimed -> claimed.rowCount() == 1 ? Future.succeededFuture(true)
        : tx.preparedQuery(SAME_REQUEST).execute(Tuple.of(actor, wish.key(), wish.request())).map(rows -> {
          if (!rows.iterator().next().getBoolean("same")) {
            throw HttpProblem.of(422, "Key used before",
              "This Idempotency-Key was sent with another request: use a new one for a new wish");
          }
          return false;
        }));
  }

  private Future<Void> step(SqlClient tx, Found found, Wish wish, Move move, AndThen then) {
    var now = clock.instant();
    return desk.carryOut(tx, List.of(move), now).map(List::getFirst).compose(moved -> moved instanceof Moved.Done
      ? then.carryOut(tx, found.key(), found.actor(), now) : went(tx, found, moved, now));
  }

  private Future<Void> went(SqlClient tx, Found found, Moved moved, Instant now) {
    return switch (moved) {
      case Moved.Done d -> Future.succeededFuture();
      case Moved.Stayed s -> Future.succeededFuture();
      case Moved.Missing m -> Future.failedFuture(noSuchCase());
      case Moved.Broken(var cause) -> Future.failedFuture(cause);
      case Moved.Refused refused ->
        Future.failedFuture(Problem.of(409, "Not now", words.refusal(refused)).known(refused.refusal().word()).failure());
      case Moved.Outdated o -> journal.ofCase(tx, found.key().brand(), found.key().id(), LOOK_BACK)
        .compose(latest -> Future.failedFuture(Problem.of(409, "Written on an old view",
          words.outdated(latest, now)).known(OUTDATED).failure()));
    };
  }
}
