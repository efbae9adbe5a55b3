package dev.baton.quality;

import dev.baton.customer.linking.Portrait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * People of whom it is known who is who.
 *
 * @param isAcross whether only profiles on two networks, or from two files, are compared
 * @param notes    what was left out, and why
 */
record LabelledPeople(String name, List<Row> rows, boolean isAcross, List<String> notes) {

  /** Febrl writes the person into the record's id: {@code rec-12-dup-0}. */
  private static final Pattern FEBRL = Pattern.compile("(rec-\\d+)-(org|dup-\\d+)");

  /** @param person the same for all profiles of one person */
  record Row(Portrait portrait, String person) {}

  /**
   * What is asked of a table.
   *
   * @param networks of a table with a column a network, those to be compared; empty for all
   * @param without  columns that are to be left out
   * @param region   where phone numbers without a country's code belong
   */
  record Reading(List<String> networks, Set<String> without, String region) {
    static final Reading PLAIN = new Reading(List.of(), Set.of(), "");
  }

  /** One row a profile with its person, or one row a person with a column a network. */
  static LabelledPeople of(String name, Csv table, Reading reading) {
    var columns = new TreeSet<>(table.columns());
    columns.removeAll(reading.without());
    var networks = columns.stream().filter(Columns.NETWORKS::contains).toList();
    return networks.size() > 1 ? wide(name, table, networks, reading) : tall(name, table, columns, reading);
  }

  /** Two files of profiles, compared with each other. */
  static LabelledPeople of(String name, LabelledPeople one, LabelledPeople other) {
    var rows = new ArrayList<Row>();
    List.of(one, other).forEach(file -> file.rows().forEach(row -> rows.add(new Row(new Portrait(
      file.name() + " " + row.portrait().id(), file.name(), row.portrait().values()), row.person()))));
    var notes = new ArrayList<>(one.notes());
    other.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
    return new LabelledPeople(name, rows, true, notes);
  }

  private static LabelledPeople wide(String name, Csv table, List<String> there, Reading reading) {
    var wanted = reading.networks().isEmpty() ? there : reading.networks();
    wanted.stream().filter(network -> !there.contains(network)).findFirst().ifPresent(network -> {
      throw new Csv.Problem("there is no column " + network + "; the networks are " + String.join(", ", there));
    });
    var rows = new ArrayList<Row>();
    for (var i = 0; i < table.rows().size(); i++) {
      var cells = table.cells(i);
      for (var network : wanted) {
        var handle = Columns.value(cells.get(network));
        if (!handle.isEmpty()) {
          rows.add(new Row(Columns.portrait(network + " " + i, network, reading.region(), Map.of("handle", handle)),
            "row " + i));
        }
      }
    }
    return new LabelledPeople(name, rows, true, ignored(table.columns(), c -> wanted.contains(c),
      ": of a person, not of a profile"));
  }

  private static LabelledPeople tall(String name, Csv table, Set<String> columns, Reading reading) {
    var known = Columns.known(columns);
    if (known.isEmpty()) {
      throw new Csv.Problem("no column says anything of a person; there is " + String.join(", ", table.columns())
        + ", and src/docs/quality.md says how columns may be called");
    }
    var isAcross = columns.stream().anyMatch(Columns.NETWORK::contains);
    var rows = new ArrayList<Row>();
    var ids = new HashSet<String>();
    for (var i = 0; i < table.rows().size(); i++) {
      var cells = new LinkedHashMap<>(table.cells(i));
      cells.keySet().retainAll(columns);
      var person = person(cells, table.lines().get(i));
      var given = Columns.first(Columns.ID, cells);
      var id = given.isEmpty() || !ids.add(given) ? "line " + table.lines().get(i) : given;
      rows.add(new Row(Columns.portrait(id, Columns.first(Columns.NETWORK, cells), reading.region(), cells), person));
    }
    return new LabelledPeople(name, rows, isAcross, ignored(table.columns(), c -> known.contains(c)
      || Columns.PERSON.contains(c) || Columns.ID.contains(c) || Columns.NETWORK.contains(c), ""));
  }

  private static String person(Map<String, String> cells, int line) {
    var given = Columns.first(Columns.PERSON, cells);
    if (!given.isEmpty()) {
      return given;
    }
    var febrl = FEBRL.matcher(cells.getOrDefault("rec_id", ""));
    if (febrl.matches()) {
      return febrl.group(1);
    }
    throw new Csv.Problem("line " + line + " does not say who it is: one of the columns "
      + String.join(", ", new TreeSet<>(Columns.PERSON)) + " has to, with the same value for all profiles of one person");
  }

  private static List<String> ignored(Collection<String> columns, Predicate<String> isRead, String why) {
    var ignored = columns.stream().filter(isRead.negate()).distinct().toList();
    return ignored.isEmpty() ? List.of() : List.of("columns not read" + why + ": " + String.join(", ", ignored));
  }

  List<Portrait> portraits() {
    return rows.stream().map(Row::portrait).toList();
  }

  /** Whether these two are to be compared at all. */
  boolean areCompared(Portrait a, Portrait b) {
    return !isAcross || !a.network().equals(b.network());
  }

  /** Those of the people whom the test accepts. */
  LabelledPeople only(Predicate<String> person, String words) {
    return new LabelledPeople(name + ", " + words, rows.stream().filter(r -> person.test(r.person())).toList(), isAcross,
      notes);
  }
}
