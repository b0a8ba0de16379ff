package io.tickwheel.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A suite of one test's own: nats-server and services as real processes, on free ports of this
/// machine, in a folder that is gone afterwards.
///
/// Members are `nats`, `scheduler-1`…, `executor-1`…, `monitor` and `alert`. Thread-safe once
/// started.
public final class Cluster implements AutoCloseable {
  private static final Duration START_MAX = Duration.ofSeconds(90);

  private final Path folder;
  private final Map<String, Member> members;
  private final Thread atExit = new Thread(this::destroy);

  /// How many of each; the alert-service runs only where it is packaged.
  public record Size(int schedulers, int executors, boolean monitor, boolean alert) {
    public static Size of(int schedulers, int executors) {
      return new Size(schedulers, executors, true, false);
    }

    public Size withoutMonitor() {
      return new Size(schedulers, executors, false, false);
    }

    public Size withAlert() {
      return new Size(schedulers, executors, monitor, true);
    }
  }

  private Cluster(Path folder, Map<String, Member> members) {
    this.folder = folder;
    this.members = members;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// A sentence that says what is missing to start one; empty when nothing is.
  public static Optional<String> missing() {
    return Installation.missing();
  }

  /// Returns when everything is ready. `settings` are more environment variables for all services.
  public static Cluster start(Size size, Map<String, String> settings) {
    Path folder = temporaryFolder();
    return start(size, settings, folder, folder.resolve("nats"));
  }

  /// On what a nats-server has stored in `store`, which stays.
  public static Cluster startOn(Path store, Size size, Map<String, String> settings) {
    return start(size, settings, temporaryFolder(), store);
  }

  private static Cluster start(Size size, Map<String, String> settings, Path folder, Path store) {
    Blueprint blueprint = new Blueprint(Installation.find(), folder, store, settings);
    Cluster cluster = new Cluster(folder, blueprint.members(size));
    try {
      cluster.start("nats");
      cluster.members.values().stream().filter(m -> !m.name.equals("nats")).forEach(Member::start);
      cluster.awaitReady();
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  public Api api(String name) {
    return new Api(url(name));
  }

  public String url(String name) {
    return "http://127.0.0.1:" + member(name).port;
  }

  public String natsUrl() {
    return "nats://127.0.0.1:" + member("nats").port;
  }

  public long pid(String name) {
    return member(name).pid();
  }

  public Path folder() {
    return folder;
  }

  public Collection<String> names() {
    return members.keySet();
  }

  /// Everything the member has logged so far.
  public String log(String name) {
    return member(name).logText();
  }

  /// SIGKILL; returns when the process is gone.
  public void kill(String name) {
    member(name).kill();
  }

  /// SIGSTOP.
  public void pause(String name) {
    member(name).signal("STOP");
  }

  /// SIGCONT.
  public void resume(String name) {
    member(name).signal("CONT");
  }

  /// SIGTERM; does not wait.
  public void terminate(String name) {
    member(name).terminate();
  }

  /// Until a member that was told to end has ended.
  public void awaitEnd(String name) {
    member(name).awaitEnd();
  }

  /// Starts a member that has ended, on its old port and data; does not wait.
  public void restart(String name) {
    member(name).start();
  }

  /// Starts a member and waits until it is ready.
  public void start(String name) {
    member(name).start();
    awaitReady(name);
  }

  public boolean isRunning(String name) {
    return member(name).isRunning();
  }

  /// Until every member that runs is ready.
  public void awaitReady() {
    members.values().stream().filter(Member::isRunning).forEach(m -> awaitReady(m.name));
  }

  public void awaitReady(String name) {
    member(name).await(START_MAX, () -> isReady(name));
  }

  public boolean isReady(String name) {
    return name.equals("nats") ? natsAnswers() : isHealthy(member(name).port);
  }

  /// Ends everything at once and deletes the folder.
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    destroy();
    delete(folder);
  }

  private void destroy() {
    members.values().forEach(Member::destroy);
  }

  private Member member(String name) {
    return Optional.ofNullable(members.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is none of " + members.keySet()));
  }

  /// A server that takes connections greets with its INFO.
  private boolean natsAnswers() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), member("nats").port)) {
      socket.setSoTimeout(1_000);
      InputStream greeting = socket.getInputStream();
      return greeting.read() == 'I';
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isHealthy(int port) {
    try {
      URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
      var connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("tickwheel-suite-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      System.err.println(folder + " could not be deleted: " + e.getMessage());
    }
  }
}
