package io.tickwheel.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A [Disk] that lies on another one, for a copy of it to be of one moment while programs go on
/// writing. The disk below is frozen for the time of a copy: it finishes the blocks that it has
/// begun to write and takes no more until it thaws. No program is stopped; one that syncs waits.
///
/// Frozen is the disk below, never the one that programs write to: a file system writes down all
/// that it has before it freezes, which is what a power cut does not let it do. As it is, what a
/// program wrote but did not sync stays in the machine's memory and out of the copy. A drive that
/// loses blocks from its own cache is not simulated.
final class LiveDisk implements AutoCloseable {
  /// Thaws whatever happens: on a disk that stays frozen nobody could even unmount.
  private static final String WHILE_FROZEN =
      """
      trap '' HUP INT TERM
      disk=$1; shift
      fsfreeze --freeze "$disk" || exit
      "$@"; result=$?
      fsfreeze --unfreeze "$disk" && exit $result
      """;

  private final Disk below;
  private final Disk disk;

  private LiveDisk(Disk below, Disk disk) {
    this.below = below;
    this.disk = disk;
  }

  /// Throws TestAbortedException where this machine does not let us mount or freeze.
  static LiveDisk create(Path parent, String name) throws IOException, InterruptedException {
    Disk below = Disk.create(parent, name + "-below", 2 * Disk.BYTES);
    try {
      Disk.require(whileFrozen(below, "true"));
      return new LiveDisk(below, Disk.create(below.folder(), name, Disk.BYTES));
    } catch (IOException | InterruptedException | RuntimeException e) {
      below.close();
      throw e;
    }
  }

  Path folder() {
    return disk.folder();
  }

  /// What the disk would hold if the power went now, for a disk of its own in another folder.
  /// Mounting that replays its journal.
  Path cut(Path parent, String name) throws IOException, InterruptedException {
    Path copy = parent.resolve(name + ".img");
    var copying = whileFrozen(below, "cp", "--sparse=always", disk.image() + "", copy + "");
    if (Disk.run(copying) != 0) {
      throw new IOException(disk.image() + " could not be copied; there is no disk after the cut");
    }
    return copy;
  }

  @Override
  public void close() throws IOException {
    try (below) {
      disk.close();
    }
  }

  private static List<String> whileFrozen(Disk disk, String... command) {
    var all = new ArrayList<>(List.of("sh", "-c", WHILE_FROZEN, "sh", disk.folder().toString()));
    all.addAll(List.of(command));
    return all;
  }
}
