package io.tickwheel.core.ready;

import org.jspecify.annotations.Nullable;

/// First in, first out, with removal from anywhere in O(1).
final class Line {
  final Lane lane;
  private @Nullable Waiting first;
  private @Nullable Waiting last;

  Line(Lane lane) {
    this.lane = lane;
  }

  @Nullable Waiting first() {
    return first;
  }

  void append(Waiting element) {
    element.before = last;
    element.after = null;
    element.line = this;
    if (last == null) {
      first = element;
    } else {
      last.after = element;
    }
    last = element;
  }

  void remove(Waiting element) {
    if (element.before == null) {
      first = element.after;
    } else {
      element.before.after = element.after;
    }
    if (element.after == null) {
      last = element.before;
    } else {
      element.after.before = element.before;
    }
    element.before = null;
    element.after = null;
    element.line = null;
  }
}
