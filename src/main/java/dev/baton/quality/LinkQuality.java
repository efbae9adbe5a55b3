package dev.baton.quality;

import dev.baton.config.Arguments;
import dev.baton.config.StartProblem;
import dev.baton.customer.linking.Judge;
import dev.baton.customer.linking.Weights;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The command {@code quality link}: how well people are linked, on data where it is known who is who. */
public final class LinkQuality {

  /** The sets that ship, and the files of each; see the README beside them. */
  private static final Map<String, List<String>> SETS = new LinkedHashMap<>();

  static {
    SETS.put("congress_social", List.of("handles.csv"));
    SETS.put("splink_fake1000", List.of("fake_1000.csv"));
    SETS.put("febrl", List.of("dataset1.csv", "dataset2.csv"));
  }

  private static final List<List<String>> CONGRESS = List.of(List.of("twitter", "instagram"),
    List.of("twitter", "facebook"), List.of("instagram", "facebook"));

  private final PrintStream out;
  private final Asked asked;

  /** @param with of a second file, the records of which are looked for among those of the first */
  private record Asked(String data, String with, List<String> networks, Set<String> without, String region, String weights,
                       boolean isLearning) {

    static Asked from(Arguments arguments) {
      var from = arguments.text("from", "", "of a table with a column a network, the one to look from; else all pairs");
      var to = arguments.text("to", "", "the one to look in");
      if (from.isEmpty() != to.isEmpty()) {
        arguments.problem("give both from and to, or neither");
      }
      return new Asked(
        arguments.text("data", "all", "a CSV file (its shape: src/docs/quality.md), or a set that ships: "
          + String.join(", ", SETS.keySet())),
        arguments.text("with", "", "a second file, to be compared with the first"),
        from.isEmpty() ? List.of() : List.of(from.toLowerCase(Locale.ROOT), to.toLowerCase(Locale.ROOT)),
        Arrays.stream(arguments.text("without", "", "columns to leave out, with commas").split(","))
          .map(c -> c.strip().toLowerCase(Locale.ROOT)).filter(c -> !c.isEmpty()).collect(Collectors.toSet()),
        arguments.text("region", "", "where phone numbers without a country's code belong, such as DE"),
        arguments.text("weights", "", "a table of weights instead of the one that ships"),
        arguments.text("learn", "", "yes: learn weights from half of the people, and measure both on the other half")
          .equals("yes"));
    }

    LabelledPeople.Reading reading() {
      return new LabelledPeople.Reading(networks, without, region);
    }
  }

  private LinkQuality(Asked asked, PrintStream out) {
    this.asked = asked;
    this.out = out;
  }

  /** @return the exit code */
  public static int run(List<String> words, PrintStream out, PrintStream err) {
    var isHelp = words.contains("help");
    var arguments = new Arguments("quality link", words.stream().filter(w -> !w.equals("help")).toList());
    var asked = Asked.from(arguments);
    if (isHelp) {
      out.println(arguments.help());
      return 0;
    }
    try {
      arguments.finish();
      new LinkQuality(asked, out).measure();
      return 0;
    } catch (Csv.Problem | StartProblem e) {
      err.println(e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("The data could not be read: " + e.getMessage());
      return 1;
    }
  }

  private void measure() throws IOException {
    out.printf(Locale.ROOT, "suggests from %.0f bits, links by itself from %.0f bits and what strangers do not know%n",
      Judge.SUGGESTS_FROM, Judge.LINKS_FROM);
    var weights = weights();
    if (asked.data().equals("all")) {
      for (var set : SETS.keySet()) {
        set(set, weights);
      }
    } else if (SETS.containsKey(asked.data())) {
      set(asked.data(), weights);
    } else {
      file(weights);
    }
  }

  private Weights weights() throws IOException {
    if (asked.weights().isEmpty()) {
      return Weights.shipped();
    }
    try (var file = Files.newBufferedReader(Path.of(asked.weights()))) {
      return Weights.read(file);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Csv.Problem(asked.weights() + " is no table of weights as learn=yes prints one: " + e.getMessage());
    }
  }

  private void set(String set, Weights weights) throws IOException {
    for (var file : SETS.get(set)) {
      if (set.equals("congress_social") && asked.networks().isEmpty()) {
        for (var networks : CONGRESS) {
          print(bundled(set, file, new LabelledPeople.Reading(networks, asked.without(), asked.region())), weights);
        }
      } else {
        print(bundled(set, file, asked.reading()), weights);
      }
      if (set.equals("febrl") && asked.without().isEmpty()) {
        print(bundled(set, file, new LabelledPeople.Reading(List.of(), Set.of("soc_sec_id"), "")), weights);
      }
    }
  }

  /** One of the sets that ship. */
  static LabelledPeople bundled(String set, String file, LabelledPeople.Reading reading) throws IOException {
    try (var in = new InputStreamReader(LinkQuality.class.getResourceAsStream("link/" + set + "/" + file),
      StandardCharsets.UTF_8)) {
      var name = set + "/" + file + (reading.networks().isEmpty() ? "" : " " + String.join(" to ", reading.networks()))
        + (reading.without().isEmpty() ? "" : " without " + String.join(", ", reading.without()));
      return LabelledPeople.of(name, Csv.read(in), reading);
    }
  }

  private void file(Weights weights) throws IOException {
    var table = table(asked.data());
    var pairs = LabelledPairs.of(asked.data(), table, asked.region());
    if (pairs.isPresent()) {
      var scores = pairs.get().scores(weights);
      out.printf("%n%s: %d pairs, each compared%n", asked.data(), pairs.get().pairs().size());
      print(scores.getFirst(), scores.getLast());
      return;
    }
    var people = LabelledPeople.of(asked.data(), table, asked.reading());
    print(asked.with().isEmpty() ? people : LabelledPeople.of(asked.data() + " with " + asked.with(), people,
      LabelledPeople.of(asked.with(), table(asked.with()), asked.reading())), weights);
  }

  private static Csv table(String file) throws IOException {
    if (!Files.isRegularFile(Path.of(file))) {
      throw new Csv.Problem("there is no file " + file + "; the sets that ship are " + String.join(", ", SETS.keySet()));
    }
    try (Reader in = Files.newBufferedReader(Path.of(file))) {
      return Csv.read(in);
    } catch (Csv.Problem e) {
      throw new Csv.Problem(file + ": " + e.getMessage());
    }
  }

  private void print(LabelledPeople people, Weights weights) {
    if (!asked.isLearning()) {
      outcome(people, weights);
      return;
    }
    var learnt = LinkTraining.learnt(people, weights);
    var half = people.only(person -> !LinkTraining.isLearntFrom(person), "the half not learnt from");
    outcome(half, weights);
    out.println("  with the weights learnt from the other half:");
    outcome(half, learnt);
    out.println(learnt.written());
  }

  private void outcome(LabelledPeople people, Weights weights) {
    var outcome = new LinkMeasure(weights).of(people);
    out.printf(Locale.ROOT, "%n%s: %d profiles of %d people, %d of %d pairs compared in %.1f s%n", people.name(),
      outcome.profiles(), outcome.people(), outcome.compared(), outcome.possible(), outcome.took().toMillis() / 1_000.0);
    people.notes().forEach(note -> out.println("  " + note));
    print(outcome.suggested(), outcome.linked());
  }

  private void print(Score suggested, Score linked) {
    out.println("  suggested or linked  " + suggested.words());
    out.println("  linked by itself     " + linked.words());
  }
}
