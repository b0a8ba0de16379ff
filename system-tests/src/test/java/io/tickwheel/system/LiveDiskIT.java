package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A power cut that lost nothing, or that tore what is synced, would prove nothing about NATS.
final class LiveDiskIT {
  private static final int SYNCED_AT_LEAST = 50;

  @TempDir Path folder;

  @Test
  void cutKeepsWhatIsSyncedAndLosesTheRest() throws Exception {
    byte[] content = new byte[100_000];
    try (LiveDisk disk = LiveDisk.create(folder, "disk")) {
      try (var synced = open(disk.folder().resolve("synced"))) {
        int _ = synced.write(ByteBuffer.wrap(content));
        synced.force(true);
        Files.write(disk.folder().resolve("unsynced"), content);
      }
      try (Disk after = Disk.mount(folder, "after", disk.cut(folder, "cut"))) {
        assertThat(after.folder().resolve("synced")).hasBinaryContent(content);
        assertThat(after.folder().resolve("unsynced").toFile().length()).isZero();
      }
    }
  }

  @Test
  void cutComesWhileAProgramWrites() throws Exception {
    try (LiveDisk disk = LiveDisk.create(folder, "disk")) {
      var synced = new AtomicInteger();
      Thread writer = Thread.ofPlatform().start(() -> count(disk.folder(), synced));
      while (synced.get() < SYNCED_AT_LEAST && writer.isAlive()) {
        Thread.onSpinWait();
      }
      int before = synced.get();
      Path image = disk.cut(folder, "cut");
      assertThat(writer.isAlive()).as("the writer outlives the cut").isTrue();
      writer.interrupt();
      writer.join();
      try (Disk after = Disk.mount(folder, "after", image)) {
        var numbers = ByteBuffer.wrap(Files.readAllBytes(after.folder().resolve("numbers")));
        assertThat(numbers.remaining() / Integer.BYTES).isBetween(before, synced.get() + 1);
        for (int n = 0; numbers.remaining() >= Integer.BYTES; n++) {
          assertThat(numbers.getInt()).isEqualTo(n);
        }
      }
    }
  }

  /// Until it is interrupted.
  private static void count(Path folder, AtomicInteger synced) {
    try (var file = open(folder.resolve("numbers"))) {
      while (!Thread.currentThread().isInterrupted()) {
        int _ = file.write(ByteBuffer.allocate(Integer.BYTES).putInt(synced.get()).flip());
        file.force(true);
        int _ = synced.incrementAndGet();
      }
    } catch (IOException e) {
      assertThat(e).isInstanceOf(ClosedByInterruptException.class);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
