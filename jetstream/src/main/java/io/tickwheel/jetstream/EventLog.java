package io.tickwheel.jetstream;

import java.util.concurrent.CompletableFuture;

/// What others are told, as CloudEvents in JSON (structured mode of their NATS binding).
public final class EventLog {
  private static final String CLOUD_EVENT = "application/cloudevents+json; charset=utf-8";

  private final StreamWriter writer;

  public EventLog(NatsLink link) {
    writer = new StreamWriter(link.publishingLine());
  }

  /// Stores the event unless one of this id was stored in the last minutes. Fails with
  /// [UnconfirmedAppendException]; it may have been stored all the same.
  public CompletableFuture<Void> publish(String subject, String id, byte[] json) {
    return writer.storeOnce(subject, id, CLOUD_EVENT, json).thenAccept(_ -> {});
  }
}
