package io.tickwheel.scheduler.intake;

import com.fasterxml.jackson.core.JsonToken;
import io.tickwheel.model.RetryPolicy;
import io.tickwheel.model.Target;
import io.tickwheel.model.TaskSpec;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// The task of a schedule while it is being read: a submission without a time of its own.
final class TemplateDraft {
  private static final Set<String> TIMES = Set.of("run_at", "delay", "delay_seconds");

  /// What answers show in the place of a secret.
  private static final String MASK = "***";

  private final SpecDraft draft;
  private final String prefix;

  /// `prefix` is the path of the task's fields: `task.`, or empty when they stand beside the
  /// schedule's.
  TemplateDraft(String prefix, RetryPolicy retryDefault, long nowMillis) {
    this.prefix = prefix;
    this.draft = new SpecDraft(retryDefault, nowMillis);
  }

  void field(String name, JsonInput in, Values values) throws IOException, Refusal {
    if (in.token() != JsonToken.VALUE_NULL) {
      requireTimeless(name);
    }
    try {
      draft.field(name, in, values);
      draft.requireOneOff();
    } catch (Refusal refusal) {
      throw refusal.within(prefix);
    }
  }

  TaskSpec finish() throws Refusal {
    try {
      TaskSpec spec = draft.finish().spec();
      requireNoMasks(spec.target());
      return spec;
    } catch (Refusal refusal) {
      throw refusal.within(prefix);
    }
  }

  private void requireTimeless(String name) throws Refusal {
    if (TIMES.contains(name)) {
      throw Refusal.invalid(
          prefix + name,
          "is not for a schedule's task, which is due when the schedule says",
          "a schedule's task without run_at, delay and delay_seconds");
    }
    if (name.equals("start_deadline")) {
      throw Refusal.invalid(
          prefix + name,
          "is not for a schedule's task: all its runs would have to start by the same time",
          "a schedule's task without start_deadline; misfire_grace and catchup_window of the"
              + " schedule say how late a run may be");
    }
  }

  private static void requireNoMasks(Target target) throws Refusal {
    switch (target) {
      case Target.Http http -> requireNoMasks("target.headers.", http.headers());
      case Target.Process process -> requireNoMasks("target.env.", process.env());
      case Target.Handler handler -> {}
    }
  }

  /// Whoever saves what they were shown would lose the secret.
  private static void requireNoMasks(String path, Map<String, String> texts) throws Refusal {
    for (var entry : texts.entrySet()) {
      if (entry.getValue().equals(MASK)) {
        throw Refusal.invalid(
            path + entry.getKey(),
            "is the mask that stands for a secret",
            "the secret itself; or PATCH without task, which leaves it as it is");
      }
    }
  }
}
