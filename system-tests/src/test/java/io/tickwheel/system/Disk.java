package io.tickwheel.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// A disk of our own: an ext4 file system in a file, mounted. What a program wrote but did not
/// sync is in the machine's memory and not in the file.
final class Disk implements AutoCloseable {
  static final long BYTES = 512L << 20;

  private final Path image;
  private final Path folder;

  private Disk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /// Throws TestAbortedException where this machine does not let us mount.
  static Disk create(Path parent, String name, long bytes)
      throws IOException, InterruptedException {
    Path image = parent.resolve(name + ".img");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(bytes);
    }
    require(List.of("mkfs.ext4", "-q", "-F", image.toString()));
    return mount(parent, name, image);
  }

  static Disk mount(Path parent, String name, Path image) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(parent.resolve(name));
    require(List.of("mount", "-o", "loop", image.toString(), folder.toString()));
    return new Disk(image, folder);
  }

  Path image() {
    return image;
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    try {
      if (run(List.of("umount", folder.toString())) != 0) {
        int _ = run(List.of("umount", "-l", folder.toString()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(image);
    Files.deleteIfExists(folder);
  }

  /// Throws TestAbortedException where the command fails.
  static void require(List<String> command) throws InterruptedException {
    try {
      if (run(command) != 0) {
        throw new TestAbortedException(
            "skipped: this machine does not let us have a disk of our own: failed: "
                + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new TestAbortedException("skipped: this machine cannot mount a disk: " + e, e);
    }
  }

  static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
