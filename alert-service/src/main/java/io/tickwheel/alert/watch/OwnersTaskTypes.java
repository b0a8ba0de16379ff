package io.tickwheel.alert.watch;

import io.tickwheel.jetstream.Asks;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/// Asks the owners. A partition that has none for as long as a question waits (some seconds) is not
/// asked again for a while: an alert without its type is better than none. Used by one thread.
public final class OwnersTaskTypes implements TaskTypes {
  private static final Logger LOG = Logger.getLogger(OwnersTaskTypes.class);
  private static final int ASKED_AT_ONCE = 64;
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Asks asks;
  private final InstantSource clock;
  private final Map<Integer, Long> silentUntilMillis = new HashMap<>();

  public OwnersTaskTypes(Asks asks, InstantSource clock) {
    this.asks = asks;
    this.clock = clock;
  }

  @Override
  public List<String> of(List<TaskId> tasks) throws InterruptedException {
    List<String> types = new ArrayList<>();
    for (int from = 0; from < tasks.size(); from += ASKED_AT_ONCE) {
      types.addAll(ask(tasks.subList(from, Math.min(tasks.size(), from + ASKED_AT_ONCE))));
    }
    return types;
  }

  private List<String> ask(List<TaskId> tasks) throws InterruptedException {
    List<CompletableFuture<Optional<TaskView>>> answers = tasks.stream().map(this::ask).toList();
    List<String> types = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      types.add(type(tasks.get(i), answers.get(i)));
    }
    return types;
  }

  private CompletableFuture<Optional<TaskView>> ask(TaskId task) {
    long silentUntil = silentUntilMillis.getOrDefault(task.partition(), 0L);
    return clock.millis() < silentUntil
        ? CompletableFuture.completedFuture(Optional.empty())
        : asks.ask(task, Duration.ZERO);
  }

  private String type(TaskId task, CompletableFuture<Optional<TaskView>> answer)
      throws InterruptedException {
    try {
      return answer.get().map(view -> view.spec().type()).orElse(UNKNOWN);
    } catch (ExecutionException e) {
      silentUntilMillis.put(task.partition(), clock.millis() + SILENCE.toMillis());
      LOG.warnf("the owner of task %s does not say its type: %s", task, e.getMessage());
      return UNKNOWN;
    }
  }
}
