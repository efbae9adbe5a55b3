package dev.baton.notice;

import dev.baton.people.People;
import dev.baton.people.Person;
import dev.baton.policy.Finding;
import dev.baton.policy.Policy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who can be reached beside the inbox, and who cannot though they may have to be. */
public final class Reach {

  /** Of those whom one cause concerns. */
  private static final int MOST_NAMED = 3;

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

  /** By the cause, everybody whom a policy may alarm or ask and who would not hear of it unless they look at the inbox. */
  public static List<Finding> findings(Policy policy, People people, boolean mailIsThere) {
    var byCause = everybody(policy).stream().flatMap(id -> people.of(id).stream())
      .filter(person -> Way.of(person, mailIsThere).isEmpty())
      .collect(Collectors.groupingBy(Cause::of, LinkedHashMap::new, Collectors.toList()));
    return byCause.entrySet().stream().map(e -> e.getKey().finding(e.getValue())).toList();
  }

  /** Why somebody would not hear of something, and so what to do about it. */
  private record Cause(boolean account, boolean noServer) {

    static Cause of(Person person) {
      return new Cause(person.account(), !person.email().isEmpty());
    }

    Finding finding(List<Person> whom) {
      var where = noServer ? "mail.host" : whom.size() == 1 ? "people." + whom.getFirst().id() : "people";
      var lacks = noServer ? "an e-mail address without a mail server, and no webhook" : "neither e-mail nor webhook";
      return new Finding(Finding.Kind.REACH, where, names(whom) + (account
        ? " would hear of an alarm or a question only by looking at the inbox: " + lacks + ". "
        : " cannot be reached at all: no account, " + lacks + ". Whatever is asked there goes on at once. ")
        + (noServer ? "Set mail.host in notices.yaml, or give them webhooks"
          : "Give them an e-mail address or a webhook"));
    }
  }

  private static String names(List<Person> whom) {
    var some = whom.stream().limit(MOST_NAMED).map(Person::name).collect(Collectors.joining(", "));
    return whom.size() <= MOST_NAMED ? some : whom.size() + " people, such as " + some + ",";
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
}
