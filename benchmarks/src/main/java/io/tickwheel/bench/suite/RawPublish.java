package io.tickwheel.bench.suite;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/// The yardstick: one message per task, published asynchronously to a file stream of the same
/// server.
final class RawPublish {
  private static final int MESSAGES = 40_000;
  private static final int WINDOW = 2_000;
  private static final byte[] BODY = new byte[128];

  private RawPublish() {}

  /// Messages per second.
  static double rate(String url) throws Exception {
    Options options = Options.builder().server(url).dontForceFlushOnRequest().build();
    Connection connection = Nats.connect(options);
    try {
      var streams = connection.jetStreamManagement();
      var _ =
          streams.addStream(
              StreamConfiguration.builder()
                  .name("BENCH_RAW")
                  .subjects("bench.raw")
                  .storageType(StorageType.File)
                  .build());
      JetStream stream = connection.jetStream();
      long begin = System.nanoTime();
      Deque<CompletableFuture<PublishAck>> window = new ArrayDeque<>();
      for (int i = 0; i < MESSAGES; i++) {
        if (window.size() == WINDOW) {
          window.remove().join();
        }
        window.add(stream.publishAsync("bench.raw", BODY));
      }
      window.forEach(CompletableFuture::join);
      double seconds = (System.nanoTime() - begin) / 1e9;
      streams.deleteStream("BENCH_RAW");
      return MESSAGES / seconds;
    } finally {
      connection.close();
    }
  }
}
