package io.tickwheel.jetstream;

import io.nats.client.Message;
import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import io.tickwheel.wire.Streams;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// JetStream's own requests, answered by a stream's leader unless said otherwise. Futures fail with
/// [NoAnswerException] or [ApiRefusedException], possibly wrapped.
final class StreamApi {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int NO_MESSAGE_FOUND = 10037;
  private static final String SEQUENCE_HEADER = "Nats-Sequence";

  private final Line line;

  StreamApi(Line line) {
    this.line = line;
  }

  /// `request` is what follows `$JS.API.`.
  CompletableFuture<JsonValue> call(String request, String json) {
    return line.request("$JS.API." + request, null, bytes(json), PATIENCE)
        .thenApply(answer -> parsed(request, answer.getData()));
  }

  /// The newest message of a subject, as the stream's leader has it.
  CompletableFuture<Optional<StoredRecord>> last(Streams.Stream stream, String subject) {
    String json = "{\"last_by_subj\":\"%s\"}".formatted(subject);
    return call("STREAM.MSG.GET." + stream.name(), json)
        .handle((answer, failure) -> answer == null ? absent(failure) : record(answer));
  }

  /// The newest message of a subject as any replica has it, which may be an old one or none.
  CompletableFuture<Optional<StoredRecord>> lastAnywhere(Streams.Stream stream, String subject) {
    String request = "$JS.API.DIRECT.GET." + stream.name() + "." + subject;
    return line.request(request, null, new byte[0], PATIENCE).thenApply(StreamApi::direct);
  }

  /// Removes a subject's messages below `before`.
  CompletableFuture<JsonValue> purge(Streams.Stream stream, String subject, long before) {
    return call(
        "STREAM.PURGE." + stream.name(),
        "{\"filter\":\"%s\",\"seq\":%d}".formatted(subject, before));
  }

  /// Removes all of a subject's messages.
  CompletableFuture<JsonValue> purge(Streams.Stream stream, String subject) {
    return call("STREAM.PURGE." + stream.name(), "{\"filter\":\"%s\"}".formatted(subject));
  }

  CompletableFuture<Long> lastSequence(Streams.Stream stream) {
    return call("STREAM.INFO." + stream.name(), "")
        .thenApply(
            info ->
                JsonValueUtils.readLong(JsonValueUtils.readObject(info, "state"), "last_seq", 0));
  }

  /// The subjects in use that match `filter`.
  CompletableFuture<List<String>> subjects(Streams.Stream stream, String filter) {
    return subjects(stream, filter, new ArrayList<>());
  }

  private CompletableFuture<List<String>> subjects(
      Streams.Stream stream, String filter, List<String> found) {
    String json = "{\"subjects_filter\":\"%s\",\"offset\":%d}".formatted(filter, found.size());
    return call("STREAM.INFO." + stream.name(), json)
        .thenCompose(
            info -> {
              JsonValue page =
                  JsonValueUtils.readObject(JsonValueUtils.readObject(info, "state"), "subjects");
              int before = found.size();
              if (page.map != null) {
                found.addAll(page.map.keySet());
              }
              boolean more =
                  found.size() > before
                      && found.size() < JsonValueUtils.readInteger(info, "total", 0);
              return more
                  ? subjects(stream, filter, found)
                  : CompletableFuture.completedFuture(List.copyOf(found));
            });
  }

  private static Optional<StoredRecord> direct(Message message) {
    if (message.isStatusMessage()) {
      return Optional.empty();
    }
    long sequence = Long.parseLong(message.getHeaders().getFirst(SEQUENCE_HEADER));
    return Optional.of(new StoredRecord(sequence, message.getData()));
  }

  private static Optional<StoredRecord> record(JsonValue answer) {
    JsonValue message = JsonValueUtils.readObject(answer, "message");
    String data = JsonValueUtils.readString(message, "data", "");
    return Optional.of(
        new StoredRecord(
            JsonValueUtils.readLong(message, "seq", 0), Base64.getDecoder().decode(data)));
  }

  private static Optional<StoredRecord> absent(@Nullable Throwable failure) {
    if (Failures.cause(failure) instanceof ApiRefusedException refused
        && refused.code() == NO_MESSAGE_FOUND) {
      return Optional.empty();
    }
    throw Failures.unchecked(failure);
  }

  private static JsonValue parsed(String request, byte[] json) {
    try {
      JsonValue answer = JsonParser.parse(json);
      JsonValue error = JsonValueUtils.readValue(answer, "error");
      if (error != null) {
        throw new ApiRefusedException(
            request,
            JsonValueUtils.readInteger(error, "err_code", 0),
            JsonValueUtils.readString(error, "description", "refused"));
      }
      return answer;
    } catch (JsonParseException e) {
      throw new ApiRefusedException(request, 0, "not JSON");
    }
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
