package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;

/// What is wrong with when something is to be due, in the words of whoever tried to read it.
public final class BadTiming {
  private static final String ACCEPTED_MARK = "; accepted: ";

  private BadTiming() {}

  /// `sentence` says the problem and what is accepted; `position` is negative when it is not about
  /// a place in the field's text.
  public static Problem problem(String field, String sentence, int position) {
    int mark = sentence.indexOf(ACCEPTED_MARK);
    String wrong = plain(mark < 0 ? sentence : sentence.substring(0, mark));
    String accepted = mark < 0 ? "" : sentence.substring(mark + ACCEPTED_MARK.length());
    Problem problem =
        Problem.of(ProblemKind.INVALID_FIELD, field + ": " + wrong + ".", field, accepted);
    return position < 0 ? problem : problem.at(position);
  }

  private static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints().forEach(c -> plain.appendCodePoint(Character.isISOControl(c) ? 0xFFFD : c));
    return plain.toString();
  }
}
