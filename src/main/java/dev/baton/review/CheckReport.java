package dev.baton.review;

import dev.baton.policy.Finding;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the command check has to say.
 *
 * @param mistakes with any of these Baton does not start
 * @param findings what will not work as hoped; nothing is looked for while there are mistakes
 * @param cases    of the past that were looked at
 * @param noPast   why none were; empty if they were
 */
public record CheckReport(List<String> mistakes, List<Finding> findings, int cases, String noPast) {

  private static final String INDENT = "    ";
  private static final int COLUMNS = 100;

  public CheckReport {
    mistakes = List.copyOf(mistakes);
    findings = List.copyOf(findings);
  }

  public static CheckReport ofMistakes(List<String> mistakes) {
    return new CheckReport(mistakes, List.of(), 0, "there are mistakes");
  }

  /** For people. @param folder where the configuration lies */
  public String text(String folder) {
    var text = new StringBuilder();
    if (!mistakes.isEmpty()) {
      text.append(count(mistakes.size(), "mistake")).append(" in ").append(folder)
        .append("; Baton does not start with it:\n");
      mistakes.forEach(mistake -> text.append("  ").append(mistake).append('\n'));
      return text.toString();
    }
    text.append(folder).append(" has no mistakes and ").append(count(findings.size(), "finding")).append(".\n");
    for (var kind : Finding.Kind.values()) {
      var ofKind = findings.stream().filter(f -> f.kind() == kind).toList();
      if (!ofKind.isEmpty()) {
        text.append('\n').append(title(kind)).append('\n');
        ofKind.forEach(f -> text.append("  ").append(f.where()).append('\n').append(wrapped(f.words())));
      }
    }
    return text.append('\n').append(noPast.isEmpty() ? count(cases, "case") + " of the past looked at."
      : "No cases of the past looked at: " + noPast + ".").append('\n').toString();
  }

  private static String wrapped(String words) {
    var text = new StringBuilder();
    var line = new StringBuilder(INDENT);
    for (var word : words.split(" ")) {
      if (line.length() + word.length() > COLUMNS) {
        text.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    return text.append(line.toString().stripTrailing()).append('\n').toString();
  }

  private static String count(int count, String what) {
    return (count == 0 ? "no" : count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String title(Finding.Kind kind) {
    return switch (kind) {
      case COVERAGE -> "Coverage: at times nobody is there";
      case FEASIBILITY -> "Feasibility: a hand-off cannot be back in time for what customers are owed";
      case REACH -> "Reach: somebody who may be alarmed or asked would not hear of it";
      case MOVES -> "Moves: open cases stand in a queue that is gone";
      case SECRETS -> "Secrets: what nobody else should read lies open";
      case UNUSED -> "Unused: nothing refers to it";
    };
  }

  /** For programs; one object, whatever is found. */
  public JsonObject json() {
    return new JsonObject().put("mistakes", new JsonArray(mistakes))
      .put("findings", PolicyApi.findings(findings))
      .put("past", new JsonObject().put("cases", cases).put("notLooked", noPast));
  }
}
