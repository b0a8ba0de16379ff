package io.tickwheel.worker;

import io.tickwheel.message.Outcome;

/// Does the work of one attempt. Called on a thread of its slot, one call per slot at a time.
///
/// When the attempt is to stop (cancelled, over its time, drained, lease lost) the context's
/// cancellation is requested and the thread is interrupted. A runner that ends late is not waited
/// for: after the group's `abandonAfter` the attempt is reported without it, its slot is free for
/// others, and what it returns in the end is dropped. Its thread lives on until it returns.
///
/// An exception is a failure of the attempt, with its message and the first lines of its stack.
@FunctionalInterface
public interface AttemptRunner {
  Outcome run(Attempt attempt, AttemptContext context) throws Exception;
}
