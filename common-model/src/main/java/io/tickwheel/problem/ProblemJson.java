package io.tickwheel.problem;

/// Writes one flat JSON object. common-model is free of JSON libraries, and this is all it needs.
final class ProblemJson {
  private final StringBuilder out = new StringBuilder(256).append('{');

  ProblemJson text(String name, String value) {
    name(name).append('"');
    value.chars().forEach(c -> append((char) c));
    out.append('"');
    return this;
  }

  ProblemJson number(String name, int value) {
    name(name).append(value);
    return this;
  }

  String end() {
    return out.append('}').toString();
  }

  private StringBuilder name(String name) {
    if (out.length() > 1) {
      out.append(',');
    }
    return out.append('"').append(name).append("\":");
  }

  private void append(char c) {
    if (c == '"' || c == '\\') {
      out.append('\\').append(c);
    } else if (c < ' ') {
      out.append("\\u%04x".formatted((int) c));
    } else {
      out.append(c);
    }
  }
}
