package io.tickwheel.core.owner;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A snapshot blob's name, such as `4711-3`: the epoch of the owner that wrote it, and its number
/// among that owner's blobs.
record BlobName(long epoch, long number) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /// Empty when an owner did not give the name.
  static Optional<BlobName> parse(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new BlobName(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /// Whether the other was written by an earlier owner, or by the same no later.
  boolean isNotBefore(BlobName other) {
    return epoch > other.epoch || (epoch == other.epoch && number >= other.number);
  }

  @Override
  public String toString() {
    return epoch + "-" + number;
  }
}
