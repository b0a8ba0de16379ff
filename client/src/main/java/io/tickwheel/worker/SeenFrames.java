package io.tickwheel.worker;

import io.tickwheel.message.DispatchFrame;
import io.tickwheel.model.AttemptId;
import java.util.LinkedHashMap;
import java.util.Map;

/// Recognises a dispatch frame that arrives a second time because its first publishing seemed to
/// have failed. An attempt is dispatched in one frame only, so its first attempt names a frame.
/// Remembers some seconds at full load. Not thread-safe.
final class SeenFrames {
  private static final int REMEMBERED = 16_384;

  private final Map<AttemptId, Boolean> firsts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptId, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  boolean isRepeat(DispatchFrame frame) {
    return !frame.dispatches().isEmpty()
        && firsts.put(frame.dispatches().getFirst().attempt(), Boolean.TRUE) != null;
  }
}
