package dev.baton.cases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of a case's contacts would have gone to the case that became part of it. Those it brought; of the later ones
 * those that its own customer said, and those said in its conversations on the network.
 */
final class Belonging {

  /**
   * A contact as the network has it.
   *
   * @param account    its number, since an id means nothing on another account
   * @param externalId the network's
   * @param inReplyTo  another's id, or empty
   * @param thread     the network's conversation, or empty
   */
  record Said(long mention, long customer, int account, String externalId, String inReplyTo, String thread) {}

  /** What Baton said; found again in what answers it. */
  record Answer(long reply, long mention, int account, String externalId) {}

  private Belonging() {}

  /**
   * Sorts them.
   *
   * @param oldestFirst all that the case has now
   * @param brought     the mentions that the other one brought
   * @param ours        the mentions that this one had before
   * @param answers     all replies of both
   * @return the mentions that are the other's
   */
  static Set<Long> theirs(List<Said> oldestFirst, Set<Long> brought, Set<Long> ours, long ourCustomer, long theirCustomer,
                          List<Answer> answers) {
    var theirs = new HashSet<>(brought);
    var around = new HashSet<String>();
    var late = new ArrayList<Said>();
    oldestFirst.forEach(said -> {
      if (brought.contains(said.mention())) {
        around.addAll(places(said, answers));
      } else if (!ours.contains(said.mention())) {
        late.add(said);
      }
    });
    late.sort(Comparator.comparing(Said::mention));
    for (var said : late) {
      var isTheirs = ourCustomer != theirCustomer ? said.customer() == theirCustomer
        : around.contains(key(said.account(), said.inReplyTo())) || around.contains(key(said.account(), said.thread()));
      if (isTheirs) {
        theirs.add(said.mention());
        around.addAll(places(said, answers));
      }
    }
    return theirs;
  }

  private static Set<String> places(Said said, List<Answer> answers) {
    var places = new HashSet<String>();
    places.add(key(said.account(), said.externalId()));
    places.add(key(said.account(), said.thread()));
    answers.stream().filter(a -> a.mention() == said.mention()).forEach(a -> places.add(key(a.account(), a.externalId())));
    places.removeIf(String::isEmpty);
    return places;
  }

  private static String key(int account, String id) {
    return id.isEmpty() ? "" : account + "\n" + id;
  }
}
