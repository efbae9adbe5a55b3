package dev.baton.policy;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Into which queue a new case goes: the first rule that fits, else the account's own queue. */
public record Routing(List<Rule> rules) {

  static final Routing NONE = new Routing(List.of());

  public Routing {
    rules = List.copyOf(rules);
  }

  /**
   * What is known of a first contact.
   *
   * @param brand     whose it is; a rule never leads to another brand's queue
   * @param urgencies names of the urgency word lists that it hit
   * @param followers 0 unless it was said in public
   */
  public record Arrival(String brand, String account, String channel, String language, String mood, Set<String> urgencies,
                        boolean isPublic, long followers) {
    public Arrival {
      urgencies = Set.copyOf(urgencies);
    }
  }

  /**
   * A rule fits if all it asks for is so; an empty set asks for nothing.
   *
   * @param visibility {@code public}, {@code private}, or empty for both
   */
  public record Rule(String queue, Set<String> accounts, Set<String> channels, Set<String> languages,
                     Set<String> moods, Set<String> urgencies, String visibility, long followersFrom) {
    public Rule {
      accounts = Set.copyOf(accounts);
      channels = Set.copyOf(channels);
      languages = Set.copyOf(languages);
      moods = Set.copyOf(moods);
      urgencies = Set.copyOf(urgencies);
    }

    static String visibility(String word) {
      if (!word.matches("public|private|")) {
        throw new IllegalArgumentException(word);
      }
      return word;
    }

    boolean fits(Arrival a) {
      return asks(accounts, a.account()) && asks(channels, a.channel()) && asks(languages, base(a.language()))
        && asks(moods, a.mood()) && (urgencies.isEmpty() || urgencies.stream().anyMatch(a.urgencies()::contains))
        && (visibility.isEmpty() || a.isPublic() == visibility.equals("public")) && a.followers() >= followersFrom;
    }

    private static boolean asks(Set<String> wanted, String value) {
      return wanted.isEmpty() || wanted.contains(value);
    }

    /** {@code pt-BR} is Portuguese. */
    private static String base(String language) {
      var dash = language.indexOf('-');
      return dash < 0 ? language : language.substring(0, dash);
    }
  }

  /** The queues of the rules that fit, the first first. */
  Stream<String> queuesFor(Arrival arrival) {
    return rules.stream().filter(r -> r.fits(arrival)).map(Rule::queue);
  }
}
