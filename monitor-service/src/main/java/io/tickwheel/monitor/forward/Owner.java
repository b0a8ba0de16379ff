package io.tickwheel.monitor.forward;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Who answers a request.
enum Owner {
  MONITOR,
  SCHEDULER,
  ALERT;

  private static final String API = "/api/v1/";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /// Paths of the monitor, whatever the method.
  private static final Pattern OURS =
      Pattern.compile("/api/v1/(history(/[^/]*)?|metrics|overview|events|set-aside)/?");

  /// Paths of which the monitor answers the reading.
  private static final Pattern OURS_TO_READ =
      Pattern.compile("/api/v1/(tasks|tasks/[^/]*/attempts|dlq|schedules/[^/]*/occurrences)/?");

  private static final Pattern ALERTS =
      Pattern.compile("/api/v1/(alerts|channels|rules|silences)(/.*)?");

  /// Paths outside the API's folder that a scheduler answers.
  private static final List<Pattern> ALIASES =
      List.of(
          Pattern.compile("/tasks(/.*)?"), Pattern.compile("/stats"), Pattern.compile("/openapi"));

  /// `path` is as the client wrote it.
  static Owner of(String method, String path) {
    if (!path.startsWith(API)) {
      return ALIASES.stream().anyMatch(alias -> alias.matcher(path).matches())
          ? SCHEDULER
          : MONITOR;
    }
    if (OURS.matcher(path).matches()
        || (READING.contains(method) && OURS_TO_READ.matcher(path).matches())) {
      return MONITOR;
    }
    return ALERTS.matcher(path).matches() ? ALERT : SCHEDULER;
  }
}
