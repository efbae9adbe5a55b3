package dev.baton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a channel that there is can be found where people look for it. */
class ChannelsTest {

  /** For {@code load replies} alone. */
  private static final String DRILL = "drill";

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/docs/channels.md"})
  void every_channel_has_a_row_of_its_own(String document) throws IOException {
    var rows = Files.readAllLines(Path.of(document)).stream().filter(line -> line.startsWith("| "))
      .map(line -> words(line.split("\\|")[1])).toList();
    var without = Channels.ALL.keySet().stream().filter(name -> !name.equals(DRILL))
      .filter(name -> rows.stream().noneMatch(row -> row.containsAll(List.of(name.split("-")))))
      .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), without, () -> document + " has no row in its table of channels that begins with them");
  }

  private static List<String> words(String cell) {
    return Arrays.asList(cell.replace("-", "").toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
  }
}
