package io.tickwheel.executor.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The few calls of the C library that Java has no words for.
final class Posix {
  static final int SIGKILL = 9;
  static final int SIGTERM = 15;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final MethodHandle KILL = find("kill", FunctionDescriptor.of(INT, INT, INT));
  private static final MethodHandle PIPE =
      find("pipe", FunctionDescriptor.of(INT, ValueLayout.ADDRESS));
  private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(INT, INT));
  private static final MethodHandle PAGE_SIZE = find("getpagesize", FunctionDescriptor.of(INT));

  private Posix() {}

  /// A negative `pid` is the process group of that number. True when somebody was there.
  static boolean kill(long pid, int signal) {
    try {
      return (int) KILL.invokeExact((int) pid, signal) == 0;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  /// File descriptors of a new pipe: where to read, where to write.
  static int[] pipe() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(INT, 2);
      if ((int) PIPE.invokeExact(ends) != 0) {
        throw new IOException("no pipe could be made: too many files are open");
      }
      return ends.toArray(INT);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static void close(int descriptor) {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  static int pageSize() {
    try {
      return (int) PAGE_SIZE.invokeExact();
    } catch (Throwable e) {
      throw broken(e);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle find(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  private static IllegalStateException broken(Throwable e) {
    return new IllegalStateException("a call of the C library failed", e);
  }
}
