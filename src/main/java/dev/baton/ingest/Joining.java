package dev.baton.ingest;

import dev.baton.inbox.Reference;
import dev.baton.mention.Mention;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which case a mention belongs to, among those of its customer. In this order: the case they named; the case of
 * the conversation it stands in; their open case with the latest contact; one resolved lately, which it reopens; else a
 * new one. Somebody else in the same thread is somebody else.
 */
final class Joining {

  /** Where it belongs; {@code caseId} 0 is a new case. */
  record Verdict(long caseId, String joined) {
    static final Verdict NEW_CASE = new Verdict(0, "");
  }

  private final Map<Long, List<MentionStore.Candidate>> byCustomer = new HashMap<>();
  private final Map<String, List<Long>> conversations;

  Joining(List<MentionStore.Candidate> candidates, Map<String, List<Long>> conversations) {
    candidates.forEach(this::add);
    this.conversations = new HashMap<>(conversations);
  }

  private void add(MentionStore.Candidate candidate) {
    byCustomer.merge(candidate.customerId(), List.of(candidate),
      (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }

  Verdict place(long customerId, Mention mention) {
    var own = byCustomer.getOrDefault(customerId, List.of());
    return named(own, mention)
      .or(() -> conversation(own, mention))
      .or(() -> latest(own, true).map(c -> new Verdict(c.caseId(), "same customer, open case")))
      .or(() -> latest(own, false).map(c -> new Verdict(c.caseId(), "same customer, resolved lately")))
      .orElse(Verdict.NEW_CASE);
  }

  /** A case that this batch opens can be joined by the batch's later mentions. */
  void opened(long customerId, long caseId, Instant at) {
    add(new MentionStore.Candidate(caseId, customerId, true, at, List.of()));
  }

  private static Optional<Verdict> named(List<MentionStore.Candidate> own, Mention mention) {
    var named = Reference.in(mention.text());
    return own.stream().filter(c -> named.contains(c.caseId()) || c.absorbed().stream().anyMatch(named::contains))
      .findFirst()
      .map(c -> new Verdict(c.caseId(), "named the case " + Reference.of(c.caseId())));
  }

  private Optional<Verdict> conversation(List<MentionStore.Candidate> own, Mention mention) {
    var around = Stream.of(mention.context().inReplyTo(), mention.context().thread())
      .flatMap(id -> conversations.getOrDefault(id, List.of()).stream()).toList();
    return own.stream().filter(c -> around.contains(c.caseId())).max(Comparator.comparing(MentionStore.Candidate::open)
        .thenComparing(MentionStore.Candidate::lastContactAt))
      .map(c -> new Verdict(c.caseId(), "same conversation on the network"));
  }

  private static Optional<MentionStore.Candidate> latest(List<MentionStore.Candidate> own, boolean open) {
    return own.stream().filter(c -> c.open() == open)
      .max(Comparator.comparing(MentionStore.Candidate::lastContactAt));
  }
}
