package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document of what went wrong elsewhere names tests: each must be there, or the document says what nothing shows. */
class FieldFailuresTest {

  private static final Path DOCUMENT = Path.of("src/docs/field-failures.md");
  private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT|E2E))\\.(\\w+)`");

  @Test
  void every_failure_of_the_field_has_its_test() throws IOException {
    var tests = new TreeMap<String, String>();
    try (var files = Files.walk(Path.of("src/test/java"))) {
      files.filter(f -> f.toString().endsWith(".java"))
        .forEach(f -> tests.put(f.getFileName().toString().replace(".java", ""), text(f)));
    }
    var missing = new TreeSet<String>();
    var lines = Files.readAllLines(DOCUMENT).stream().filter(l -> l.startsWith("| ") && !l.startsWith("| elsewhere")).toList();
    for (var line : lines) {
      var named = NAMED.matcher(line).results().toList();
      assertTrue(!named.isEmpty(), () -> "no test is named: " + line);
      named.stream().filter(n -> !tests.getOrDefault(n.group(1), "").contains("void " + n.group(2) + "("))
        .forEach(n -> missing.add(n.group()));
    }
    assertEquals(Set.of(), missing);
    assertTrue(lines.size() > 30, "the document is all but empty");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
