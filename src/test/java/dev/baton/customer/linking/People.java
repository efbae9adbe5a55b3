package dev.baton.customer.linking;

import java.util.List;

/** People for the tests of linking. */
final class People {

  private People() {}

  /** @param said trait, value, trait, value ... */
  static Portrait of(String id, String network, Object... said) {
    var draft = Portrait.draft(id, network, "DE");
    for (var i = 0; i < said.length; i += 2) {
      draft.with((Trait) said[i], (String) said[i + 1]);
    }
    return draft.portrait();
  }

  static Judge judge(Vetoes vetoes, long people, Portrait... counted) {
    return new Judge(Weights.shipped(), Commonness.among(List.of(counted), people), vetoes);
  }

  static Match judged(Portrait a, Portrait b) {
    return judge(new Vetoes(), 5_000).judge(a, b);
  }
}
