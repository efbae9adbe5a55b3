package dev.baton.customer.linking;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names and what they are shortened to, from {@code short-forms.txt}: each line is names that one person may have. */
final class ShortForms {

  private static final Map<String, Set<Integer>> LINES = read();

  private ShortForms() {}

  /** Both stand in one line. */
  static boolean areOne(String a, String b) {
    var lines = LINES.getOrDefault(a, Set.of());
    return LINES.getOrDefault(b, Set.of()).stream().anyMatch(lines::contains);
  }

  private static Map<String, Set<Integer>> read() {
    var lines = new HashMap<String, Set<Integer>>();
    try (var file = new BufferedReader(new InputStreamReader(
      ShortForms.class.getResourceAsStream("short-forms.txt"), StandardCharsets.UTF_8))) {
      var number = 0;
      for (var line = file.readLine(); line != null; line = file.readLine()) {
        var at = ++number;
        Arrays.stream(line.startsWith("#") ? new String[0] : line.split(" "))
          .forEach(name -> lines.computeIfAbsent(name, n -> new HashSet<>()).add(at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }
}
