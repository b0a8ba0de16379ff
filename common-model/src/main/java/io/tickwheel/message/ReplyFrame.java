package io.tickwheel.message;

import java.util.List;

/// Answers to the commands of frame `number` sent to `partition`, in their order.
public record ReplyFrame(int partition, long number, List<Reply> replies) {
  public ReplyFrame {
    replies = List.copyOf(replies);
  }
}
