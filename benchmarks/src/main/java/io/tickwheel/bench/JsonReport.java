package io.tickwheel.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/// A line of JSON for each figure, as soon as it is known; what is for people goes elsewhere.
final class JsonReport implements Report {
  private final PrintStream figures;
  private final PrintStream notes;

  JsonReport(PrintStream figures, PrintStream notes) {
    this.figures = figures;
    this.notes = notes;
  }

  @Override
  public void figure(Figure figure) {
    String yardsticks =
        figure.yardsticks().entrySet().stream()
            .map(entry -> string(entry.getKey()) + ":" + number(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    figures.println(
        "{\"name\":%s,\"value\":%s,\"unit\":%s,\"yardsticks\":%s}"
            .formatted(
                string(figure.name()), number(figure.value()), string(figure.unit()), yardsticks));
    figures.flush();
  }

  @Override
  public void note(String sentence) {
    notes.println(sentence);
  }

  @Override
  public void close() {
    figures.flush();
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "null";
  }

  private static String string(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
