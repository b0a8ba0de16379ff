package io.tickwheel.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tickwheel.jetstream.Asks;
import io.tickwheel.jetstream.Beats;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.jetstream.Reading;
import io.tickwheel.jetstream.Submissions;
import io.tickwheel.jetstream.Topology;
import io.tickwheel.message.Query;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.message.Submission;
import io.tickwheel.message.SubmitOutcome;
import io.tickwheel.model.Incarnation;
import io.tickwheel.model.Payload;
import io.tickwheel.model.TaskId;
import io.tickwheel.model.TaskState;
import io.tickwheel.model.TaskView;
import io.tickwheel.wire.SubmitCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// A scheduler as a client sees it: takes batches, answers questions, beats, and has a REST API.
/// Refuses the type `refused`; drops the answers to as many batches as [#dropAnswers] says, and
/// answers `unavailable` to as many as [#findNoOwner] says, whose tasks are accepted all the same.
final class FakeScheduler implements AutoCloseable {
  private static final int PARTITIONS = 4;
  private static final String UNAVAILABLE = "unavailable";

  private final NatsLink link;
  private final HttpServer http;
  private final ScheduledExecutorService beating = Executors.newSingleThreadScheduledExecutor();
  private final List<Reading> readings = new ArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private final AtomicInteger answersToDrop = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final Map<TaskId, TaskView> tasks = new ConcurrentHashMap<>();
  private final Map<TaskId, List<Consumer<Optional<TaskView>>>> askers = new HashMap<>();
  private final Map<String, TaskId> byKey = new ConcurrentHashMap<>();
  private final Map<TaskId, String> history = new ConcurrentHashMap<>();
  private final AtomicInteger historyLag = new AtomicInteger();
  private final AtomicInteger batches = new AtomicInteger();

  FakeScheduler(String natsUrl) throws IOException {
    link = NatsLink.connect(natsUrl, "scheduler");
    Topology.provision(link, PARTITIONS, 1);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/api/v1/tasks/", this::rest);
    http.start();
    readings.add(new Submissions(link).serveBatches(this::batch));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      readings.add(new Asks(link).serve(partition, this::ask));
    }
    var _ = beating.scheduleAtFixedRate(this::beat, 0, 50, TimeUnit.MILLISECONDS);
  }

  void dropAnswers(int batchCount) {
    answersToDrop.set(batchCount);
  }

  void findNoOwner(int batchCount) {
    unavailable.set(batchCount);
  }

  int batches() {
    return batches.get();
  }

  Map<TaskId, TaskView> tasks() {
    return tasks;
  }

  /// Ends a task and answers who waits for it.
  void finish(TaskId task) {
    List<Consumer<Optional<TaskView>>> told;
    synchronized (askers) {
      tasks.computeIfPresent(task, (id, view) -> view(view, TaskState.SUCCEEDED));
      told = Optional.ofNullable(askers.remove(task)).orElse(List.of());
    }
    told.forEach(answer -> answer.accept(Optional.ofNullable(tasks.get(task))));
  }

  @Override
  public void close() {
    beating.shutdownNow();
    readings.forEach(Reading::close);
    http.stop(0);
    link.close();
  }

  private void batch(byte[] request, Consumer<byte[]> answer) {
    batches.incrementAndGet();
    var outcomes = new ArrayList<SubmitOutcome>();
    SubmitCodec.decodeSubmissions(request).forEach(one -> outcomes.add(accept(one)));
    if (unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      outcomes.replaceAll(_ -> SubmitOutcome.refused(UNAVAILABLE, "no owner in time"));
    }
    if (answersToDrop.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      answer.accept(SubmitCodec.encodeOutcomes(outcomes));
    }
  }

  private SubmitOutcome accept(Submission submission) {
    var spec = submission.spec().unpack();
    if (spec.type().equals("refused")) {
      return SubmitOutcome.refused("https://tickwheel.io/problems/invalid-field", "not this type");
    }
    TaskId fresh =
        TaskId.create(1, (int) (ids.incrementAndGet() % PARTITIONS), ids.incrementAndGet());
    TaskId before =
        submission.idempotencyKey().map(key -> byKey.putIfAbsent(key, fresh)).orElse(null);
    if (before != null) {
      return SubmitOutcome.accepted(before, submission.runAtMillis(), true);
    }
    tasks.put(
        fresh,
        new TaskView(
            fresh,
            TaskState.SCHEDULED,
            spec,
            submission.runAtMillis(),
            1,
            0,
            0,
            1,
            Optional.empty(),
            false,
            Optional.empty(),
            0,
            Payload.EMPTY));
    return SubmitOutcome.accepted(fresh, submission.runAtMillis(), false);
  }

  private void ask(Query query, Consumer<Optional<TaskView>> answer) {
    synchronized (askers) {
      TaskView view = tasks.get(query.task());
      if (view != null && !view.state().isFinal() && query.waitMillis() > 0) {
        askers.computeIfAbsent(query.task(), any -> new ArrayList<>()).add(answer);
        return;
      }
    }
    answer.accept(Optional.ofNullable(tasks.get(query.task())));
  }

  /// The owner holds it no more; history tells `json`, once it was asked in vain `lag` times.
  void onlyRemember(TaskId task, String json, int lag) {
    tasks.remove(task);
    historyLag.set(lag);
    history.put(task, json);
  }

  private void remembered(TaskId task, HttpExchange exchange) throws IOException {
    String json = history.get(task);
    boolean behind = json != null && historyLag.getAndDecrement() > 0;
    byte[] body = (json == null || behind ? "{}" : json).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(json == null ? 404 : behind ? 503 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void rest(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    if (exchange.getRequestMethod().equals("GET")) {
      remembered(TaskId.parse(path[4]), exchange);
      return;
    }
    TaskView view = tasks.get(TaskId.parse(path[4]));
    boolean known = exchange.getRequestMethod().equals("POST") && view != null;
    if (view != null && path[5].equals("cancel")) {
      tasks.put(view.id(), view(view, TaskState.CANCELLED));
    }
    byte[] body =
        (known
                ? "{}"
                : "{\"type\":\"https://tickwheel.io/problems/unknown-task\",\"detail\":\"no such task\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void beat() {
    String url = "http://127.0.0.1:" + http.getAddress().getPort();
    new Beats(link)
        .publish(new SchedulerBeat("s", List.of(), false, 1, url, 1, false, Incarnation.NONE));
  }

  private static TaskView view(TaskView view, TaskState state) {
    return new TaskView(
        view.id(),
        state,
        view.spec(),
        view.runAtMillis(),
        view.createdAtMillis(),
        view.attempt(),
        view.charged(),
        view.life(),
        view.executor(),
        view.cancelling(),
        view.lastFailure(),
        2,
        view.output());
  }
}
