package dev.baton.leg;

import dev.baton.notice.Asked;
import dev.baton.notice.Questions;
import dev.baton.people.People;
import dev.baton.policy.Party;
import dev.baton.policy.Policies;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What legs and flags ask of somebody, with a link that opens each without signing in. */
public final class LegLetters implements Questions {

  /** A late answer is still worth having; afterwards a link is only a risk. */
  static final Duration LINK_KEPT = Duration.ofDays(7);

  private final SqlClient client;
  private final Policies policies;
  private final People people;
  private final Links links;
  private final LegStore store = new LegStore();

  public LegLetters(SqlClient client, Policies policies, People people, Links links) {
    this.client = client;
    this.policies = policies;
    this.people = people;
    this.links = links;
  }

  @Override
  public Future<List<Asked>> of(String person, Collection<About> legs, URI address) {
    return store.these(client, legs).map(found -> found.stream().map(leg -> asked(leg, person, address)).toList());
  }

  private Asked asked(LegStore.Asked leg, String person, URI address) {
    var link = new Links.Link(leg.brand(), leg.id(), person, leg.answerBy().plus(LINK_KEPT));
    return new Asked(leg.brand(), leg.id(), people.nameOf(leg.openedBy()), whom(leg), leg.question(), leg.acceptBy(),
      leg.answerBy(), address + "/leg#" + links.token(link), leg.isOpen() && leg.expert().equals(person));
  }

  private String whom(LegStore.Asked leg) {
    return leg.isFlag() ? "" : policies.current().party(leg.party()).map(Party::title)
      .orElse(leg.party().substring(leg.party().indexOf(':') + 1));
  }
}
