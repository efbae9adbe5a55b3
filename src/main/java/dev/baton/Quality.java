package dev.baton;

import dev.baton.quality.LinkQuality;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The command {@code quality}: what Baton decides by itself, measured on labelled data. */
final class Quality {

  private static final String HELP = """
    quality link [--data FILE]   who is one customer; quality link help says more""";

  private final PrintStream out;
  private final PrintStream err;

  Quality(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** @return the exit code */
  int run(List<String> words) {
    if (words.isEmpty() || words.getFirst().equals("help")) {
      out.println(HELP);
      return 0;
    }
    var arguments = asKeys(words.subList(1, words.size()));
    return switch (words.getFirst()) {
      case "link" -> LinkQuality.run(arguments, out, err);
      default -> {
        err.println("There is no measure '" + words.getFirst() + "'. There is\n" + HELP.indent(2).stripTrailing());
        yield 2;
      }
    };
  }

  /** {@code --data FILE} and {@code --data=FILE} are {@code data=FILE}, as the other commands have it. */
  static List<String> asKeys(List<String> words) {
    var keys = new ArrayList<String>();
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i).replaceFirst("^--", "");
      var isOption = words.get(i).startsWith("--") && !word.contains("=");
      keys.add(isOption && i + 1 < words.size() ? word + "=" + words.get(++i) : word);
    }
    return keys;
  }
}
