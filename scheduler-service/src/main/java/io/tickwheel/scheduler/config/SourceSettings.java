package io.tickwheel.scheduler.config;

import io.tickwheel.scheduler.source.Database;
import io.tickwheel.settings.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where schedules come from besides the API.
public record SourceSettings(
    List<Path> crontabFiles,
    Optional<Path> schedulesFile,
    Optional<Database> database,
    Duration databasePeriod) {
  private static final String PREFIX = "tickwheel.scheduler.";
  private static final String URL = PREFIX + "crontab-jdbc-url";
  private static final String USER = PREFIX + "crontab-jdbc-user";
  private static final String PASSWORD = PREFIX + "crontab-jdbc-password";

  public SourceSettings {
    crontabFiles = List.copyOf(crontabFiles);
  }

  /// `tickwheel.scheduler.*`: crontab-files, schedules-file, crontab-jdbc-url, -user, -password,
  /// -period.
  static SourceSettings read(SettingsReader in) {
    Optional<String> user = in.text(List.of(USER));
    Optional<String> password = in.text(List.of(PASSWORD));
    Optional<Database> database =
        in.value(List.of(URL), Database.ACCEPTED, Database::known)
            .map(url -> new Database(url, user, password));
    if (database.isEmpty() && in.text(List.of(URL)).isEmpty() && user.isPresent()) {
      in.complain("The setting " + USER + " does nothing without " + URL + ".");
    }
    return new SourceSettings(
        in.value(
                List.of(PREFIX + "crontab-files"),
                "paths of different files, separated by commas",
                SourceSettings::paths)
            .orElse(List.of()),
        in.value(List.of(PREFIX + "schedules-file"), "a path", SourceSettings::path),
        database,
        Duration.ofMillis(
            in.durationMillis(List.of(PREFIX + "crontab-jdbc-period"), 10_000, 1_000, 3_600_000)));
  }

  private static Optional<List<Path>> paths(String text) {
    List<Path> paths = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      Optional<Path> path = path(one.strip());
      if (path.isEmpty()) {
        return Optional.empty();
      }
      paths.add(path.get());
    }
    long names = paths.stream().map(Path::getFileName).distinct().count();
    return names == paths.size() ? Optional.of(paths) : Optional.empty();
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
