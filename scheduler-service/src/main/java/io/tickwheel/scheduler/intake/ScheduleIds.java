package io.tickwheel.scheduler.intake;

import io.tickwheel.model.ScheduleId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Ids of schedules, as people give them or as they follow from something else.
public final class ScheduleIds {
  public static final String ACCEPTED =
      "1 to "
          + ScheduleId.LENGTH_MAX
          + " of the characters A-Z a-z 0-9 . _ : @ -, beginning with a letter or digit";

  private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9._:@]+");
  private static final Pattern EDGES = Pattern.compile("^[^a-z0-9]+|[^a-z0-9]+$");

  private ScheduleIds() {}

  public static Optional<ScheduleId> parse(String text) {
    try {
      return Optional.of(new ScheduleId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// `Nightly backup` gives `nightly-backup`; empty when the name has no letter that ids have.
  static Optional<ScheduleId> ofName(String name) {
    String plain = FOREIGN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    return parse(EDGES.matcher(plain).replaceAll(""));
  }

  static ScheduleId random(long bits) {
    return new ScheduleId("schedule-" + HexFormat.of().toHexDigits(bits));
  }

  /// The same for the same key, wherever it comes in.
  static ScheduleId ofKey(IdempotencyKey key) {
    byte[] hash = IdempotencyKey.sha256().digest(key.text().getBytes(StandardCharsets.UTF_8));
    long high = ByteBuffer.wrap(hash).getLong();
    long low = ByteBuffer.wrap(hash).getLong(Long.BYTES);
    return new ScheduleId(
        "key-" + HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low));
  }
}
