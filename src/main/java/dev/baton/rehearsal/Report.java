package dev.baton.rehearsal;

import dev.baton.cases.CaseKey;
import dev.baton.cases.Ledger;
import dev.baton.inbox.Reference;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a rehearsal found, to read; cases by their references, no customer's words. */
public final class Report {

  private static final String ROW = "%-34s %12s %16s %12s%n";

  private final String policy;
  private final String time;
  private final Totals totals;

  /** @param time that was rehearsed, in words */
  Report(String policy, String time, Totals totals) {
    this.policy = policy;
    this.time = time;
    this.totals = totals;
  }

  /** Whether the past came out as it was; else nothing of the rest can be relied on. */
  public boolean isReproduced() {
    return totals.mistakes() == 0;
  }

  /** Cases that would have gone otherwise. */
  public long differ() {
    return totals.differ();
  }

  private long cases() {
    return totals.was().count(Ledger.Of.CASE);
  }

  /** For people. */
  public String text() {
    var text = new StringBuilder(cases(cases()) + " opened " + time + ", as they were and with " + policy + "\n\n");
    text.append(ROW.formatted("", "as it was", "with " + shortened(), "difference"));
    for (var of : Ledger.Of.values()) {
      section(text, of);
    }
    text.append('\n').append(totals.differ() == 0 ? "No case differs." : cases(totals.differ())
      + (totals.differ() == 1 ? " differs:" : " differ, most of all:"))
      .append('\n');
    totals.most().forEach(each -> text.append("  %-16s missed %s, told %s%n".formatted(Reference.of(each.key().id()),
      change(each, Ledger.Of.MISSED), change(each, Ledger.Of.TOLD))));
    text.append('\n').append(isReproduced() ? "The past was reproduced exactly." : cases(totals.mistakes())
      + " of the past came out otherwise than they were, and are left out. This should not be; report it:").append('\n');
    totals.mistaken().forEach(each -> each.mistakes().forEach(mistake ->
      text.append("  ").append(Reference.of(each.key().id())).append("   ").append(mistake).append('\n')));
    return text.append(notes()).toString();
  }

  private String notes() {
    var notes = new StringBuilder();
    if (totals.unknown() > 0) {
      notes.append(cases(totals.unknown())).append(" from before Baton kept its policies left out.\n");
    }
    if (totals.cut() > 0) {
      notes.append(cases(totals.cut())).append(" had more alarms than are counted.\n");
    }
    return notes.append("People, customers and networks did what they did when they did it, as far as it could be"
      + " done;\nwhich case a contact joined, and what a merge brought along, is as it was.\n").toString();
  }

  private void section(StringBuilder text, Ledger.Of of) {
    row(text, title(of), totals.was().count(of), totals.with().count(of));
    names(of).stream().filter(name -> !name.isEmpty()).forEach(name -> {
      var line = new Ledger.Line(of, name);
      row(text, "  " + name, totals.was().count(line), totals.with().count(line));
    });
  }

  private TreeSet<String> names(Ledger.Of of) {
    return totals.was().plus(totals.with()).counts().keySet().stream().filter(line -> line.of() == of)
      .map(Ledger.Line::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static void row(StringBuilder text, String what, long was, long with) {
    var difference = with == was ? "" : String.format(Locale.ROOT, "%+,d", with - was);
    text.append(String.format(Locale.ROOT, ROW, what, "%,d".formatted(was), "%,d".formatted(with), difference)
      .stripTrailing()).append('\n');
  }

  private static String title(Ledger.Of of) {
    return switch (of) {
      case CASE -> "cases, by queue";
      case MISSED -> "missed, by kind";
      case TOLD -> "alarms and notices, by person";
      case LAST_RESORT -> "alarms at the last resort";
      case REMINDED -> "reminders to customers by Baton";
      case UNANSWERED -> "closed as unanswered by Baton";
      case REFUSED -> "would have been refused";
    };
  }

  private static String change(Totals.Differing each, Ledger.Of of) {
    return each.was().count(of) + " -> " + each.with().count(of);
  }

  private static String cases(long count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "case" : "cases");
  }

  private String shortened() {
    return policy.length() > 11 ? "it" : policy;
  }

  /** For programs. */
  public JsonObject json() {
    return new JsonObject().put("policy", policy).put("time", time).put("cases", cases())
      .put("reproduced", isReproduced()).put("differing", totals.differ()).put("mistaken", totals.mistakes())
      .put("unknown", totals.unknown()).put("cut", totals.cut())
      .put("lines", new JsonArray(totals.was().plus(totals.with()).counts().keySet().stream().map(this::line).toList()))
      .put("most", new JsonArray(totals.most().stream().map(Report::differing).toList()))
      .put("mistakes", new JsonArray(totals.mistaken().stream()
        .map(each -> named(each.key()).put("words", new JsonArray(each.mistakes()))).toList()));
  }

  private JsonObject line(Ledger.Line line) {
    return new JsonObject().put("of", line.of().name().toLowerCase(Locale.ROOT).replace('_', '-'))
      .put("name", line.name()).put("was", totals.was().count(line)).put("with", totals.with().count(line));
  }

  private static JsonObject differing(Totals.Differing each) {
    return named(each.key()).put("missed", both(each, Ledger.Of.MISSED)).put("told", both(each, Ledger.Of.TOLD));
  }

  private static JsonObject both(Totals.Differing each, Ledger.Of of) {
    return new JsonObject().put("was", each.was().count(of)).put("with", each.with().count(of));
  }

  private static JsonObject named(CaseKey key) {
    return new JsonObject().put("reference", Reference.of(key.id())).put("brand", key.brand()).put("id", key.id());
  }
}
