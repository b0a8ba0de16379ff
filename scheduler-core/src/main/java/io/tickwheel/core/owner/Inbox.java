package io.tickwheel.core.owner;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Messages of commands that arrived and were not decided yet.
final class Inbox implements PartitionStore.CommandIntake {
  record Message(long sequence, byte[] bytes, Runnable decided) {}

  private final Deque<Message> messages = new ArrayDeque<>();

  @Override
  public void take(long sequence, byte[] frame, Runnable decided) {
    messages.add(new Message(sequence, frame, decided));
  }

  @Nullable Message poll() {
    return messages.poll();
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  int size() {
    return messages.size();
  }
}
