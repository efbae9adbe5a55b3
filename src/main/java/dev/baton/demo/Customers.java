package dev.baton.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  private record Conversation(Person person, Line line, String lastId, int nudges, boolean asked) {}

  private static final int PEOPLE = 600;

  /** Who wrote before so many others no longer waits for an answer. */
  private static final int REMEMBERED = 1_000;

  /** Of those who turn to the brand, this many phone, where there is a phone. */
  private static final double PHONES = 0.15;
  private static final int MAX_NUDGES = 3;
  private static final double ASKS_AGAIN = 0.45;
  private static final double THANKS = 0.65;
  private static final double ONE_MORE_QUESTION = 0.2;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration READS_WITHIN = Duration.ofSeconds(40);

  /** Nobody writes for longer than this, however low the rate: it may be raised in between. */
  private static final Duration LONGEST_GAP = Duration.ofMinutes(5);

  /** Out of a hundred first messages. */
  private static final Map<String, Integer> KINDS = Map.of("complaint", 55, "question", 27, "praise", 9, "job", 3,
    "spam", 5, "danger", 1);
  private static final List<String> ORDER = List.of("complaint", "question", "praise", "job", "spam", "danger");

  private final Vertx vertx;
  private final Context context;
  private final RandomGenerator random;
  private final Phrases phrases;
  private final List<Person> people;
  private final List<Line> written;
  private final List<Line> spoken;
  private final Memory<String, Conversation> waiting = new Memory<>(REMEMBERED);
  private volatile double perMinute;
  private volatile boolean stopped;

  Customers(Vertx vertx, RandomGenerator random, double perMinute, List<Line> written, List<Line> spoken) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.random = random;
    this.phrases = new Phrases(random);
    this.people = People.some(PEOPLE, random);
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
      var conversation = waiting.remove(answer.inReplyTo());
      if (conversation != null) {
        later(READS_WITHIN.dividedBy(4), READS_WITHIN, () -> react(conversation, answer.id()));
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
    return line.say(person, phrases.opening(kind, person), "")
      .onSuccess(id -> {
        if (kind.equals("complaint") || kind.equals("question") || kind.equals("danger")) {
          wait(new Conversation(person, line, id, 0, false));
        }
      });
  }

  private String kind() {
    int draw = random.nextInt(100);
    for (var kind : ORDER) {
      draw -= KINDS.get(kind);
      if (draw < 0) {
        return kind;
      }
    }
    return "complaint";
  }

  private void wait(Conversation conversation) {
    waiting.put(conversation.lastId(), conversation);
    if (conversation.nudges() < MAX_NUDGES && random.nextDouble() < ASKS_AGAIN + 0.15 * conversation.nudges()) {
      later(PATIENCE.dividedBy(2), PATIENCE, () -> nudge(conversation));
    }
  }

  /** Still not answered: they answer themselves, for all to see. */
  private Future<?> nudge(Conversation conversation) {
    if (waiting.get(conversation.lastId()) != conversation) {
      return Future.succeededFuture();
    }
    int nudges = conversation.nudges() + 1;
    return conversation.line()
      .say(conversation.person(), phrases.say("nudge" + nudges, conversation.person()), conversation.lastId())
      .onSuccess(id -> {
        var again = new Conversation(conversation.person(), conversation.line(), id, nudges, conversation.asked());
        waiting.put(conversation.lastId(), again);
        wait(again);
      });
  }

  private Future<?> react(Conversation conversation, String answerId) {
    var draw = random.nextDouble();
    var person = conversation.person();
    if (draw < THANKS || conversation.asked()) {
      return draw < THANKS ? conversation.line().say(person, phrases.say("thanks", person), answerId) : Future.succeededFuture();
    }
    return draw > THANKS + ONE_MORE_QUESTION ? Future.succeededFuture()
      : conversation.line().say(person, phrases.say("more", person), answerId)
        .onSuccess(id -> wait(new Conversation(person, conversation.line(), id, 0, true)));
  }

  private void later(Duration earliest, Duration latest, Supplier<Future<?>> what) {
    vertx.setTimer(random.nextLong(earliest.toMillis(), latest.toMillis()), t -> {
      if (!stopped) {
        what.get().onFailure(e -> log.debug("message lost reason={}", e.getMessage()));
      }
    });
  }
}
