package io.tickwheel.scheduler.intake;

import io.tickwheel.http.CallbackUrl;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.util.Map;
import java.util.Optional;

/// The limits of a submission for specifications that did not come as JSON.
public final class SpecCheck {
  private SpecCheck() {}

  /// What is wrong with the specification, or empty.
  public static Optional<Problem> problem(TaskSpec spec) {
    if (spec.payload().size() > IntakeLimits.PAYLOAD_BYTES_MAX) {
      return Optional.of(
          Problem.of(
              ProblemKind.TOO_LARGE,
              "payload has " + spec.payload().size() + " bytes.",
              "payload",
              "at most " + IntakeLimits.PAYLOAD_BYTES_MAX + " bytes"));
    }
    if (!Values.isName(spec.type(), TaskSpec.NAME_MAX)) {
      return invalid("type", "holds a character that is not accepted", "letters, digits, _-.:/@+#");
    }
    if (!Values.isName(spec.queue(), TaskSpec.NAME_MAX)) {
      return invalid(
          "queue", "holds a character that is not accepted", "letters, digits, _-.:/@+#");
    }
    if (!fits(spec.labels())) {
      return invalid("labels", "goes beyond its limits", "at most 32 labels with short values");
    }
    if (!fits(spec.executorSelector())) {
      return invalid("executor_selector", "goes beyond its limits", "at most 32 labels");
    }
    return target(spec.target());
  }

  private static Optional<Problem> target(Target target) {
    return switch (target) {
      case Target.Handler handler -> Optional.empty();
      case Target.Http http ->
          CallbackUrl.wrong(http.url())
              .flatMap(wrong -> invalid("target.url", wrong, CallbackUrl.ACCEPTED));
      case Target.Process process ->
          process.argv().size() > IntakeLimits.ARGV_MAX
                  || process.argv().stream().mapToInt(String::length).sum()
                      > IntakeLimits.ARGV_CHARS_MAX
                  || process.argv().stream().anyMatch(a -> a.indexOf('\0') >= 0)
              ? invalid("target.argv", "goes beyond its limits", "at most 256 arguments")
              : Optional.empty();
    };
  }

  private static boolean fits(Map<String, String> labels) {
    return labels.isEmpty()
        || (labels.size() <= IntakeLimits.LABELS_MAX
            && labels.entrySet().stream()
                .allMatch(
                    e ->
                        Values.isName(e.getKey(), TaskSpec.NAME_MAX)
                            && e.getValue().length() <= IntakeLimits.LABEL_VALUE_MAX));
  }

  private static Optional<Problem> invalid(String field, String wrong, String accepted) {
    return Optional.of(
        Problem.of(ProblemKind.INVALID_FIELD, field + " " + wrong + ".", field, accepted));
  }
}
