package io.tickwheel.alert.settings;

import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Smtp;
import io.tickwheel.alert.deliver.DeliveryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the operator configured.
public record Settings(
    String natsUrl,
    Path dataFolder,
    Duration checkInterval,
    Duration groupInterval,
    Duration retention,
    Duration sendTimeout,
    DeliveryPolicy delivery,
    Optional<Smtp> smtp,
    List<Channel> channels) {
  public Settings {
    channels = List.copyOf(channels);
  }
}
