package io.tickwheel.executor.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// `/proc`. Callers that ask at the same time share one reading, since a reading costs
/// milliseconds.
final class LinuxProcessTable implements ProcessTable {
  private static final File PROC = new File("/proc");
  private static final byte[] MARK = ("\0" + Cookie.VARIABLE + "=").getBytes(ISO_8859_1);
  private static final int STAT_MAX_BYTES = 1024;

  /// A process with more environment than this hides its cookie behind it only on purpose; its
  /// group and parent still betray it.
  private static final int ENVIRONMENT_MAX_BYTES = 256 * 1024;

  private final long pageSize = Posix.pageSize();
  private final AtomicLong begun = new AtomicLong();
  private long lastBegun;
  private List<Entry> last = List.of();

  static boolean isPresent() {
    return new File(PROC, "self/environ").exists();
  }

  @Override
  public List<Entry> look() {
    long before = begun.get();
    synchronized (this) {
      if (lastBegun <= before) {
        lastBegun = begun.incrementAndGet();
        last = read();
      }
      return last;
    }
  }

  private List<Entry> read() {
    var entries = new ArrayList<Entry>();
    String[] names = PROC.list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        Entry entry = entry(Long.parseLong(name));
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    return List.copyOf(entries);
  }

  /// Null when the process is gone, a zombie or a thread of the kernel.
  private @Nullable Entry entry(long pid) {
    try {
      String stat = new String(bytes(pid + "/stat", STAT_MAX_BYTES), ISO_8859_1);
      // The name in parentheses may contain anything, so the fields count from its end.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long parent = Long.parseLong(fields[1]);
      if (fields[0].equals("Z") || fields[0].equals("X") || parent == 2 || pid == 2) {
        return null;
      }
      return new Entry(
          pid,
          parent,
          Long.parseLong(fields[2]),
          Long.parseLong(fields[3]),
          Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
          Long.parseLong(fields[21]) * pageSize,
          cookie(pid));
    } catch (IOException | RuntimeException e) {
      return null; // gone while we looked
    }
  }

  private static @Nullable String cookie(long pid) {
    byte[] environment;
    try {
      environment = bytes(pid + "/environ", ENVIRONMENT_MAX_BYTES);
    } catch (IOException e) {
      return null; // another user's: not one of ours
    }
    int at = indexOfMark(environment);
    if (at < 0) {
      return null;
    }
    int end = at;
    while (end < environment.length && environment[end] != 0) {
      end++;
    }
    return new String(environment, at, end - at, ISO_8859_1);
  }

  /// Where the cookie's value begins. `environment` holds `name=value` entries that end with NUL.
  private static int indexOfMark(byte[] environment) {
    for (int start = -1; start < environment.length; start = next(environment, start + 1)) {
      if (isMark(environment, start + 1)) {
        return start + MARK.length;
      }
    }
    return -1;
  }

  private static boolean isMark(byte[] environment, int at) {
    for (int i = 1; i < MARK.length; i++) {
      if (at + i - 1 >= environment.length || environment[at + i - 1] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private static int next(byte[] environment, int from) {
    int at = from;
    while (at < environment.length && environment[at] != 0) {
      at++;
    }
    return at;
  }

  private static byte[] bytes(String path, int max) throws IOException {
    try (var in = new FileInputStream(new File(PROC, path))) {
      return in.readNBytes(max);
    }
  }
}
