package dev.baton.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers as they are: most complain, some ask, few praise. Who is left waiting asks again, each time angrier; who is
 * answered mostly says thanks, and sometimes has one more question. Everything happens on one event loop.
 *
 * <pre>
 *   write ─► waiting ─ too long ─► nudge (up to three) ─► gives up
 *               └─ answered ─► thanks │ one more question ─► waiting │ silence
 * </pre>
 */
final class Customers {

  private static final Logger log = LoggerFactory.getLogger(Customers.class);

  /** Somewhere to write to or to call. */
  interface Line {

    /** @param inReplyTo what is answered; empty for a new message. @return the id that an answer will name */
    Future<String> say(Person person, String text, String inReplyTo);
  }

  /**
   * @param patience    how long one waits at most before asking again
   * @param readsWithin how soon one reads an answer at most
   */
  record Habits(Duration patience, Duration readsWithin) {
    static final Habits USUAL = new Habits(Duration.ofMinutes(4), Duration.ofSeconds(40));
  }

  /** @param first the id of the message it began with, which names it */
  private record Conversation(Person person, Line line, String first, String last, int nudges, boolean asked) {}

  private static final int PEOPLE = 600;

  /** Who wrote before so many others no longer waits for an answer. */
  private static final int REMEMBERED = 1_000;

  /** Of those who turn to the brand, this many phone, where there is a phone. */
  private static final double PHONES = 0.15;
  private static final int MAX_NUDGES = 3;
  private static final double ASKS_AGAIN = 0.45;
  private static final double THANKS = 0.65;
  private static final double ONE_MORE_QUESTION = 0.2;

  /** Nobody writes for longer than this, however low the rate: it may be raised in between. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(5);

  private record Kind(String name, int share, boolean waits) {}

  /** The shares make a hundred. */
  private static final List<Kind> KINDS = List.of(new Kind("complaint", 55, true), new Kind("question", 27, true),
    new Kind("praise", 9, false), new Kind("job", 3, false), new Kind("spam", 5, false), new Kind("danger", 1, true));

  private final Vertx vertx;
  private final Context context;
  private final RandomGenerator random;
  private final Phrases phrases;
  private final List<Person> people;
  private final Habits habits;
  private final List<Line> written;
  private final List<Line> spoken;
  private final Memory<String, Conversation> waiting = new Memory<>(REMEMBERED);
  private final Memory<String, String> firstOf = new Memory<>(REMEMBERED * (1 + MAX_NUDGES));
  private volatile double perMinute;
  private volatile boolean stopped;

  Customers(Vertx vertx, RandomGenerator random, Habits habits, double perMinute, List<Line> written,
            List<Line> spoken) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.random = random;
    this.phrases = new Phrases(random);
    this.people = People.some(PEOPLE, random);
    this.habits = habits;
    this.perMinute = perMinute;
    this.written = written;
    this.spoken = spoken;
  }

  void start() {
    context.runOnContext(v -> writeAfter(gap()));
  }

  void stop() {
    stopped = true;
  }

  /** From the next message on; 0 for silence. */
  void mentionsPerMinute(double rate) {
    perMinute = rate;
  }

  /** The brand answered. */
  void answered(Said answer) {
    context.runOnContext(v -> {
      var conversation = waiting.remove(firstOf.getOrDefault(answer.inReplyTo(), answer.inReplyTo()));
      if (conversation != null) {
        later(habits.readsWithin(), () -> react(conversation, answer.id()));
      }
    });
  }

  private Duration gap() {
    if (perMinute <= 0) {
      return LONGEST_GAP;
    }
    long millis = (long) (random.nextExponential() * 60_000 / perMinute);
    return Duration.ofMillis(Math.clamp(millis, 1, LONGEST_GAP.toMillis()));
  }

  private void writeAfter(Duration gap) {
    vertx.setTimer(gap.toMillis(), t -> {
      if (!stopped) {
        Future.succeededFuture()
          .compose(v -> perMinute > 0 ? turnToTheBrand() : Future.succeededFuture())
          .onFailure(e -> log.debug("message lost reason={}", e.getMessage()))
          .onComplete(done -> writeAfter(gap()));
      }
    });
  }

  private Future<?> turnToTheBrand() {
    var person = people.get(random.nextInt(people.size()));
    if (!spoken.isEmpty() && random.nextDouble() < PHONES) {
      return spoken.get(random.nextInt(spoken.size())).say(person, phrases.say("call", person), "");
    }
    var kind = kind();
    var line = written.get(random.nextInt(written.size()));
    return line.say(person, phrases.opening(kind.name(), person), "")
      .onSuccess(id -> {
        if (kind.waits()) {
          wait(new Conversation(person, line, id, id, 0, false));
        }
      });
  }

  private Kind kind() {
    int draw = random.nextInt(100);
    for (var kind : KINDS) {
      draw -= kind.share();
      if (draw < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the shares do not make a hundred");
  }

  private void wait(Conversation conversation) {
    waiting.put(conversation.first(), conversation);
    firstOf.put(conversation.last(), conversation.first());
    if (conversation.nudges() < MAX_NUDGES && random.nextDouble() < ASKS_AGAIN + 0.15 * conversation.nudges()) {
      later(habits.patience(), () -> nudge(conversation));
    }
  }

  /** Still not answered: they answer themselves, for all to see. */
  private Future<?> nudge(Conversation conversation) {
    if (waiting.get(conversation.first()) != conversation) {
      return Future.succeededFuture();
    }
    int nudges = conversation.nudges() + 1;
    return conversation.line()
      .say(conversation.person(), phrases.say("nudge" + nudges, conversation.person()), conversation.last())
      .onSuccess(id -> wait(new Conversation(conversation.person(), conversation.line(), conversation.first(), id,
        nudges, conversation.asked())));
  }

  private Future<?> react(Conversation conversation, String answerId) {
    var draw = random.nextDouble();
    var person = conversation.person();
    if (draw < THANKS || conversation.asked()) {
      return draw < THANKS ? conversation.line().say(person, phrases.say("thanks", person), answerId)
        : Future.succeededFuture();
    }
    return draw > THANKS + ONE_MORE_QUESTION ? Future.succeededFuture()
      : conversation.line().say(person, phrases.say("more", person), answerId)
        .onSuccess(id -> wait(new Conversation(person, conversation.line(), id, id, 0, true)));
  }

  private void later(Duration latest, Supplier<Future<?>> what) {
    vertx.setTimer(random.nextLong(latest.toMillis() / 3, latest.toMillis()), t -> {
      if (!stopped) {
        what.get().onFailure(e -> log.debug("message lost reason={}", e.getMessage()));
      }
    });
  }
}
