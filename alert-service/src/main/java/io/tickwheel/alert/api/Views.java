package io.tickwheel.alert.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Rfc3339;
import io.tickwheel.alert.decide.Alert;
import io.tickwheel.alert.store.ChannelHealth;
import io.tickwheel.alert.store.ChannelStore;
import io.tickwheel.alert.store.Delivery;
import io.tickwheel.alert.store.StoredAlert;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What the API shows. Secrets are not among it.
final class Views {
  private Views() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// `found` holds one more than the page when there is a next one.
  static <T> ObjectNode page(
      String name, List<T> found, int limit, Function<T, ObjectNode> view, ToLongFunction<T> id) {
    ObjectNode page = object();
    ArrayNode items = page.putArray(name);
    found.stream().limit(limit).map(view).forEach(items::add);
    if (found.size() > limit) {
      page.put("next", Long.toString(id.applyAsLong(found.get(limit - 1))));
    }
    return page;
  }

  static ObjectNode alert(StoredAlert stored) {
    Alert alert = stored.alert();
    ObjectNode json = object();
    json.put("alert_id", stored.id());
    json.put("state", alert.firing() ? "firing" : "resolved");
    json.put("rule", alert.key().rule().word());
    json.put("task_type", alert.key().taskType());
    json.put("fingerprint", alert.key().fingerprint());
    json.putObject("error")
        .put("kind", alert.cause().kind())
        .put("code", alert.cause().code())
        .put("message", alert.cause().message());
    json.put("total", alert.total());
    json.put("not_yet_told", alert.unnotified());
    ArrayNode tasks = json.putArray("tasks");
    alert.tasks().forEach(task -> tasks.add(task.toString()));
    time(json, "first_at", alert.firstAtMillis());
    time(json, "last_at", alert.lastAtMillis());
    time(json, "notified_at", alert.notifiedAtMillis());
    time(json, "resolved_at", alert.resolvedAtMillis());
    return json;
  }

  static ObjectNode channel(ChannelStore.Listed listed) {
    Channel channel = listed.channel();
    ObjectNode json = object();
    json.put("id", channel.id());
    json.put("kind", channel.endpoint().kind());
    switch (channel.endpoint()) {
      case Endpoint.Webhook webhook ->
          json.put("url", webhook.url().toString()).put("signed", webhook.secret().isPresent());
      case Endpoint.Email email -> email.to().forEach(json.putArray("to")::add);
      case Endpoint.NatsSubject nats -> json.put("subject", nats.subject());
    }
    json.put("enabled", channel.enabled());
    json.put("send_resolved", channel.sendResolved());
    json.put("origin", channel.origin().word());
    json.set("health", health(listed.health()));
    time(json, "created_at", channel.createdAtMillis());
    time(json, "updated_at", channel.updatedAtMillis());
    return json;
  }

  static ObjectNode delivery(Delivery delivery) {
    ObjectNode json = object();
    json.put("delivery_id", delivery.id());
    json.put("channel", delivery.channelId());
    delivery.alertId().ifPresent(alert -> json.put("alert_id", alert));
    json.put("message_id", delivery.notification().id());
    json.put("change", delivery.notification().change().word());
    json.put("title", delivery.notification().title());
    json.put("state", delivery.state().word());
    json.put("attempts", delivery.attempts());
    delivery.lastError().ifPresent(error -> json.put("last_error", error));
    time(json, "created_at", delivery.createdAtMillis());
    if (delivery.state() == Delivery.State.PENDING) {
      time(json, "next_attempt_at", delivery.nextAtMillis());
    }
    time(json, "ended_at", delivery.endedAtMillis());
    return json;
  }

  private static ObjectNode health(ChannelHealth health) {
    ObjectNode json = object();
    json.put("state", health.word());
    json.put("failures_in_a_row", health.failures());
    health.lastError().ifPresent(error -> json.put("last_error", error));
    time(json, "last_failed_at", health.lastFailedAtMillis());
    time(json, "last_delivered_at", health.lastDeliveredAtMillis());
    json.put("pending", health.pending());
    return json;
  }

  private static void time(ObjectNode json, String name, long millis) {
    if (millis > 0) {
      json.put(name, Rfc3339.format(millis));
    }
  }
}
