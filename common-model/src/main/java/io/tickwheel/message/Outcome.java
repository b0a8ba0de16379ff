package io.tickwheel.message;

import io.tickwheel.model.Failure;
import io.tickwheel.model.Payload;

/// How an attempt ended, as its executor saw it.
public sealed interface Outcome {
  record Succeeded(Payload output) implements Outcome {}

  record Failed(Failure failure) implements Outcome {}

  /// Never started: no slot, unknown type, draining. Not charged.
  record Refused(String reason) implements Outcome {}

  /// Started, then cut short by the executor's own drain. Not charged.
  record Interrupted(String reason) implements Outcome {}

  /// Stopped because the owner asked for it.
  record Cancelled(String reason) implements Outcome {}

  /// The outcome's kind in one word, for records and logs.
  default String word() {
    return switch (this) {
      case Succeeded succeeded -> "succeeded";
      case Failed failed -> "failed";
      case Refused refused -> "refused";
      case Interrupted interrupted -> "interrupted";
      case Cancelled cancelled -> "cancelled";
    };
  }
}
