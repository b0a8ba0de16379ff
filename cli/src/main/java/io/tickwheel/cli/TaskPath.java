package io.tickwheel.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Paths and queries of the REST interface, whatever a user typed into them.
final class TaskPath {
  static final String TASKS = "/api/v1/tasks";

  private TaskPath() {}

  static String task(String id) {
    if (id.isBlank()) {
      throw CliException.usage("a task id is missing");
    }
    return TASKS + "/" + encoded(id);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
