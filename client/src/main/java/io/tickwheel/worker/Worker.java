package io.tickwheel.worker;

import static io.tickwheel.model.Require.require;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwheel.client.Json;
import io.tickwheel.jetstream.NatsLink;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;

/// Runs tasks in your own program: plain objects with [TaskHandler] methods.
///
/// ```java
/// try (Worker worker = Worker.builder().natsUrl("nats://localhost:4222")
///     .handlers(new Mails()).concurrency(32).start()) { … }
/// ```
///
/// Handlers run on virtual threads, `concurrency` of them at once; for work that keeps the
/// processor busy give it platform threads and about as many as there are processors. Closing
/// drains.
public final class Worker implements AutoCloseable {
  private final NatsLink link;
  private final WorkerRuntime runtime;

  private Worker(NatsLink link, WorkerRuntime runtime) {
    this.link = link;
    this.runtime = runtime;
  }

  public static Builder builder() {
    return new Builder();
  }

  public WorkerStatus status() {
    return runtime.status();
  }

  /// Takes nothing new and lets what runs end until `patience` is over; then it is interrupted and
  /// handed back. True when every result was acknowledged.
  public boolean drain(Duration patience) throws InterruptedException {
    boolean answered = runtime.drain(patience);
    link.close();
    return answered;
  }

  /// Drains with a patience of five seconds.
  @Override
  public void close() {
    runtime.close();
    link.close();
  }

  /// What a worker is made of; see each method for its default.
  public static final class Builder {
    private static final int CONCURRENCY_DEFAULT = 64;

    private final List<Object> handlers = new ArrayList<>();
    private String natsUrl = "nats://localhost:4222";
    private String name = hostName();
    private Map<String, String> labels = Map.of();
    private int concurrency = CONCURRENCY_DEFAULT;
    private ThreadFactory threads = Thread.ofVirtual().name("tickwheel-handler-", 0).factory();
    private ObjectMapper json = Json.mapper();
    private AttemptSink sink = AttemptSink.LOGGER;
    private Pace pace = Pace.DEFAULT;

    private Builder() {}

    /// Default: `nats://localhost:4222`. Several servers are separated by commas.
    public Builder natsUrl(String url) {
      natsUrl = url;
      return this;
    }

    /// Objects with [TaskHandler] methods; at least one is needed.
    public Builder handlers(Object... objects) {
      handlers.addAll(List.of(objects));
      return this;
    }

    /// Handlers that run at once. Default: 64.
    public Builder concurrency(int slots) {
      concurrency = slots;
      return this;
    }

    /// How people know this worker. Default: the host's name.
    public Builder name(String changed) {
      name = changed;
      return this;
    }

    /// What tasks may select by `executor_selector`. Default: none.
    public Builder labels(Map<String, String> changed) {
      labels = Map.copyOf(changed);
      return this;
    }

    /// Makes the threads that handlers run on. Default: virtual threads.
    public Builder threads(ThreadFactory factory) {
      threads = factory;
      return this;
    }

    /// Reads payloads and writes outputs. Default: [Json#mapper].
    public Builder json(ObjectMapper mapper) {
      json = mapper;
      return this;
    }

    /// Gets the handlers' lines and progress. Default: the `io.tickwheel.worker.attempt` logger.
    public Builder sink(AttemptSink changed) {
      sink = changed;
      return this;
    }

    Builder pace(Pace changed) {
      pace = changed;
      return this;
    }

    /// Returns at once; the worker joins as soon as NATS can be reached. Throws
    /// IllegalArgumentException with a sentence when a handler cannot work.
    public Worker start() {
      require(!handlers.isEmpty(), "a worker needs handlers");
      Handlers checked = Handlers.of(handlers, json);
      LaneGroup group =
          LaneGroup.of("handlers", checked.lanes(), concurrency, checked).withThreads(threads);
      WorkerConfig config =
          WorkerConfig.of(name, List.of(group)).withLabels(labels).withSink(sink).withPace(pace);
      NatsLink link = NatsLink.connect(natsUrl, name);
      return new Worker(link, WorkerRuntime.start(link, config));
    }

    private static String hostName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "worker";
      }
    }
  }
}
