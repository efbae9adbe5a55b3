package dev.baton.quality;

import dev.baton.customer.linking.Commonness;
import dev.baton.customer.linking.Learning;
import dev.baton.customer.linking.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Learns weights from one half of the people, so that they can be measured on the other. */
final class LinkTraining {

  /** Of strangers; enough that one in ten thousand is seen. */
  private static final int STRANGERS = 200_000;
  /** Of one person; somebody with a hundred profiles is still one person. */
  private static final int PAIRS_OF_ONE = 20;
  private static final int SEED = 1;

  private LinkTraining() {}

  /** The half to learn from; the same one each time. */
  static boolean isLearntFrom(String person) {
    return (person.hashCode() * 0x9E3779B9 >>> 16 & 1) == 0;
  }

  static Weights learnt(LabelledPeople people, Weights before) {
    var half = people.only(LinkTraining::isLearntFrom, "the half to learn from");
    var learning = new Learning(before, Commonness.among(half.portraits(), half.rows().size()));
    var byPerson = new LinkedHashMap<String, List<LabelledPeople.Row>>();
    half.rows().forEach(row -> byPerson.computeIfAbsent(row.person(), p -> new ArrayList<>()).add(row));
    byPerson.values().forEach(own -> same(half, own, learning));
    strangers(half, learning);
    return learning.learnt();
  }

  private static void same(LabelledPeople people, List<LabelledPeople.Row> own, Learning learning) {
    var pairs = 0;
    for (var i = 0; i < own.size(); i++) {
      for (var j = i + 1; j < own.size() && pairs < PAIRS_OF_ONE; j++) {
        if (people.areCompared(own.get(i).portrait(), own.get(j).portrait())) {
          learning.same(own.get(i).portrait(), own.get(j).portrait());
          pairs++;
        }
      }
    }
  }

  private static void strangers(LabelledPeople people, Learning learning) {
    var random = new Random(SEED);
    var rows = people.rows();
    for (var i = 0; i < STRANGERS && !rows.isEmpty(); i++) {
      var a = rows.get(random.nextInt(rows.size()));
      var b = rows.get(random.nextInt(rows.size()));
      if (!a.person().equals(b.person()) && people.areCompared(a.portrait(), b.portrait())) {
        learning.strangers(a.portrait(), b.portrait());
      }
    }
  }
}
