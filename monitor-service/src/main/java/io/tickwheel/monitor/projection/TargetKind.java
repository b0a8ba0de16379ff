package io.tickwheel.monitor.projection;

import io.tickwheel.wire.proto.TaskSpec;
import java.util.Locale;

/// The kind of a task's target. The order is the database's: new ones go last.
public enum TargetKind {
  UNKNOWN,
  HTTP,
  PROCESS,
  HANDLER;

  private final String word = name().toLowerCase(Locale.ROOT);

  public String word() {
    return word;
  }

  static TargetKind ofField(int number) {
    return switch (number) {
      case TaskSpec.HTTP_FIELD_NUMBER -> HTTP;
      case TaskSpec.PROCESS_FIELD_NUMBER -> PROCESS;
      case TaskSpec.HANDLER_FIELD_NUMBER -> HANDLER;
      default -> UNKNOWN;
    };
  }
}
