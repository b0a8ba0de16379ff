package io.tickwheel.scheduler.intake;

import java.time.Instant;

/// How much of anything a submission may hold. They bound memory, journal size and time to parse.
public final class IntakeLimits {
  /// A task is kept in memory until it is final, and travels in frames of at most 8 MB.
  public static final int PAYLOAD_BYTES_MAX = 256 * 1024;

  /// One task's whole body: the payload, as many bytes of everything else, and room for blanks.
  public static final int BODY_BYTES_MAX = 1024 * 1024;

  /// A streamed batch. It is read line by line, so this bounds time, not memory.
  public static final long BATCH_BYTES_MAX = 64L * 1024 * 1024;

  /// Answers of a batch are held until the whole batch is read.
  public static final int BATCH_TASKS_MAX = 100_000;

  public static final int JSON_DEPTH_MAX = 64;
  public static final int JSON_NAME_MAX = 512;
  public static final int JSON_NUMBER_MAX = 400;

  public static final int KEY_MAX = 255;
  public static final int HEADERS_MAX = 64;
  public static final int HEADER_VALUE_MAX = 4096;
  public static final int ARGV_MAX = 256;
  public static final int ARGV_CHARS_MAX = 64 * 1024;
  public static final int ENV_MAX = 128;
  public static final int ENV_VALUE_MAX = 8192;
  public static final int LABELS_MAX = 32;
  public static final int LABEL_VALUE_MAX = 256;
  public static final int DELAYS_MAX = 100;
  public static final int EXIT_CODES_MAX = 256;
  public static final int REASON_MAX = 512;
  public static final int CRON_CHARS_MAX = 512;
  public static final int BACKFILL_CONCURRENT_MAX = 1_000;

  /// Leap days included, ten years never exceed this.
  public static final long DELAY_MAX_MILLIS = 3653L * 86_400_000;

  /// Between two attempts nobody waits longer than this.
  public static final long BACKOFF_MAX_MILLIS = 366L * 86_400_000;

  public static final long TIME_MAX_MILLIS =
      Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private IntakeLimits() {}
}
