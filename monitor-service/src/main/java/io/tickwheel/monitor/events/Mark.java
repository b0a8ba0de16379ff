package io.tickwheel.monitor.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jboss.logging.Logger;

/// How far was told, in a file beside the history: it grows when others have heard, not when the
/// history does. When it is lost or behind, something is told again.
final class Mark {
  private static final Logger LOG = Logger.getLogger(Mark.class);

  private final Path file;

  Mark(Path folder) {
    this.file = folder.resolve("events-told");
  }

  /// The place up to which this journal was told; -1 for nothing of it.
  long read(String journal) {
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      return lines.size() == 2 && lines.get(0).equals(journal) ? Long.parseLong(lines.get(1)) : -1;
    } catch (IOException | NumberFormatException e) {
      LOG.warnf("%s cannot be read, so events are told again: %s", file, e.getMessage());
      return -1;
    }
  }

  void write(String journal, long place) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, List.of(journal, Long.toString(place)));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
