package dev.baton.notice;

import dev.baton.people.People;
import dev.baton.people.Person;
import dev.baton.policy.Finding;
import dev.baton.policy.Policy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who can be reached beside the inbox, and who cannot though they may have to be. */
public final class Reach {

  private Reach() {}

  /**
   * For whom something has to be done beside the inbox. Who has an account and no other way finds it there; who has
   * neither, or left, cannot be reached, and what they were to hear goes to the next.
   *
   * @param mailIsThere whether there is a server that takes mails
   */
  public static Predicate<String> outside(People people, boolean mailIsThere) {
    return id -> people.of(id).map(p -> !p.account() || !Way.of(p, mailIsThere).isEmpty()).orElse(true);
  }

  /** Everybody whom a policy may alarm or ask, and who would not hear of it unless they look at the inbox. */
  public static List<Finding> findings(Policy policy, People people, boolean mailIsThere) {
    return everybody(policy).stream().flatMap(id -> people.of(id).stream())
      .flatMap(person -> words(person, mailIsThere).stream()
        .map(words -> new Finding(Finding.Kind.REACH, "people." + person.id(), words)))
      .toList();
  }

  /** In the order in which the policy names them. */
  private static Set<String> everybody(Policy policy) {
    var ladders = Stream.concat(policy.queues().stream().map(q -> q.ladder()),
      policy.parties().stream().map(p -> p.ladder()));
    var named = Stream.of(policy.queues().stream().map(q -> q.leads()),
      policy.parties().stream().map(p -> p.experts()),
      ladders.flatMap(ladder -> ladder.levels().stream().map(level -> level.people())),
      Stream.of(List.of(policy.lastResort().person()))).flatMap(lists -> lists);
    var everybody = new LinkedHashSet<String>();
    named.forEach(names -> everybody.addAll(policy.roster().everybody(names)));
    return everybody;
  }

  private static Optional<String> words(Person person, boolean mailIsThere) {
    if (!Way.of(person, mailIsThere).isEmpty()) {
      return Optional.empty();
    }
    var noMail = !person.email().isEmpty();
    var lacks = noMail ? "an e-mail address without a mail server, and no webhook" : "neither e-mail nor webhook";
    var remedy = noMail ? "Set mail.host in notices.yaml, or give them a webhook"
      : "Give them an e-mail address or a webhook";
    return Optional.of(person.name() + (person.account()
      ? " may be alarmed or asked but has " + lacks + ": they hear of it only when they look at the inbox. "
      : " cannot be reached at all: they have no account, " + lacks + ". Whatever they are asked goes on at once. ")
      + remedy);
  }
}
