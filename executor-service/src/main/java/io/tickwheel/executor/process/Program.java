package io.tickwheel.executor.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds the file that an argv names, as `execvp` would, so that a missing program has a name and a
/// reason instead of the exit code of whoever was to start it.
final class Program {
  private Program() {}

  /// `argv` with the program's absolute path.
  static List<String> locate(List<String> argv, String searchPath) throws NotStarted {
    for (int i = 0; i < argv.size(); i++) {
      if (argv.get(i).indexOf('\0') >= 0) {
        throw NotStarted.forGood("argv[%d] contains a NUL character", i);
      }
    }
    var located = new ArrayList<>(argv);
    located.set(0, find(argv.getFirst(), searchPath).toString());
    return List.copyOf(located);
  }

  private static Path find(String name, String searchPath) throws NotStarted {
    try {
      if (name.startsWith("/")) {
        return program(executable(Path.of(name)));
      }
      if (name.isEmpty() || name.indexOf('/') >= 0) {
        throw NotStarted.forGood(
            "'%s' cannot be started: a program is a name on the PATH or an absolute path", name);
      }
      return search(name, searchPath);
    } catch (InvalidPathException e) {
      throw NotStarted.forGood("'%s' cannot be started: %s", name, e.getReason());
    }
  }

  /// `execvp` hands a text without `#!` to a shell; we do not.
  private static Path program(Path file) throws NotStarted {
    byte[] start = new byte[4];
    try (InputStream in = Files.newInputStream(file)) {
      int count = in.readNBytes(start, 0, start.length);
      if (isScript(start, count) || isBinary(start, count)) {
        return file;
      }
    } catch (IOException e) {
      return file; // may be started but not read
    }
    throw NotStarted.forGood(
        "'%s' cannot be started: it is neither a binary nor a script with #!", file);
  }

  private static boolean isScript(byte[] start, int count) {
    return count >= 2 && start[0] == '#' && start[1] == '!';
  }

  /// ELF, or one of Mach-O's forms.
  private static boolean isBinary(byte[] start, int count) {
    return count == 4
        && switch (ByteBuffer.wrap(start).getInt()) {
          case 0x7f454c46, 0xcafebabe, 0xcffaedfe, 0xfeedfacf, 0xcefaedfe, 0xfeedface -> true;
          default -> false;
        };
  }

  private static Path search(String name, String searchPath) throws NotStarted {
    for (String folder : searchPath.split(":")) {
      Path file = Path.of(folder, name);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return program(file);
      }
    }
    throw NotStarted.forGood("'%s' cannot be started: no such program on the PATH", name);
  }

  private static Path executable(Path file) throws NotStarted {
    if (!Files.exists(file)) {
      throw NotStarted.forGood("'%s' cannot be started: no such file", file);
    }
    if (Files.isDirectory(file)) {
      throw NotStarted.forGood("'%s' cannot be started: it is a directory", file);
    }
    if (!Files.isExecutable(file)) {
      throw NotStarted.forGood("'%s' cannot be started: permission denied", file);
    }
    return file;
  }
}
