package io.tickwheel.cli;

import java.util.Map;
import java.util.regex.Pattern;

/// JSON values as YAML in block style. A text that YAML could take for something else is written as
/// in JSON, which YAML understands.
final class Yaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9/_.@+-]*");
  private static final Pattern WORD_WITH_MEANING =
      Pattern.compile("(?i)true|false|yes|no|on|off|y|n|null");

  private Yaml() {}

  static String write(Json value) {
    var text = new StringBuilder();
    block(value, 0, text);
    return text.toString().stripTrailing();
  }

  /// Writes `value` from the start of a line on, and ends the line.
  private static void block(Json value, int indent, StringBuilder text) {
    switch (value) {
      case Json.Fields fields when !fields.values().isEmpty() -> {
        boolean first = true;
        for (var field : fields.values().entrySet()) {
          text.append(first ? "" : " ".repeat(indent));
          field(field, indent, text);
          first = false;
        }
      }
      case Json.Items items when !items.values().isEmpty() -> {
        boolean first = true;
        for (Json item : items.values()) {
          text.append(first ? "" : " ".repeat(indent)).append("- ");
          block(item, indent + 2, text);
          first = false;
        }
      }
      default -> text.append(scalar(value)).append('\n');
    }
  }

  private static void field(Map.Entry<String, Json> field, int indent, StringBuilder text) {
    text.append(word(field.getKey())).append(':');
    if (isNested(field.getValue())) {
      text.append('\n').append(" ".repeat(indent + 2));
      block(field.getValue(), indent + 2, text);
    } else {
      text.append(' ').append(scalar(field.getValue())).append('\n');
    }
  }

  private static boolean isNested(Json value) {
    return switch (value) {
      case Json.Fields fields -> !fields.values().isEmpty();
      case Json.Items items -> !items.values().isEmpty();
      case Json.Text text -> false;
      case Json.Figure figure -> false;
      case Json.Flag flag -> false;
      case Json.Nothing nothing -> false;
    };
  }

  private static String scalar(Json value) {
    return value instanceof Json.Text text ? word(text.value()) : JsonText.compact(value);
  }

  private static String word(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORD_WITH_MEANING.matcher(text).matches();
    return plain ? text : JsonText.compact(new Json.Text(text));
  }
}
