package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.DurationText;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.RetryPolicy.Jitter;
import io.tickwheel.model.RetryPolicy.Part;
import io.tickwheel.model.RetryPolicy.Strategy;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads `retry`. What it leaves out is as in the default policy. `jitter` is a word, or the most
/// that is added to a delay.
final class RetryReader {
  private static final KnownNames KNOWN =
      new KnownNames(
          "max_attempts",
          "strategy",
          "base",
          "factor",
          "cap",
          "jitter",
          "delays",
          "fatal_exit_codes");
  private static final List<String> STRATEGIES = List.of("exponential", "fixed", "linear", "list");
  private static final Set<String> JITTERS = Set.of("additive", "none", "full", "equal");

  private final JsonInput in;
  private final Values values;

  private final Set<Part> open = EnumSet.allOf(Part.class);
  private int maxAttempts;
  private Strategy strategy;
  private long base;
  private double factor;
  private long cap;
  private Jitter jitter;
  private long jitterMillis;
  private List<Long> delays;
  private List<Integer> fatalExitCodes;

  RetryReader(RetryPolicy otherwise, JsonInput in, Values values) {
    this.in = in;
    this.values = values;
    maxAttempts = otherwise.maxAttempts();
    strategy = otherwise.strategy();
    base = otherwise.baseMillis();
    factor = otherwise.factor();
    cap = otherwise.capMillis();
    jitter = otherwise.jitter();
    jitterMillis = otherwise.jitterMillis();
    delays = otherwise.delaysMillis();
    fatalExitCodes = otherwise.fatalExitCodes();
  }

  /// A policy, and what of it was not given.
  record Given(RetryPolicy policy, Set<Part> open) {}

  Given read() throws IOException, Refusal {
    var seen = new HashSet<String>();
    in.object(
        "retry",
        name -> {
          if (!seen.add(name)) {
            throw Refusal.invalid("retry." + Problem.shown(name), "is given twice", "once");
          }
          field(name);
        });
    if (strategy == Strategy.LIST && delays.isEmpty()) {
      throw Refusal.of(
          ProblemKind.MISSING_FIELD,
          "The retry strategy list needs delays.",
          "retry.delays",
          "an array of durations");
    }
    var policy =
        new RetryPolicy(
            maxAttempts, strategy, base, factor, cap, jitter, jitterMillis, delays, fatalExitCodes);
    return new Given(policy, open);
  }

  private void field(String name) throws IOException, Refusal {
    String path = "retry." + name;
    switch (name) {
      case "max_attempts" ->
          maxAttempts = (int) values.wholeNumber(path, 1, RetryPolicy.ATTEMPTS_MAX);
      case "strategy" ->
          strategy = Strategy.valueOf(values.oneOf(path, STRATEGIES).toUpperCase(Locale.ROOT));
      case "base" -> base = values.duration(path, 0, IntakeLimits.BACKOFF_MAX_MILLIS);
      case "factor" -> factor = values.number(path, 1, 100);
      case "cap" -> cap = values.duration(path, 0, IntakeLimits.BACKOFF_MAX_MILLIS);
      case "jitter" -> jitter(path);
      case "delays" ->
          delays =
              values.list(
                  path,
                  IntakeLimits.DELAYS_MAX,
                  at -> values.duration(at, 0, IntakeLimits.BACKOFF_MAX_MILLIS));
      case "fatal_exit_codes" ->
          fatalExitCodes =
              values.list(
                  path, IntakeLimits.EXIT_CODES_MAX, at -> (int) values.wholeNumber(at, 0, 255));
      default -> throw KNOWN.unknown("retry.", name);
    }
    open.remove(Part.valueOf(name.toUpperCase(Locale.ROOT)));
  }

  private void jitter(String path) throws IOException, Refusal {
    if (in.token() == JsonToken.VALUE_STRING && JITTERS.contains(in.parser().getText())) {
      jitter = Jitter.valueOf(in.parser().getText().toUpperCase(Locale.ROOT));
      return;
    }
    long most = RetryPolicy.DEFAULT.capMillis();
    long millis =
        in.token() == JsonToken.VALUE_STRING
            ? DurationText.millis(in.parser().getText()).orElse(-1)
            : -1;
    if (millis < 0 || millis > most) {
      throw in.wrongType(
          path,
          "one of %s, or %s of at most %s to add"
              .formatted(
                  String.join(", ", JITTERS.stream().sorted().toList()),
                  DurationText.ACCEPTED,
                  DurationText.text(most)));
    }
    jitter = Jitter.ADDITIVE;
    jitterMillis = millis;
    open.remove(Part.JITTER_MILLIS);
  }
}
