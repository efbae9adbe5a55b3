package dev.baton.quality;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A table as programs write it (RFC 4180): commas or semicolons, quotes doubled inside quotes, the first line names the
 * columns. Cells and names are trimmed.
 *
 * @param lines the line of the file on which each row begins
 */
public record Csv(List<String> columns, List<List<String>> rows, List<Integer> lines) {

  /** Beyond this a table is measured on a part of it. */
  static final int MAX_ROWS = 1_000_000;
  /** A cell longer than this is a quote that was never closed. */
  private static final int MAX_CELL = 100_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What is wrong with a table, and where. */
  public static final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Problem(String words) {
      super(words);
    }
  }

  /**
   * The whole table.
   *
   * @throws Problem where it is none
   */
  public static Csv read(Reader reader) throws IOException {
    var scanner = new Scanner(reader);
    var header = scanner.row();
    if (header == null) {
      throw new Problem("the file is empty: its first line has to name the columns");
    }
    var columns = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    var rows = new ArrayList<List<String>>();
    var lines = new ArrayList<Integer>();
    for (var at = scanner.line; ; at = scanner.line) {
      var row = scanner.row();
      if (row == null) {
        return new Csv(columns, rows, lines);
      }
      if (row.size() == 1 && row.getFirst().isEmpty()) {
        continue;
      }
      if (row.size() != columns.size()) {
        throw new Problem("line " + at + " has " + row.size() + " cells, and the first line names " + columns.size()
          + " columns");
      }
      if (rows.size() == MAX_ROWS) {
        throw new Problem("there are more than " + MAX_ROWS + " rows: give a part of them");
      }
      rows.add(row);
      lines.add(at);
    }
  }

  /** By column; columns that are named twice keep the first. */
  Map<String, String> cells(int row) {
    var cells = new HashMap<String, String>();
    for (var i = 0; i < columns.size(); i++) {
      cells.putIfAbsent(columns.get(i), rows.get(row).get(i));
    }
    return cells;
  }

  /** Character by character; the separator is told by the first line. */
  private static final class Scanner {

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Scanner(Reader reader) throws IOException {
      var all = text(reader);
      text = !all.isEmpty() && all.charAt(0) == BYTE_ORDER_MARK ? all.substring(1) : all;
      var first = text.lines().findFirst().orElse("");
      separator = first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
    }

    private static String text(Reader reader) throws IOException {
      var all = new StringWriter();
      reader.transferTo(all);
      return all.toString();
    }

    /** The next one; null at the end. */
    List<String> row() {
      if (at >= text.length()) {
        return null;
      }
      var row = new ArrayList<String>();
      while (true) {
        row.add(cell().strip());
        if (at >= text.length()) {
          return row;
        }
        var sign = text.charAt(at++);
        if (sign == '\r' && at < text.length() && text.charAt(at) == '\n') {
          at++;
        }
        if (sign != separator) {
          line++;
          return row;
        }
      }
    }

    private String cell() {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted();
      }
      var begin = at;
      while (at < text.length() && !ends(text.charAt(at))) {
        at++;
      }
      return text.substring(begin, at);
    }

    private boolean ends(char sign) {
      return sign == separator || sign == '\n' || sign == '\r';
    }

    private String quoted() {
      var cell = new StringBuilder();
      var opened = line;
      for (at++; at < text.length(); at++) {
        var sign = text.charAt(at);
        if (sign == '"' && (at + 1 == text.length() || text.charAt(at + 1) != '"')) {
          at++;
          while (at < text.length() && !ends(text.charAt(at))) {
            at++;
          }
          return cell.toString();
        }
        if (sign == '"') {
          at++;
        }
        line += sign == '\n' ? 1 : 0;
        cell.append(sign);
        if (cell.length() > MAX_CELL) {
          break;
        }
      }
      throw new Problem("line " + opened + " opens a quote that is never closed");
    }
  }
}
