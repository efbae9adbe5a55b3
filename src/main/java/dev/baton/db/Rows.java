package dev.baton.db;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Turns a list of values into the array parameters of an {@code unnest}, one a column: many rows, one statement. */
public final class Rows<T> {

  private final List<T> values;
  private final Tuple tuple = Tuple.tuple();

  private Rows(List<T> values) {
    this.values = values;
  }

  public static <T> Rows<T> of(List<T> values) {
    return new Rows<>(values);
  }

  public Rows<T> text(Function<T, String> column) {
    tuple.addArrayOfString(values.stream().map(column).toArray(String[]::new));
    return this;
  }

  public Rows<T> number(ToLongFunction<T> column) {
    tuple.addArrayOfLong(values.stream().mapToLong(column).boxed().toArray(Long[]::new));
    return this;
  }

  public Rows<T> integer(ToIntFunction<T> column) {
    tuple.addArrayOfInteger(values.stream().mapToInt(column).boxed().toArray(Integer[]::new));
    return this;
  }

  /** @param column may give null where the table's column may be null */
  public Rows<T> maybeInteger(Function<T, Integer> column) {
    tuple.addArrayOfInteger(values.stream().map(column).toArray(Integer[]::new));
    return this;
  }

  /** @param column may give null where the table's column may be null */
  public Rows<T> time(Function<T, Instant> column) {
    tuple.addArrayOfOffsetDateTime(values.stream().map(column).map(Rows::utc).toArray(OffsetDateTime[]::new));
    return this;
  }

  public Rows<T> flag(Predicate<T> column) {
    tuple.addArrayOfBoolean(values.stream().map(column::test).toArray(Boolean[]::new));
    return this;
  }

  public Tuple tuple() {
    return tuple;
  }

  /** As PostgreSQL's {@code timestamptz} parameter; null stays null. */
  public static OffsetDateTime utc(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** A {@code timestamptz} column of a row; null stays null. */
  public static Instant instant(io.vertx.sqlclient.Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
