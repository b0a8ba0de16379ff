package io.tickwheel.scheduler.rest;

import java.util.List;
import java.util.regex.Pattern;

/// Which methods a path takes, for those who used another.
final class AllowedMethods {
  private static final List<Rule> RULES =
      List.of(
          new Rule("/api/v1/tasks", "GET, POST"),
          new Rule("/tasks|/api/v1/tasks/(batch|cron|delay)", "POST"),
          new Rule("/api/v1/tasks/[^/]+", "GET, PATCH"),
          new Rule("/(api/v1/)?tasks/[^/]+/(cancel|retry|run-now)", "POST"),
          new Rule("/api/v1/schedules", "GET, POST"),
          new Rule("/api/v1/schedules/sync", "DELETE, GET, PATCH, POST, PUT"),
          new Rule("/api/v1/schedules/[^/]+", "DELETE, GET, PATCH, PUT"),
          new Rule("/api/v1/schedules/[^/]+/(pause|resume|trigger|backfill)", "POST"),
          new Rule("/api/v1/dlq/[^/]+/(retry|discard)", "POST"),
          new Rule("/api/v1/dlq/[^/]+", "DELETE"),
          new Rule("/api/v1/crontab", "GET, POST"));

  private static final String OTHERWISE = "GET";

  private AllowedMethods() {}

  private record Rule(Pattern path, String methods) {
    Rule(String path, String methods) {
      this(Pattern.compile(path), methods);
    }
  }

  static String of(String path) {
    return RULES.stream()
        .filter(rule -> rule.path.matcher(path).matches())
        .findFirst()
        .map(Rule::methods)
        .orElse(OTHERWISE);
  }
}
