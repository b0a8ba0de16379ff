package io.tickwheel.alert.channel;

/// A text that never shows up in a log.
public record Secret(String value) {
  @Override
  public String toString() {
    return "Secret[…]";
  }
}
