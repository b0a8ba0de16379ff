package io.tickwheel.scheduler.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.TaskId;
import io.tickwheel.scheduler.gateway.History;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// History as the monitor-service keeps it.
public final class MonitorHistory implements History {
  private static final String AWAY =
      "The task is not with its owner, and history (the monitor-service) is not reachable.";
  private static final String BEHIND =
      "The task is not with its owner, and history has not come that far yet; ask again.";
  private static final JsonFactory JSON = new JsonFactory();

  private final MonitorClient monitor;

  public MonitorHistory(MonitorClient monitor) {
    this.monitor = monitor;
  }

  @Override
  public CompletableFuture<Memory> find(TaskId task) {
    return monitor
        .get("/api/v1/history/" + task)
        .toCompletionStage()
        .toCompletableFuture()
        .handle((page, failure) -> page == null ? new Memory.Unreachable(AWAY) : memory(page));
  }

  private static Memory memory(MonitorClient.Page page) {
    return switch (page.status()) {
      case 200 ->
          status(page.body())
              .<Memory>map(status -> new Memory.Known(page.body(), status))
              .orElseGet(() -> new Memory.Unreachable(AWAY));
      case 404 -> new Memory.Unknown();
      case 503 -> new Memory.Unreachable(BEHIND);
      default -> new Memory.Unreachable(AWAY);
    };
  }

  /// The value of the top-level field `status`.
  private static Optional<String> status(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (name.equals("status")) {
          return Optional.of(parser.getText());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
