package io.tickwheel.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// A table for people, printed at the end: a row for each figure, a column for each yardstick.
final class TableReport implements Report {
  private static final String MISSING = "";

  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  TableReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void figure(Figure figure) {
    figures.add(figure);
  }

  @Override
  public void note(String sentence) {
    out.println(sentence);
  }

  @Override
  public void close() {
    if (!figures.isEmpty()) {
      var table = table();
      int[] widths = widths(table);
      out.println();
      table.forEach(row -> out.println(line(row, widths)));
    }
    out.flush();
  }

  private List<List<String>> table() {
    SequencedSet<String> columns = new LinkedHashSet<>();
    figures.forEach(figure -> columns.addAll(figure.yardsticks().keySet()));
    var table = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("figure", "tickwheel", "unit"));
    head.addAll(columns);
    table.add(head);
    figures.forEach(figure -> table.add(row(figure, columns)));
    return table;
  }

  private static List<String> row(Figure figure, SequencedSet<String> columns) {
    var row = new ArrayList<>(List.of(figure.name(), number(figure.value()), figure.unit()));
    for (var column : columns) {
      var value = figure.yardsticks().get(column);
      row.add(value == null ? MISSING : number(value));
    }
    return row;
  }

  private static int[] widths(List<List<String>> table) {
    int[] widths = new int[table.getFirst().size()];
    for (var row : table) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  /// Names and units to the left, numbers to the right.
  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String pad = " ".repeat(widths[column] - row.get(column).length());
      boolean text = column == 0 || column == 2;
      line.append(text ? row.get(column) + pad : pad + row.get(column)).append("   ");
    }
    return line.toString().stripTrailing();
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "none";
    }
    return String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.1f" : "%,.0f", value);
  }
}
