package io.tickwheel.alert.api;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwheel.alert.channel.Addresses;
import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Secret;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Reads a channel from a request's body, checking every field.
final class ChannelBody {
  private static final int BYTES_MAX = 64 * 1024;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final String ID_ACCEPTED =
      "1 to 63 of a-z, 0-9, - and _, starting with a letter or digit";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode body;

  private ChannelBody(JsonNode body) {
    this.body = body;
  }

  static ChannelBody read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new ProblemException(Problem.of(ProblemKind.TOO_LARGE, "A channel has at most 64 KiB"));
    }
    try {
      JsonNode body = JSON.readTree(bytes);
      if (body instanceof ObjectNode) {
        return new ChannelBody(body);
      }
      throw malformed("The body is to be a JSON object");
    } catch (IOException e) {
      throw malformed("The body is not JSON");
    }
  }

  /// `id` is in the body of a new channel only. A secret that is not mentioned stays what it is;
  /// `null` takes it away.
  Channel channel(Optional<Channel> before, long nowMillis) {
    Endpoint endpoint = endpoint(before.flatMap(Channel::secret));
    checkNames(endpoint, before.isPresent());
    return new Channel(
        before.map(Channel::id).orElseGet(this::id),
        endpoint,
        flag("enabled", true),
        flag("send_resolved", false),
        Channel.Origin.API,
        before.map(Channel::createdAtMillis).orElse(nowMillis),
        nowMillis);
  }

  private String id() {
    return need(
        "id", text -> Optional.of(text).filter(id -> ID.matcher(id).matches()), ID_ACCEPTED);
  }

  private Endpoint endpoint(Optional<Secret> secretBefore) {
    String kind = need("kind", Optional::of, "webhook, email or nats");
    return switch (kind) {
      case "webhook" ->
          new Endpoint.Webhook(
              need("url", Addresses::url, Addresses.URL_ACCEPTED), secret(secretBefore));
      case "email" -> new Endpoint.Email(to());
      case "nats" ->
          new Endpoint.NatsSubject(need("subject", Addresses::subject, Addresses.SUBJECT_ACCEPTED));
      default -> throw invalid("kind", kind, "webhook, email or nats");
    };
  }

  private Optional<Secret> secret(Optional<Secret> before) {
    if (!body.has("secret")) {
      return before;
    }
    if (body.get("secret").isNull()) {
      return Optional.empty();
    }
    return Optional.of(body.get("secret"))
        .filter(JsonNode::isTextual)
        .flatMap(node -> Addresses.secret(node.textValue()))
        .map(secret -> Optional.of(new Secret(secret)))
        .orElseThrow(() -> invalid("secret", "…", Addresses.SECRET_ACCEPTED));
  }

  private List<String> to() {
    JsonNode to = body.path("to");
    if (to.isMissingNode()) {
      throw missing("to", Addresses.EMAILS_ACCEPTED);
    }
    List<String> texts =
        to.isTextual()
            ? List.of(to.textValue())
            : StreamSupport.stream(to.spliterator(), false)
                .map(node -> node.isTextual() ? node.textValue() : "")
                .toList();
    return Addresses.emails(texts)
        .orElseThrow(() -> invalid("to", to.toString(), "a list of " + Addresses.EMAILS_ACCEPTED));
  }

  private boolean flag(String name, boolean otherwise) {
    JsonNode value = body.path(name);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      throw invalid(name, value.toString(), "true or false");
    }
    return value.booleanValue();
  }

  private <T> T need(String name, Function<String, Optional<T>> parse, String accepted) {
    JsonNode value = body.path(name);
    if (value.isMissingNode()) {
      throw missing(name, accepted);
    }
    return Optional.of(value)
        .filter(JsonNode::isTextual)
        .flatMap(node -> parse.apply(node.textValue()))
        .orElseThrow(() -> invalid(name, value.asText(value.toString()), accepted));
  }

  private void checkNames(Endpoint endpoint, boolean exists) {
    List<String> names = new ArrayList<>(List.of("kind", "enabled", "send_resolved"));
    if (!exists) {
      names.add("id");
    }
    switch (endpoint) {
      case Endpoint.Webhook webhook -> names.addAll(List.of("url", "secret"));
      case Endpoint.Email email -> names.add("to");
      case Endpoint.NatsSubject nats -> names.add("subject");
    }
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new ProblemException(
                    Problem.of(
                        ProblemKind.UNKNOWN_FIELD,
                        "%s is not a field of %s"
                            .formatted(Problem.shown(name), described(endpoint)),
                        Problem.shown(name),
                        names.stream().sorted().collect(Collectors.joining(", "))));
              }
            });
  }

  private static String described(Endpoint endpoint) {
    return endpoint.kind().equals("email")
        ? "an email channel"
        : "a " + endpoint.kind() + " channel";
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(Problem.of(ProblemKind.MALFORMED_JSON, detail));
  }

  private static ProblemException missing(String name, String accepted) {
    return new ProblemException(
        Problem.of(ProblemKind.MISSING_FIELD, name + " is missing", name, accepted));
  }

  private static ProblemException invalid(String name, String value, String accepted) {
    return new ProblemException(
        Problem.of(
            ProblemKind.INVALID_FIELD,
            "%s '%s' is not accepted".formatted(name, Problem.shown(value)),
            name,
            accepted));
  }
}
