package io.tickwheel.scheduler.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A file that is read again when it changes. Looked at, not listened to: that holds for network
/// disks, links that are exchanged and editors that write anew, too. Not thread-safe.
final class WatchedFile {
  private static final long BYTES_MAX = 16L * 1024 * 1024;

  private final Path path;
  private Optional<Stamp> read = Optional.empty();
  private boolean lookedAt;

  private record Stamp(long modifiedNanos, long size, Optional<Object> key) {}

  WatchedFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /// Also when it has gone, or come.
  boolean isChanged() {
    return !lookedAt || !stamp().equals(read);
  }

  String text() throws SourceGoneException {
    Optional<Stamp> stamp = stamp();
    read = stamp;
    lookedAt = true;
    try {
      if (stamp.map(Stamp::size).orElse(0L) > BYTES_MAX) {
        throw new SourceGoneException("%s has more than %s bytes".formatted(path, BYTES_MAX));
      }
      byte[] bytes = Files.readAllBytes(path);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SourceGoneException(path + " is not encoded as UTF-8", e);
    } catch (NoSuchFileException e) {
      throw new SourceGoneException("there is no file " + path, e);
    } catch (IOException e) {
      throw new SourceGoneException("%s cannot be read: %s".formatted(path, e), e);
    }
  }

  private Optional<Stamp> stamp() {
    try {
      BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(
              is.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              is.size(),
              Optional.ofNullable(is.fileKey())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
