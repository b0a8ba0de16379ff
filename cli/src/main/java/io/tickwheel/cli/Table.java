package io.tickwheel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// JSON values as text in columns. Control characters are shown as escapes: what a task returned
/// must not steer the terminal.
final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /// One line per field; fields of fields as `outer.inner`.
  static String of(Json value) {
    if (!(value instanceof Json.Fields fields)) {
      return cell(value);
    }
    var flat = new LinkedHashMap<String, Json>();
    flatten("", fields, flat);
    List<List<String>> lines = new ArrayList<>();
    flat.forEach((name, inner) -> lines.add(List.of(visible(name), cell(inner))));
    return aligned(lines);
  }

  /// One line per row under a line of headings; what a row lacks stays blank.
  static String of(List<Json> rows, List<String> columns) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
    for (Json row : rows) {
      lines.add(columns.stream().map(name -> cell(row, name)).toList());
    }
    return aligned(lines);
  }

  private static void flatten(String prefix, Json.Fields fields, Map<String, Json> flat) {
    fields
        .values()
        .forEach(
            (name, value) -> {
              if (value instanceof Json.Fields inner && !inner.values().isEmpty()) {
                flatten(prefix + name + ".", inner, flat);
              } else {
                flat.put(prefix + name, value);
              }
            });
  }

  private static String cell(Json row, String column) {
    return row instanceof Json.Fields fields ? fields.find(column).map(Table::cell).orElse("") : "";
  }

  private static String cell(Json value) {
    return switch (value) {
      case Json.Text text -> visible(text.value());
      case Json.Nothing nothing -> "";
      case Json.Figure figure -> figure.spelling();
      case Json.Flag flag -> flag.value() ? "yes" : "no";
      case Json.Items items -> visible(JsonText.compact(items));
      case Json.Fields fields -> visible(JsonText.compact(fields));
    };
  }

  private static String visible(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append("\\n");
              } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  private static String aligned(List<List<String>> lines) {
    int[] widths = new int[lines.isEmpty() ? 0 : lines.getFirst().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    var text = new StringBuilder();
    for (List<String> line : lines) {
      var row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        row.append(line.get(i)).repeat(' ', widths[i] - line.get(i).length()).append(GAP);
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString().stripTrailing();
  }
}
