package io.tickwheel.alert.channel;

/// Sends one notification to one channel, within its timeout. Never throws for the world's faults.
public interface Sender {
  Sent send(Channel channel, Notification notification);
}
