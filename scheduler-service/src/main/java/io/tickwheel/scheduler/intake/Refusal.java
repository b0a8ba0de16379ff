package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;

/// Leaves the reading of a body with what is wrong with it. Never leaves this package.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private Refusal(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  static Refusal of(ProblemKind kind, String detail) {
    return new Refusal(Problem.of(kind, detail));
  }

  static Refusal of(ProblemKind kind, String detail, String field, String accepted) {
    return new Refusal(Problem.of(kind, detail, field, accepted));
  }

  static Refusal invalid(String field, String wrong, String accepted) {
    return of(ProblemKind.INVALID_FIELD, field + " " + wrong + ".", field, accepted);
  }
}
