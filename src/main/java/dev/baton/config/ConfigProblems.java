package dev.baton.config;

import java.util.List;

/** Everything wrong with a configuration, at once, each line saying where and what to do. */
public final class ConfigProblems extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  public ConfigProblems(List<String> problems) {
    super(problems.size() + " problem(s) in the configuration:\n  " + String.join("\n  ", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
