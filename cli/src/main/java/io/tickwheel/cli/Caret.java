package io.tickwheel.cli;

/// Points at a character of a text: the text on one line, a caret under the character on the next.
final class Caret {
  private Caret() {}

  /// `position` counts UTF-16 units. Tabs stay tabs on both lines; what would steer the terminal is
  /// shown as a question mark.
  static String under(String text, int position) {
    var shown = new StringBuilder(text.length());
    var below = new StringBuilder(position + 1);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean steers = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      shown.append(c != '\t' && steers ? '?' : c);
      if (i < position) {
        below.append(c == '\t' ? '\t' : ' ');
      }
    }
    return shown.append(System.lineSeparator()).append(below).append('^').toString();
  }
}
