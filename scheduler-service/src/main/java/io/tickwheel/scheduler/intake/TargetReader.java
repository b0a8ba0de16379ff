package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.http.CallbackUrl;
import io.tickwheel.model.Target;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `target`: `{"kind": "http", "url": …}`, `{"kind": "process", "argv": […]}` or
/// `{"kind": "handler"}`. The kind may be left out where `url` or `argv` tell it, or stand around
/// the rest: `{"http": {"url": …}}`.
final class TargetReader {
  private static final String METHOD_DEFAULT = "POST";
  private static final List<String> METHODS = List.of("POST", "PUT", "PATCH", "GET", "DELETE");
  private static final List<String> KINDS = List.of("http", "process", "handler");
  private static final KnownNames KNOWN =
      new KnownNames("kind", "url", "method", "headers", "argv", "env");
  private static final Map<String, String> KIND_OF_FIELD =
      Map.of(
          "url", "http", "method", "http", "headers", "http", "argv", "process", "env", "process");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  /// Headers that belong to the connection, or that every attempt sets itself.
  private static final Set<String> HEADERS_OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "idempotency-key");

  private final JsonInput in;
  private final Values values;

  private final Set<String> given = new LinkedHashSet<>();
  private String prefix = "target.";
  private @Nullable String kind;
  private @Nullable String url;
  private String method = METHOD_DEFAULT;
  private Map<String, String> headers = Map.of();
  private List<String> argv = List.of();
  private Map<String, String> env = Map.of();

  private TargetReader(JsonInput in, Values values) {
    this.in = in;
    this.values = values;
  }

  static Target target(JsonInput in, Values values) throws IOException, Refusal {
    return new TargetReader(in, values).read();
  }

  static Target callback(String path, Values values) throws IOException, Refusal {
    return new Target.Http(METHOD_DEFAULT, url(path, values), Map.of());
  }

  private Target read() throws IOException, Refusal {
    in.object("target", this::outer);
    return build();
  }

  private void outer(String name) throws IOException, Refusal {
    if (!KINDS.contains(name)) {
      field(name);
      return;
    }
    requireFirst(name);
    is(name, "target." + name);
    prefix = "target." + name + ".";
    in.object("target." + name, this::field);
    prefix = "target.";
  }

  private void field(String name) throws IOException, Refusal {
    if (in.token() == JsonToken.VALUE_NULL && KIND_OF_FIELD.containsKey(name)) {
      return;
    }
    requireFirst(name);
    String path = prefix + name;
    switch (name) {
      case "kind", "type" -> is(kind(path), path);
      case "url" -> url = url(path, values);
      case "method" -> method = values.oneOf(path, METHODS);
      case "headers" -> headers = headers(path);
      case "argv" -> argv = argv(path);
      case "env" -> env = env(path);
      default -> throw KNOWN.unknown(prefix, name);
    }
  }

  private void is(String word, String path) throws Refusal {
    if (kind != null && !kind.equals(word)) {
      throw Refusal.of(
          ProblemKind.CONFLICTING_FIELDS,
          "The target is said to be of kind %s and of kind %s.".formatted(kind, word),
          path,
          "one kind");
    }
    kind = word;
  }

  private void requireFirst(String name) throws Refusal {
    if (!given.add(name)) {
      throw Refusal.invalid(prefix + Problem.shown(name), "is given twice", "each field once");
    }
  }

  private Target build() throws Refusal {
    String is = kind != null ? kind : kindOf(given);
    for (String field : given) {
      if (!KIND_OF_FIELD.getOrDefault(field, is).equals(is)) {
        throw Refusal.of(
            ProblemKind.CONFLICTING_FIELDS,
            "target.%s does not belong to a target of kind %s.".formatted(field, is),
            "target." + field,
            "fields of kind " + is);
      }
    }
    return switch (is) {
      case "http" -> new Target.Http(method, present(url, "url", CallbackUrl.ACCEPTED), headers);
      case "process" -> {
        present(argv.isEmpty() ? null : argv, "argv", "the program and its arguments");
        yield new Target.Process(argv, env);
      }
      default -> new Target.Handler();
    };
  }

  private static String kindOf(Set<String> given) throws Refusal {
    for (String field : given) {
      String is = KIND_OF_FIELD.get(field);
      if (is != null) {
        return is;
      }
    }
    throw Refusal.of(
        ProblemKind.MISSING_FIELD, "target.kind is missing.", "target.kind", "one of " + KINDS);
  }

  private static <T> T present(@Nullable T value, String field, String accepted) throws Refusal {
    if (value == null) {
      throw Refusal.of(
          ProblemKind.MISSING_FIELD,
          "target." + field + " is missing.",
          "target." + field,
          accepted);
    }
    return value;
  }

  private String kind(String path) throws IOException, Refusal {
    if (in.token() == JsonToken.VALUE_STRING && in.parser().getText().equals("nats")) {
      throw Refusal.of(
          ProblemKind.NOT_SUPPORTED_YET,
          "Targets of kind nats are not supported yet.",
          path,
          "one of " + String.join(", ", KINDS));
    }
    return values.oneOf(path, KINDS);
  }

  private static String url(String path, Values values) throws IOException, Refusal {
    String text = values.text(path, CallbackUrl.LENGTH_MAX);
    String wrong = CallbackUrl.wrong(text).orElse("");
    if (!wrong.isEmpty()) {
      throw Refusal.invalid(path, wrong, CallbackUrl.ACCEPTED);
    }
    return text;
  }

  private Map<String, String> headers(String path) throws IOException, Refusal {
    return values.texts(
        path,
        IntakeLimits.HEADERS_MAX,
        name ->
            HEADER.matcher(name).matches() && !HEADERS_OURS.contains(name.toLowerCase(Locale.ROOT)),
        "names of HTTP headers, but none of " + HEADERS_OURS.stream().sorted().toList(),
        at -> values.line(at, IntakeLimits.HEADER_VALUE_MAX));
  }

  private List<String> argv(String path) throws IOException, Refusal {
    List<String> read =
        values.list(
            path, IntakeLimits.ARGV_MAX, at -> values.text(at, IntakeLimits.ARGV_CHARS_MAX));
    String accepted = "a program and its arguments, together at most 65536 characters";
    if (read.isEmpty() || read.getFirst().isBlank()) {
      throw Refusal.invalid(path, "names no program", accepted);
    }
    if (read.stream().mapToInt(String::length).sum() > IntakeLimits.ARGV_CHARS_MAX) {
      throw Refusal.invalid(path, "is too long", accepted);
    }
    return read;
  }

  private Map<String, String> env(String path) throws IOException, Refusal {
    return values.texts(
        path,
        IntakeLimits.ENV_MAX,
        name -> VARIABLE.matcher(name).matches(),
        "names of letters, digits and _ that do not begin with a digit",
        at -> values.text(at, IntakeLimits.ENV_VALUE_MAX));
  }
}
