package io.tickwheel.demo;

import io.tickwheel.suite.Api;
import io.tickwheel.suite.Sink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Plays what a scheduler is for, against a running suite, and checks every promise it makes.
/// `--url URL --dir DIR --port-base N`, as the launcher started it; exits with 1 when a promise
/// broke.
public final class Demo {
  /// Where the launcher puts NATS, counted from the port base.
  private static final int NATS_PORT = 4;

  private Demo() {}

  public static void main(String[] args) throws Exception {
    Options options = Options.read(args);
    Script script = new Script();
    boolean kept;
    try (Sink sink = new Sink();
        Burst burst = new Burst(options.natsUrl(), options.dir(), script)) {
      Api api = new Api(options.url());
      Scenes scenes = new Scenes(api, sink, script);
      script.say("Five scenes and two thousand timed tasks, all at once");
      await(
          List.of(
              play(scenes::orderTimeout),
              play(scenes::process),
              play(scenes::thirdTimeLucky),
              play(scenes::deadLetter),
              play(scenes::cancelled),
              play(burst::timed)));
      script.say("Twenty thousand tasks, and an owner killed while they run");
      burst.burst(api);
      kept = script.conclude(burst.figures());
    }
    System.exit(kept ? 0 : 1);
  }

  private interface Scene {
    void play() throws Exception;
  }

  private static CompletableFuture<Void> play(Scene scene) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            scene.play();
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private static void await(List<CompletableFuture<Void>> scenes) {
    CompletableFuture.allOf(scenes.toArray(CompletableFuture[]::new)).join();
  }

  private record Options(String url, String natsUrl, Path dir) {
    static Options read(String[] args) {
      String url = "";
      int portBase = 0;
      String dir = "";
      for (int i = 0; i + 1 < args.length; i += 2) {
        switch (args[i]) {
          case "--url" -> url = args[i + 1];
          case "--port-base" -> portBase = Integer.parseInt(args[i + 1]);
          case "--dir" -> dir = args[i + 1];
          default -> throw new IllegalArgumentException("unknown option " + args[i]);
        }
      }
      if (url.isEmpty() || portBase == 0 || dir.isEmpty()) {
        throw new IllegalArgumentException("needs --url, --dir and --port-base");
      }
      return new Options(url, "nats://127.0.0.1:" + (portBase + NATS_PORT), Path.of(dir));
    }
  }
}
