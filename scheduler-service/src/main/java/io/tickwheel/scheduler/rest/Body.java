package io.tickwheel.scheduler.rest;

import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import io.tickwheel.scheduler.intake.BodyTooLarge;
import io.tickwheel.scheduler.intake.IntakeLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Reads a request's body on its event loop, up to the limit of one task.
final class Body {
  private static final Set<String> JSON_TYPES =
      Set.of("application/json", "application/merge-patch+json", "text/json");

  /// With what tools send that are told nothing.
  private static final Set<String> TEXT_TYPES =
      Set.of(
          "text/plain",
          "text/crontab",
          "application/octet-stream",
          "application/x-www-form-urlencoded");

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private @Nullable Buffer read;
  private long size;

  private Body() {}

  /// The body, which must not be announced as anything but JSON. Fails with [ProblemException].
  static CompletableFuture<byte[]> json(HttpServerRequest request) {
    requireType(request, JSON_TYPES, "application/json");
    return new Body().readFrom(request);
  }

  /// The body, which must not be announced as anything but text. Fails with [ProblemException].
  static CompletableFuture<byte[]> text(HttpServerRequest request) {
    requireType(request, TEXT_TYPES, "text/plain");
    return new Body().readFrom(request);
  }

  static void requireType(HttpServerRequest request, Set<String> types, String accepted) {
    String given = request.getHeader("Content-Type");
    if (given == null || given.isBlank()) {
      return;
    }
    String[] parts = given.toLowerCase(Locale.ROOT).split(";", 2);
    boolean otherCharset =
        parts.length > 1
            && parts[1].contains("charset")
            && !parts[1].replaceAll("[\"\\s]", "").contains("charset=utf-8");
    if (!types.contains(parts[0].strip()) || otherCharset) {
      throw new ProblemException(
          Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "The content type '" + Problem.shown(given) + "' is not accepted.",
              "Content-Type",
              accepted + ", encoded as UTF-8"));
    }
  }

  private CompletableFuture<byte[]> readFrom(HttpServerRequest request) {
    request.handler(chunk -> take(chunk, request));
    request.endHandler(end -> finish());
    request.exceptionHandler(whole::completeExceptionally);
    request.resume();
    return whole;
  }

  /// A body that is too large is read on but not kept, so that its sender comes to read the answer;
  /// one that does not end is cut off.
  private void take(Buffer chunk, HttpServerRequest request) {
    size += chunk.length();
    if (size > IntakeLimits.BATCH_BYTES_MAX) {
      request.pause();
      finish();
    } else if (size <= IntakeLimits.BODY_BYTES_MAX) {
      Buffer before = read;
      read = before == null ? chunk : before.appendBuffer(chunk);
    }
  }

  private void finish() {
    if (size > IntakeLimits.BODY_BYTES_MAX) {
      whole.completeExceptionally(new ProblemException(BodyTooLarge.problem(size)));
    } else {
      whole.complete(read == null ? new byte[0] : read.getBytes());
    }
  }
}
