package io.tickwheel.executor.log;

import io.tickwheel.model.AttemptId;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The folder of attempts' logs: `<date>/<task>-<attempt>.log`, the date in UTC.
public final class AttemptLogs {
  private static final System.Logger LOG = System.getLogger(AttemptLogs.class.getName());
  private static final Pattern LOG_FILE =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d+\\.log(\\.1)?");

  private final Path folder;
  private final long maxBytes;
  private final Duration maxAge;
  private final InstantSource clock;

  /// An attempt keeps `maxBytes` of its output, for `maxAge`.
  public AttemptLogs(Path folder, long maxBytes, Duration maxAge, InstantSource clock) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  public AttemptLog open(AttemptId attempt) {
    String date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    return new AttemptLog(folder.resolve(date).resolve(name(attempt)), maxBytes);
  }

  /// Adds one line to the attempt's log.
  public void line(AttemptId attempt, String line) {
    try (AttemptLog log = open(attempt)) {
      log.append(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }
  }

  /// Everything that is kept of the attempt, oldest first; empty when it said nothing here.
  public Optional<InputStream> read(AttemptId attempt) throws IOException {
    var parts = new ArrayList<InputStream>();
    for (Path date : dates()) {
      Path file = date.resolve(name(attempt));
      for (Path part : List.of(AttemptLog.rotated(file), file)) {
        if (Files.isRegularFile(part)) {
          parts.add(Files.newInputStream(part));
        }
      }
    }
    return parts.stream().reduce(SequenceInputStream::new);
  }

  /// Removes logs that were last written to longer ago than they are kept. Touches nothing that is
  /// not a log of ours. Returns how many went.
  public int removeOld() throws IOException {
    Instant limit = clock.instant().minus(maxAge);
    int removed = 0;
    for (Path date : dates()) {
      removed += removeOld(date, limit);
    }
    if (removed > 0) {
      LOG.log(System.Logger.Level.INFO, "removed {0} logs older than {1}", removed, maxAge);
    }
    return removed;
  }

  private static int removeOld(Path date, Instant limit) throws IOException {
    int removed = 0;
    boolean empty = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(date)) {
      for (Path file : files) {
        if (isLog(file) && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
          Files.deleteIfExists(file);
          removed++;
        } else {
          empty = false;
        }
      }
    }
    LocalDate day = LocalDate.parse(date.getFileName().toString());
    if (empty && day.isBefore(LocalDate.ofInstant(limit, ZoneOffset.UTC))) {
      Files.deleteIfExists(date);
    }
    return removed;
  }

  private List<Path> dates() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries
          .filter(entry -> isDate(entry.getFileName().toString()) && Files.isDirectory(entry))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static boolean isDate(String name) {
    try {
      return LocalDate.parse(name).toString().equals(name);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static boolean isLog(Path file) {
    return LOG_FILE.matcher(file.getFileName().toString()).matches();
  }

  private static String name(AttemptId attempt) {
    return attempt.task() + "-" + attempt.number() + ".log";
  }
}
