package dev.baton;

import dev.baton.config.Arguments;
import dev.baton.config.ConfigFolder;
import dev.baton.config.ConfigProblems;
import dev.baton.config.StartProblem;
import dev.baton.db.Glance;
import dev.baton.journal.PolicyVersions;
import dev.baton.rehearsal.Rehearsals;
import dev.baton.rehearsal.Report;
import dev.baton.rehearsal.Scope;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command {@code rehearse}: what the policy of a folder would have done in the last weeks. */
final class Rehearse {

  /** Words that are no {@code key=value}. */
  private static final Set<String> BARE = Set.of("json", "help");
  /** Some million entries; whoever has more rehearses fewer days. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Path folder;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  /** @param folder of the gateway whose past it is */
  Rehearse(Path folder, Map<String, String> environment, PrintStream out, PrintStream err) {
    this.folder = folder;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** @param policy the folder of the changed one */
  private record Asked(Path policy, Optional<LocalDate> from, Optional<LocalDate> to) {

    static Asked from(Arguments arguments) {
      var policy = arguments.text("policy", "", "the folder of the changed configuration, such as a copy of config");
      if (policy.isEmpty()) {
        arguments.problem("policy is missing: give the folder of the changed configuration");
      }
      return new Asked(Path.of(policy),
        day(arguments, "from", "the first day on which cases were opened, such as 2026-02-01; else 30 days back"),
        day(arguments, "to", "the last one; else the last there is"));
    }

    private static Optional<LocalDate> day(Arguments arguments, String key, String what) {
      var text = arguments.text(key, "", what);
      try {
        return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
      } catch (DateTimeException e) {
        arguments.problem(key + " is '" + text + "': give a day such as 2026-02-01");
        return Optional.empty();
      }
    }
  }

  /** @return 0; 1 if something is wrong, or the past did not come out as it was; 2 if it was asked wrongly */
  int run(List<String> words) throws InterruptedException {
    var isJson = words.contains("json");
    var arguments = new Arguments("rehearse", words.stream().filter(word -> !BARE.contains(word)).toList());
    var asked = Asked.from(arguments);
    if (words.contains("help")) {
      out.println(arguments.help() + "\n  json         for programs");
      return 0;
    }
    try {
      arguments.finish();
    } catch (StartProblem e) {
      err.println(e.getMessage());
      return 2;
    }
    return run(asked, isJson);
  }

  private int run(Asked asked, boolean isJson) throws InterruptedException {
    try {
      var report = report(asked);
      if (report.isEmpty()) {
        err.println("There is no past to rehearse yet: start Baton and let some cases happen");
        return 1;
      }
      out.print(isJson ? report.get().json().encodePrettily() + "\n" : report.get().text());
      return report.get().isReproduced() ? 0 : 1;
    } catch (ConfigProblems | StartProblem e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private Optional<Report> report(Asked asked) throws InterruptedException {
    var own = GatewayConfig.from(ConfigFolder.read(folder, environment));
    var changed = GatewayConfig.from(ConfigFolder.read(asked.policy(), environment)).agreed().policy();
    var scope = new Scope(asked.from(), asked.to(), changed.roster().zone());
    var versions = new PolicyVersions(AgreedPolicy::policyOf);
    return Glance.at(own.postgres(), "rehearse", PATIENCE,
      database -> new Rehearsals(database, versions).of(changed, asked.policy().toString(), scope));
  }
}
