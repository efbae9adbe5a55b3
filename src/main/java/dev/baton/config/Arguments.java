package dev.baton.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words such as {@code rate=500}; every mistake is reported at once, and what may be said is gathered for the help. */
public final class Arguments {

  private final String command;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> help = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** @param words as they were typed after the command */
  public Arguments(String command, List<String> words) {
    this.command = command;
    for (var word : words) {
      var sign = word.indexOf('=');
      if (sign < 1) {
        problems.add("'" + word + "' is not key=value");
      } else {
        given.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
  }

  public int number(String key, int min, int max, int otherwise, String what) {
    var raw = text(key, Integer.toString(otherwise), what + ", " + min + " to " + max);
    try {
      var value = Integer.parseInt(raw);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the words below say it
    }
    problems.add(key + " is '" + raw + "': give a whole number from " + min + " to " + max);
    return otherwise;
  }

  public double share(String key, double otherwise, String what) {
    var raw = text(key, Double.toString(otherwise), what + ", 0 to 1");
    try {
      var value = Double.parseDouble(raw);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the words below say it
    }
    problems.add(key + " is '" + raw + "': give a share from 0 to 1, such as 0.5");
    return otherwise;
  }

  /** @param what for the help */
  public String text(String key, String otherwise, String what) {
    help.add("  %-12s %s%s".formatted(key, what, otherwise.isEmpty() ? "" : " (" + otherwise + ")"));
    var value = given.remove(key);
    return value == null ? otherwise : value;
  }

  /** Notes a mistake; reading goes on. */
  public void problem(String words) {
    problems.add(words);
  }

  /** @throws StartProblem with every mistake there is */
  public void finish() {
    given.keySet().forEach(key -> problems.add("'" + key + "' is not an argument"));
    if (!problems.isEmpty()) {
      throw new StartProblem(problems.size() + " problem(s) with the arguments of " + command + ":\n  "
        + String.join("\n  ", problems) + "\n'" + command + " help' says what there is.");
    }
  }

  public String help() {
    return "Arguments of " + command + ", as key=value (defaults in brackets):\n" + String.join("\n", help);
  }
}
