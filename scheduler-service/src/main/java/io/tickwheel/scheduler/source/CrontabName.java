package io.tickwheel.scheduler.source;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a crontab is called. Its schedules' ids begin with it.
public final class CrontabName {
  public static final String DEFAULT = "default";
  public static final String ACCEPTED =
      "1 to 64 of the characters A-Z a-z 0-9 . _ -, beginning with a letter or digit";

  private static final int LENGTH_MAX = 64;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private CrontabName() {}

  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }

  /// The file's name, with `-` for what names do not have.
  static String of(Path file) {
    Path last = file.getFileName();
    String plain = (last == null ? "" : last.toString()).replaceAll("[^A-Za-z0-9._-]", "-");
    String begun = isName(plain.substring(0, Math.min(1, plain.length()))) ? plain : "c" + plain;
    return begun.substring(0, Math.min(begun.length(), LENGTH_MAX));
  }
}
