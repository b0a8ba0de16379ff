package io.tickwheel.executor.settings;

import io.tickwheel.executor.http.AddressGuard;
import io.tickwheel.executor.load.Limits;
import io.tickwheel.http.WebhookSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Everything the operator may decide, checked.
public record Settings(
    String natsUrl,
    String name,
    Map<String, String> labels,
    Path dataFolder,
    Slots slots,
    Limits limits,
    Logs logs,
    Http http,
    int outputBytes,
    Duration cancelGrace,
    Duration drainTimeout) {

  /// Attempts that run at once, by kind.
  public record Slots(int process, int http, int handler) {}

  /// Attempts' logs: where, how much of each attempt, how long.
  public record Logs(Path folder, long maxBytes, Duration maxAge) {}

  public record Http(AddressGuard guard, WebhookSigner signer, boolean loopback) {}
}
