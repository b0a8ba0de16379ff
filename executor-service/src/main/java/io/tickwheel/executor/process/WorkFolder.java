package io.tickwheel.executor.process;

import io.tickwheel.model.AttemptId;
import io.tickwheel.model.Payload;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An attempt's private folder, which only we can enter and which goes with the attempt. Its
/// process works in `cwd`; `stdin` holds the payload.
final class WorkFolder implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WorkFolder.class.getName());

  private static final Set<PosixFilePermission> ONLY_US =
      PosixFilePermissions.fromString("rwx------");

  private final Path root;

  private WorkFolder(Path root) {
    this.root = root;
  }

  static WorkFolder create(Path parent, AttemptId attempt, Payload payload) throws IOException {
    var folder = new WorkFolder(parent.resolve(attempt.task() + "-" + attempt.number()));
    delete(folder.root);
    var onlyUs = PosixFilePermissions.asFileAttribute(ONLY_US);
    Files.createDirectories(parent);
    Files.createDirectory(folder.root, onlyUs);
    Files.createDirectory(folder.cwd(), onlyUs);
    Files.write(folder.stdin(), payload.bytes());
    return folder;
  }

  Path cwd() {
    return root.resolve("cwd");
  }

  Path stdin() {
    return root.resolve("stdin");
  }

  /// Removes the folder and all in it, links themselves and never what they point to.
  @Override
  public void close() {
    try {
      delete(root);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING, "the work folder {0} could not be removed: {1}", root, e);
    }
  }

  static void delete(Path root) throws IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(root, new Remover(Optional.empty()));
    }
  }

  /// `opened` is a directory whose permissions were just restored.
  private static final class Remover extends SimpleFileVisitor<Path> {
    private final Optional<Path> opened;

    Remover(Optional<Path> opened) {
      this.opened = opened;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /// A task may have locked itself out of its own folder.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
      if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }
      if (opened.filter(file::equals).isPresent()) {
        throw fault;
      }
      Files.setPosixFilePermissions(file, ONLY_US);
      Files.walkFileTree(file, new Remover(Optional.of(file)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException fault)
        throws IOException {
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }
  }
}
