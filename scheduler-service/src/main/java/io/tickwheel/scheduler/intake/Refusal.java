package io.tickwheel.scheduler.intake;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.util.Optional;

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

  /// The same of a field of the object at `prefix`, which ends with a dot.
  Refusal within(String prefix) {
    if (problem.field().isEmpty()) {
      return this;
    }
    String name = problem.field().get();
    String detail = problem.detail();
    return new Refusal(
        new Problem(
            problem.kind(),
            detail.startsWith(name) ? prefix + detail : detail,
            Optional.of(prefix + name),
            problem.position(),
            problem.accepted(),
            problem.retryAfterSeconds()));
  }

  static Refusal of(Problem problem) {
    return new Refusal(problem);
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
