package io.tickwheel.model;

import static io.tickwheel.model.Require.require;

import java.util.regex.Pattern;

/// A schedule's name, unique in the system and chosen by whoever defines it. Goes into URLs as it
/// is.
public record ScheduleId(String text) implements Comparable<ScheduleId> {
  public static final int LENGTH_MAX = 200;

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]*");

  private static final long FIRST_START = 0xcbf2_9ce4_8422_2325L;
  private static final long SECOND_START = 0x9e37_79b9_7f4a_7c15L;
  private static final long PRIME = 0x100_0000_01b3L;

  public ScheduleId {
    require(
        text.length() <= LENGTH_MAX && FORM.matcher(text).matches(),
        "a schedule id has 1..200 of the characters A-Z a-z 0-9 . _ : @ - and begins with a letter"
            + " or digit");
  }

  /// Where its owner keeps it: names the partition, and is to a schedule what its id is to a task.
  /// 124 bits of hash: whether the place is another schedule's is checked by the owner.
  public TaskId place(int partitions) {
    return TaskId.derive(hash(FIRST_START), hash(SECOND_START), partitions);
  }

  /// The id of the task that runs the occurrence due at `nominalMillis`. The same on every machine
  /// and for ever; a re-run of the occurrence differs in `run`, which counts from 0.
  public TaskId occurrence(int partition, long nominalMillis, int run) {
    long high = mix(hash(FIRST_START) + nominalMillis * 0x9E37_79B9_7F4A_7C15L + run);
    long low = mix(hash(SECOND_START) ^ (nominalMillis + run * 0xD1B5_4A32_D192_ED03L));
    return TaskId.derive(high, low).in(partition);
  }

  /// FNV-1a over the characters, finished by a mixer.
  private long hash(long start) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public int compareTo(ScheduleId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
