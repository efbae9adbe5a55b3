package dev.baton.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Statements that insert or update many rows of a wide table at once, from one array a column. Written out they would be
 * too long for the cache of prepared statements.
 */
public final class Columns {

  private final String table;
  private final List<Column> columns = new ArrayList<>();

  /** @param read how a value of the array becomes one of the column */
  private record Column(String name, String array, String read) {}

  public Columns(String table) {
    this.table = table;
  }

  public Columns text(String... names) {
    return add("text", "%s", names);
  }

  public Columns number(String... names) {
    return add("bigint", "%s", names);
  }

  public Columns integer(String... names) {
    return add("integer", "%s", names);
  }

  public Columns time(String... names) {
    return add("timestamptz", "%s", names);
  }

  public Columns flag(String... names) {
    return add("boolean", "%s", names);
  }

  /** Written as text. */
  public Columns json(String... names) {
    return add("text", "%s::jsonb", names);
  }

  /** Arrays of words, written with commas between. */
  public Columns words(String... names) {
    return add("text", "string_to_array(%s, ',')", names);
  }

  private Columns add(String array, String read, String... names) {
    Arrays.stream(names).forEach(name -> columns.add(new Column(name, array, read)));
    return this;
  }

  public String insert() {
    return "insert into " + table + " (" + columns.stream().map(Column::name).collect(Collectors.joining(", "))
      + ") select " + IntStream.range(0, columns.size()).mapToObj(this::read).collect(Collectors.joining(", ")) + values();
  }

  /** @param keys which row it is; all other columns are written */
  public String update(String... keys) {
    var names = columns.stream().map(Column::name).toList();
    return "update " + table + " t set " + IntStream.range(0, columns.size())
      .filter(i -> !List.of(keys).contains(names.get(i))).mapToObj(i -> names.get(i) + " = " + read(i))
      .collect(Collectors.joining(", ")) + values() + " where " + Arrays.stream(keys)
      .map(key -> "t." + key + " = c" + names.indexOf(key)).collect(Collectors.joining(" and "));
  }

  private String read(int i) {
    return columns.get(i).read().formatted("c" + i);
  }

  private String values() {
    return " from unnest(" + IntStream.range(0, columns.size())
      .mapToObj(i -> "$" + (i + 1) + "::" + columns.get(i).array() + "[]").collect(Collectors.joining(", "))
      + ") as n(" + IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", ")) + ")";
  }
}
