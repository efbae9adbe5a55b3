package dev.baton;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house rules that a program can watch: who may know whom, and what nobody may do. */
class HouseTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/baton");
  private static final Path DOCUMENT = Path.of("src/docs/architecture.md");
  private static final String ROOT = "(root)";
  private static final String OURS = "dev.baton";
  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+)");
  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL);
  /** The PostgreSQL client prepares a statement of this length or longer anew each time. */
  private static final int CACHED = 2_048;
  /** Java's own, and the one log. */
  private static final Predicate<String> OPEN_TO_ALL = name -> name.matches("(java|javax|org\\.slf4j)(\\..*)?");

  private static final Map<Path, String> SOURCE = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (var files = Files.walk(SOURCES)) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> SOURCE.put(f, text(f)));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String packageOf(Path file) {
    var folder = SOURCES.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
    return folder.isEmpty() ? ROOT : folder;
  }

  private static Set<String> packages() {
    return SOURCE.keySet().stream().map(HouseTest::packageOf).collect(toCollection(TreeSet::new));
  }

  /** What a file names of others: of ours the package, without their common beginning; else the class. */
  private static Set<String> imports(Path file) {
    return IMPORT.matcher(SOURCE.get(file)).results().map(m -> m.group(1))
      .filter(name -> !OPEN_TO_ALL.test(name))
      .map(name -> name.startsWith(OURS + ".") ? ours(name.substring(OURS.length() + 1)) : name)
      .filter(name -> !name.equals(packageOf(file)))
      .collect(toCollection(TreeSet::new));
  }

  private static String ours(String name) {
    return name.matches("[A-Z].*") ? ROOT : name.replaceAll("\\.[A-Z].*", "");
  }

  /** The table of the document: by package what it may import. */
  private static Map<String, Set<String>> allowed() {
    var allowed = new TreeMap<String, Set<String>>();
    var section = text(DOCUMENT).split("## What may import what", 2)[1].split("\n## ", 2)[0];
    section.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
      var cells = line.split("\\|");
      allowed.put(words(cells[1]).iterator().next(), words(cells[2]));
    });
    return allowed;
  }

  private static Set<String> words(String cell) {
    return WORD.matcher(cell).results().map(m -> m.group(1)).collect(toCollection(LinkedHashSet::new));
  }

  @Test
  void every_import_is_one_that_the_architecture_allows() {
    var allowed = allowed();
    var problems = new TreeSet<String>();
    for (var file : SOURCE.keySet()) {
      var name = packageOf(file);
      var may = allowed.getOrDefault(name, Set.of());
      imports(file).stream()
        .filter(used -> !(name.equals(ROOT) && packages().contains(used)))
        .filter(used -> may.stream().noneMatch(m -> used.equals(m) || m.contains(".") && !packages().contains(m)
          && used.startsWith(m + ".")))
        .forEach(used -> problems.add(name + " may not import " + used + ", as " + file.getFileName() + " does: "
          + DOCUMENT + " says what may import what"));
    }
    assertEquals(Set.of(), problems);
    assertTrue(allowed.keySet().containsAll(packages()), () -> "not every package is in the table: " + packages());
  }

  @Test
  void no_package_knows_itself_by_a_roundabout_way() {
    var knows = new TreeMap<String, Set<String>>();
    SOURCE.keySet().forEach(file -> knows.computeIfAbsent(packageOf(file), p -> new TreeSet<>()).addAll(imports(file)));
    packages().forEach(start -> follow(knows, start, new ArrayList<>(List.of(start))));
  }

  private static void follow(Map<String, Set<String>> knows, String at, List<String> way) {
    for (var next : knows.getOrDefault(at, Set.of())) {
      assertTrue(!way.contains(next), () -> "a circle: " + String.join(" -> ", way) + " -> " + next);
      if (knows.containsKey(next)) {
        var further = new ArrayList<>(way);
        further.add(next);
        follow(knows, next, further);
      }
    }
  }

  private static List<String> filesWith(Predicate<String> isWrong) {
    return SOURCE.entrySet().stream().filter(e -> isWrong.test(e.getValue()))
      .map(e -> e.getKey().getFileName().toString()).sorted().toList();
  }

  @Test
  void only_what_speaks_to_a_terminal_prints() {
    var terminal = Set.of("Baton.java", "Greeting.java", "HashPassword.java");
    var printing = SOURCE.keySet().stream().filter(f -> SOURCE.get(f).contains("System.out")
      && !terminal.contains(f.getFileName().toString()) && !packageOf(f).equals("load")).toList();
    assertEquals(List.of(), printing, "everything else logs");
  }

  @Test
  void nothing_repeats_by_itself() {
    assertEquals(List.of(), filesWith(text -> text.contains("setPeriodic")),
      "the next round is due when this one has ended");
  }

  @Test
  void no_statement_asks_the_database_what_time_it_is() {
    assertEquals(List.of(), filesWith(text -> TEXT_BLOCK.matcher(text).results()
      .anyMatch(block -> block.group(1).matches("(?is).*\\b(now\\(\\)|current_timestamp|clock_timestamp).*"))),
      "now is an argument");
  }

  @Test
  void every_statement_is_short_enough_to_stay_prepared() throws Exception {
    var problems = new TreeSet<String>();
    for (var file : SOURCE.keySet()) {
      var name = SOURCES.relativize(file).toString().replaceAll("[/\\\\]", ".").replaceAll("\\.java$", "");
      if (name.endsWith("package-info")) {
        continue;
      }
      for (var field : Class.forName(OURS + "." + name).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          field.setAccessible(true);
          var text = (String) field.get(null);
          if (text != null && text.length() >= CACHED && text.matches("(?is)\\s*(select|insert|update|delete|with).*")) {
            problems.add(name + "." + field.getName() + " has " + text.length() + " characters");
          }
        }
      }
    }
    assertEquals(Set.of(), problems);
  }

  @Test
  void every_package_says_what_it_is_for() {
    var silent = packages().stream().filter(name -> {
      var folder = name.equals(ROOT) ? SOURCES : SOURCES.resolve(name.replace('.', '/'));
      return !Files.exists(folder.resolve("package-info.java"));
    }).toList();
    assertEquals(List.of(), silent);
  }
}
