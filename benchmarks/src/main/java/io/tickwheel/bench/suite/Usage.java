package io.tickwheel.bench.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What processes cost, as Linux and the JVM tell it.
final class Usage {
  private static final double TICKS_PER_SECOND = 100;
  private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

  private Usage() {}

  /// Processor time used so far, user and system.
  static double cpuSeconds(List<Long> pids) throws IOException {
    double ticks = 0;
    for (long pid : pids) {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      ticks += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }
    return ticks / TICKS_PER_SECOND;
  }

  /// Resident memory.
  static double rssMb(List<Long> pids) throws IOException {
    double kb = 0;
    for (long pid : pids) {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        if (line.startsWith("VmRSS:")) {
          kb += Double.parseDouble(line.replaceAll("[^0-9]", ""));
        }
      }
    }
    return kb / 1024;
  }

  /// What is in use after a full collection, young and old generation together.
  static double liveHeapMb(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    String heap = jcmd(pid, "GC.heap_info");
    double kb = 0;
    for (String line : heap.lines().toList()) {
      Matcher used = USED.matcher(line);
      if (used.find()) {
        kb += Double.parseDouble(used.group(1));
      }
    }
    return kb / 1024;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }
}
