package dev.baton;

import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.StartProblem;
import dev.baton.db.Glance;
import dev.baton.policy.Queue;
import dev.baton.review.CheckReport;
import dev.baton.review.History;
import dev.baton.review.Stranded;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command {@code check}: the configuration looked at as a whole, before anybody lives under it. It needs no
 * database; where there is one, the cases of the past say how much a finding would have mattered.
 */
final class Check {

  private static final Set<String> WORDS = Set.of("strict", "json");
  /** For the database to answer; the check itself takes a second. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private final InstantSource clock;

  Check(Path folder, Map<String, String> environment, PrintStream out, PrintStream err) {
    this(folder, environment, out, err, InstantSource.system());
  }

  Check(Path folder, Map<String, String> environment, PrintStream out, PrintStream err, InstantSource clock) {
    this.folder = folder;
    this.environment = environment;
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  /** @return 0 if Baton starts with it; 1 if not, or if strict and something was found; 2 if it was asked wrongly */
  int run(List<String> words) throws InterruptedException {
    var unknown = new HashSet<>(words);
    unknown.removeAll(WORDS);
    if (!unknown.isEmpty()) {
      err.println("check does not know '" + String.join("', '", unknown) + "': it takes strict, json, or both");
      return 2;
    }
    var report = report();
    out.print(words.contains("json") ? report.json().encodePrettily() + "\n" : report.text(folder.toString()));
    return !report.mistakes().isEmpty() || words.contains("strict") && !report.findings().isEmpty() ? 1 : 0;
  }

  private CheckReport report() throws InterruptedException {
    try {
      return report(GatewayConfig.from(ConfigFolder.read(folder, environment)));
    } catch (ConfigProblems e) {
      return CheckReport.ofMistakes(e.problems());
    }
  }

  private CheckReport report(GatewayConfig config) throws InterruptedException {
    var past = past(config);
    var mistakes = Stranded.mistakes(past.stranded());
    if (!mistakes.isEmpty()) {
      return CheckReport.ofMistakes(mistakes);
    }
    var looks = Looks.of(config).at(Folder.proposal(config, List.of()), clock.instant(), past.cases());
    var findings = Stream.of(looks, Stranded.findings(past.stranded()), PlainSecrets.findings(config.plain()))
      .flatMap(List::stream).toList();
    return new CheckReport(List.of(), findings, past.cases().values().stream().mapToInt(List::size).sum(), past.none());
  }

  /** @param none why there are none, in words */
  private record Past(Map<String, List<Instant>> cases, List<Stranded> stranded, String none) {

    static Past none(String why) {
      return new Past(Map.of(), List.of(), why);
    }
  }

  private static Past past(GatewayConfig config) throws InterruptedException {
    var brands = config.agreed().policy().queues().stream().map(Queue::brand).collect(Collectors.toSet());
    try {
      return Glance.at(config.postgres(), "check", PATIENCE, database -> History.read(database.reader(), brands)
        .compose(cases -> Stranded.read(database.reader(), config.agreed().policy())
          .map(stranded -> new Past(cases, stranded, cases.isEmpty() ? "there are none yet" : ""))))
        .orElse(Past.none("there are no data yet"));
    } catch (StartProblem e) {
      return Past.none(e.getMessage());
    }
  }
}
