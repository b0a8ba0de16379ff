package io.tickwheel.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwheel.model.TaskId;
import io.tickwheel.suite.Api;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What must hold of acknowledged tasks when all is over, asked over HTTP.
final class Promises {
  private static final Set<String> EXPLAINS_A_REPETITION = Set.of("lost", "refused", "interrupted");
  private static final int PARTITIONS = 16;
  private static final int QUESTIONS_AT_ONCE = 16;

  private final Api api;

  Promises(Api api) {
    this.api = api;
  }

  /// One line for each task that did not succeed.
  List<String> notSucceeded(Collection<TaskId> tasks) throws Exception {
    var questions = new ArrayList<Callable<String>>();
    for (TaskId task : tasks) {
      questions.add(() -> task + " is " + state(task));
    }
    return answers(questions).stream().filter(line -> !line.endsWith(" is succeeded")).toList();
  }

  /// One line for each task that ran more than once without an attempt before that was lost or
  /// handed back.
  List<String> unexplained(Runs runs) throws Exception {
    var questions = new ArrayList<Callable<String>>();
    runs.repeated().forEach(list -> questions.add(() -> objection(list)));
    return answers(questions).stream().filter(line -> !line.isEmpty()).toList();
  }

  /// Whether every partition has an owner, and none of them has anything left to do.
  boolean everythingEnded() {
    JsonNode stats = api.get("/api/v1/stats").body();
    return stats.path("partitions_owned").asInt() == PARTITIONS
        && stats.path("unfinished").asLong(-1) == 0;
  }

  private String state(TaskId task) {
    Api.Answer answer = api.get("/api/v1/tasks/" + task);
    return answer.status() == 200 ? answer.text("status") : "answered " + answer.status();
  }

  private String objection(List<Runs.Run> repeated) {
    String task = repeated.getFirst().task().toString();
    var outcomes = new HashMap<Integer, String>();
    for (JsonNode one : api.get("/api/v1/tasks/" + task + "/attempts").body().path("attempts")) {
      outcomes.put(one.path("attempt").asInt(), one.path("outcome").asText());
    }
    var numbers = new HashSet<Integer>();
    long unexplained = 0;
    for (Runs.Run run : repeated) {
      boolean twice = !numbers.add(run.attempt());
      boolean explains =
          EXPLAINS_A_REPETITION.contains(outcomes.getOrDefault(run.attempt(), "unknown"));
      unexplained += twice || !explains ? 1 : 0;
    }
    return unexplained <= 1 && numbers.size() == repeated.size()
        ? ""
        : "%s ran as %s, its attempts are %s".formatted(task, repeated, outcomes);
  }

  private static List<String> answers(List<Callable<String>> questions)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(QUESTIONS_AT_ONCE)) {
      var answers = new ArrayList<String>();
      for (Future<String> answer : threads.invokeAll(questions)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
