package dev.baton.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What came to light while a configuration was read; its parts share one. */
final class Reading {

  /** What the command {@code seal} writes begins so. */
  private static final String SEALED = "sealed:";

  final List<String> problems;
  /** By key, the first of each. */
  final Map<String, String> mistakes = new LinkedHashMap<>();
  /** What was asked for, and what was read where nothing is said. */
  final Map<String, Object> asked = new LinkedHashMap<>();
  /** Of what was asked, what was asked for as a list. */
  final Set<String> lists = new LinkedHashSet<>();
  /** Secrets that stand in a file for all to read, and where. */
  final Map<String, String> plain = new LinkedHashMap<>();
  /** Keys whose value could not be opened. */
  final Set<String> shut = new HashSet<>();
  UnaryOperator<String> opener = UnaryOperator.identity();

  Reading(List<String> problems) {
    this.problems = new ArrayList<>(problems);
  }

  /** @throws Unsealed where it is sealed and cannot be opened */
  String opened(String text) {
    return isSealed(text) ? opener.apply(text.strip().substring(SEALED.length())) : text;
  }

  static boolean isSealed(Object text) {
    return text instanceof String one && one.strip().startsWith(SEALED);
  }

  /** A secret was read from a file. */
  void secret(String path, Settings.Entry entry) {
    var values = entry.value() instanceof List<?> many ? many : entry.value() == null ? List.of() : List.of(entry.value());
    if (values.stream().anyMatch(one -> !one.toString().isBlank() && !isSealed(one))) {
      plain.put(path, entry.where());
    }
  }
}
