package dev.baton.customer.linking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Two people compared.
 *
 * @param evidence the strongest reason first
 * @param bits     for them being one, beyond what it takes to find one among all: at 0 it is as likely as not, at 10 a
 *                 thousand to one
 * @param isDoubted whether both have a full name, or a day of birth, and these are two people's: a couple shares an
 *                 address, a switchboard serves a firm
 */
public record Match(Portrait a, Portrait b, List<Evidence> evidence, double bits, boolean isDoubted, Verdict verdict) {

  /** A reason weaker than this, either way, is not worth an agent's time. */
  private static final double WORTH_SAYING = 0.5;

  /** In words: what speaks for it, and what against. Of no value that anybody wrote. */
  public String words() {
    var pro = evidence.stream().filter(e -> e.bits() >= WORTH_SAYING && !e.level().equals("part")
      && !e.words().isEmpty()).toList();
    var con = evidence.stream().filter(e -> (e.bits() <= -WORTH_SAYING || e.level().equals("part"))
        && !e.words().isEmpty()).map(Evidence::words)
      .collect(Collectors.joining(", "));
    var words = String.join(", ", joined(pro));
    return con.isEmpty() ? words : words + (words.isEmpty() ? "" : "; but ") + con;
  }

  /** {@code handle equal, name equal} is one thing to people. */
  private List<String> joined(List<Evidence> pro) {
    var words = new ArrayList<>(pro.stream().map(Evidence::words).distinct().toList());
    if (words.contains("handle equal") && words.contains("name equal")) {
      words.remove("name equal");
      words.set(words.indexOf("handle equal"), "handle and name equal"
        + (a.network().equals(b.network()) ? "" : " on both networks"));
    }
    return words;
  }
}
