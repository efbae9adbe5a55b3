package dev.baton.notice;

import dev.baton.inbox.Reference;
import dev.baton.notice.Letter.Paragraph;
import dev.baton.people.Person;
import dev.baton.people.Role;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes letters: a paragraph for each case, the latest first, and what its reader can do about it. */
public final class Letters {

  /** Cases told one by one; whoever has more of them looks at the inbox. */
  static final int MOST_CASES = 20;
  /** Of these, what is asked stands in the leg. */
  private static final Set<String> ASKING = Set.of("leg", "flag");

  private final Policies policies;
  private final Questions questions;
  private final Supplier<URI> address;

  /** @param address where people open Baton; asked for when something is written */
  public Letters(Policies policies, Questions questions, Supplier<URI> address) {
    this.policies = policies;
    this.questions = questions;
    this.address = address;
  }

  /** Whether the policy in force names somebody whom this node may not know yet: its folder may come later. */
  boolean mayCome(String person) {
    return policies.current().roster().knows(person);
  }

  Future<Letter> write(Message message, Person to) {
    var about = about(message.notices()).toList();
    return (about.isEmpty() ? Future.succeededFuture(List.<Asked>of()) : questions.of(to.id(), about, address.get()))
      .map(asked -> letter(message, to, asked));
  }

  private static Stream<Questions.About> about(List<Notice> notices) {
    return notices.stream().filter(n -> ASKING.contains(n.subject()) && n.about() != 0)
      .map(n -> new Questions.About(n.brand(), n.about())).distinct();
  }

  private Letter letter(Message message, Person to, List<Asked> asked) {
    var latestFirst = message.notices().stream().sorted(Comparator.comparing(Notice::at).reversed()).toList();
    var byCase = latestFirst.stream()
      .collect(Collectors.groupingBy(Notice::caseId, LinkedHashMap::new, Collectors.toList()));
    var byLeg = asked.stream().collect(Collectors.toMap(a -> new Questions.About(a.brand(), a.leg()), a -> a));
    var paragraphs = byCase.values().stream().limit(MOST_CASES).map(ofCase -> paragraph(ofCase, to, byLeg)).toList();
    return new Letter(message.id(), to, latestFirst.stream().map(Notice::at).findFirst().orElse(Instant.EPOCH),
      paragraphs, message.cases() - paragraphs.size(), address.get(), policies.current().roster().zone());
  }

  private Paragraph paragraph(List<Notice> ofCase, Person to, Map<Questions.About, Asked> byLeg) {
    var first = ofCase.getFirst();
    var asked = about(ofCase).filter(byLeg::containsKey).map(byLeg::get).toList();
    return new Paragraph(first.brand(), first.caseId(), Reference.of(first.caseId()),
      seesCases(to) ? address.get() + "/cases/" + first.caseId() : "",
      ofCase.stream().map(Notice::words).distinct().toList(), asked);
  }

  private static boolean seesCases(Person person) {
    return person.account() && (person.is(Role.AGENT) || person.is(Role.LEAD) || person.is(Role.SUPERVISOR));
  }
}
