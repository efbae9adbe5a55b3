package dev.baton.ingest;

import dev.baton.customer.Reason;
import dev.baton.inbox.Reference;
import dev.baton.mention.Mention;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which case a mention belongs to, among those of its customer. In this order: the case they named; the case of
 * the conversation it stands in; of their open cases the one that is about the same problem; one resolved lately, which it
 * reopens; else a new one. Somebody else in the same thread is somebody else.
 *
 * <p>Only who names another order's number has another problem for sure. Where it is not sure, it joins: whoever asks twice
 * should wait once, and an agent is asked whether it is another problem.
 */
final class Joining {

  /** Below this it is asked whether it is another problem. */
  private static final double DOUBTFUL = -1.5;

  /**
   * Where it belongs; {@code caseId} 0 is a new case.
   *
   * @param evidence for it, and what speaks against it
   * @param doubt    what an agent is asked about it
   */
  record Verdict(long caseId, String joined, List<Reason> evidence, Optional<Doubt> doubt) {
    static final Verdict NEW_CASE = new Verdict(0, "", List.of(), Optional.empty());

    private static Verdict because(long caseId, String what, String words, double weight) {
      return new Verdict(caseId, words, List.of(new Reason(what, words, weight)), Optional.empty());
    }

    private Verdict doubted(Optional<Doubt> what) {
      return new Verdict(caseId, joined, evidence, what);
    }
  }

  /** @param otherCase the case that is the same problem; 0 where the question is whether it is another one */
  record Doubt(long otherCase, List<Reason> evidence) {}

  /** More bits than any other evidence has. */
  private static final double BY_THEIR_OWN_WORD = 30;
  private static final double BY_THE_NETWORK = 20;

  private final Map<Long, List<MentionStore.Candidate>> byCustomer = new HashMap<>();
  private final Map<String, List<Long>> conversations;
  private final Map<Long, Problem> problems;

  /** @param told the latest of what was said in each of the cases */
  Joining(List<MentionStore.Candidate> candidates, Map<String, List<Long>> conversations, Map<Long, List<String>> told) {
    candidates.forEach(this::add);
    this.conversations = new HashMap<>(conversations);
    problems = new HashMap<>();
    told.forEach((caseId, texts) -> problems.put(caseId, Problem.of(texts)));
  }

  private void add(MentionStore.Candidate candidate) {
    byCustomer.merge(candidate.customerId(), List.of(candidate),
      (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }

  /** What the case is about from now on, the batch's later mentions are held against, too. */
  Verdict place(long customerId, Mention mention) {
    var own = byCustomer.getOrDefault(customerId, List.of());
    var about = Problem.of(List.of(mention.text()));
    var verdict = named(own, mention)
      .or(() -> conversation(own, mention, about))
      .or(() -> sameProblem(own, mention, about))
      .or(() -> latest(own, about, false).map(c -> Verdict.because(c.caseId(), "resolved-lately", "same customer, resolved lately", 0)))
      .orElse(Verdict.NEW_CASE);
    if (verdict.caseId() != 0) {
      problems.merge(verdict.caseId(), about, Problem::and);
    }
    return verdict;
  }

  /** A case that this batch opens can be joined by the batch's later mentions. */
  void opened(long customerId, long caseId, Instant at, String text) {
    add(new MentionStore.Candidate(caseId, customerId, true, at, List.of()));
    problems.put(caseId, Problem.of(List.of(text)));
  }

  private static Optional<Verdict> named(List<MentionStore.Candidate> own, Mention mention) {
    var named = Reference.in(mention.text());
    return own.stream().filter(c -> named.contains(c.caseId()) || c.absorbed().stream().anyMatch(named::contains))
      .findFirst()
      .map(c -> Verdict.because(c.caseId(), "reference", "named the case " + Reference.of(c.caseId()), BY_THEIR_OWN_WORD));
  }

  private Optional<Verdict> conversation(List<MentionStore.Candidate> own, Mention mention, Problem about) {
    var around = Stream.of(mention.context().inReplyTo(), mention.context().thread())
      .flatMap(id -> conversations.getOrDefault(id, List.of()).stream()).toList();
    return own.stream().filter(c -> around.contains(c.caseId())).max(Comparator.comparing(MentionStore.Candidate::open)
        .thenComparing(MentionStore.Candidate::lastContactAt))
      .map(c -> Verdict.because(c.caseId(), "conversation", "same conversation on the network", BY_THE_NETWORK)
        .doubted(c.open() ? another(own, c, about) : Optional.empty()));
  }

  /** It names the number of another open case, and stands in the conversation of this one: perhaps both are one problem. */
  private Optional<Doubt> another(List<MentionStore.Candidate> own, MentionStore.Candidate joined, Problem about) {
    return own.stream().filter(c -> c.open() && c.caseId() != joined.caseId() && about.sharesNumber(problem(c))).findFirst()
      .map(c -> new Doubt(c.caseId(), List.of(new Reason("number", "a contact in one names the order number of the other", 4))));
  }

  private Problem problem(MentionStore.Candidate of) {
    return problems.getOrDefault(of.caseId(), new Problem(Set.of(), Set.of()));
  }

  private Optional<Verdict> sameProblem(List<MentionStore.Candidate> own, Mention mention, Problem about) {
    if (about.isShort()) {
      return latest(own, about, true).map(c -> joined(c, List.of()));
    }
    return own.stream().filter(c -> c.open() && !about.isAnother(problem(c)))
      .max(Comparator.comparingDouble((MentionStore.Candidate c) -> Problem.score(compared(c, mention, about)))
        .thenComparing(MentionStore.Candidate::lastContactAt))
      .map(c -> joined(c, compared(c, mention, about)));
  }

  private List<Reason> compared(MentionStore.Candidate with, Mention mention, Problem about) {
    return about.compared(problem(with), Duration.between(with.lastContactAt(), mention.postedAt()));
  }

  private static Verdict joined(MentionStore.Candidate to, List<Reason> evidence) {
    var words = evidence.stream().filter(r -> r.weight() > 0 && !r.what().equals("time")).map(Reason::words)
      .collect(Collectors.joining(", "));
    var doubtful = Problem.score(evidence) <= DOUBTFUL;
    return new Verdict(to.caseId(), "same customer, open case" + (words.isEmpty() ? "" : ": " + words), evidence,
      doubtful ? Optional.of(new Doubt(0, evidence)) : Optional.empty());
  }

  private Optional<MentionStore.Candidate> latest(List<MentionStore.Candidate> own, Problem about, boolean open) {
    return own.stream().filter(c -> c.open() == open && !about.isAnother(problem(c)))
      .max(Comparator.comparing(MentionStore.Candidate::lastContactAt));
  }
}
