package io.tickwheel.cli;

import java.util.List;

/// How results are printed. The names are what `-o` takes.
enum Format {
  table,
  json,
  yaml;

  String show(Json value) {
    return switch (this) {
      case table -> Table.of(value);
      case json -> JsonText.pretty(value);
      case yaml -> Yaml.write(value);
    };
  }

  /// Programs get `answer` whole; people get its rows in `columns`.
  String show(Json answer, List<Json> rows, List<String> columns) {
    return this == table ? Table.of(rows, columns) : show(answer);
  }
}
