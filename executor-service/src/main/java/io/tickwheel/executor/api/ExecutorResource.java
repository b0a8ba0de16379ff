package io.tickwheel.executor.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwheel.executor.load.LoadGate;
import io.tickwheel.executor.load.Usage;
import io.tickwheel.executor.process.ProcessHost;
import io.tickwheel.executor.settings.Settings;
import io.tickwheel.worker.WorkerRuntime;
import io.tickwheel.worker.WorkerStatus;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// This executor's state, and the way to have it finish.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class ExecutorResource {
  private static final Logger LOG = Logger.getLogger(ExecutorResource.class);

  private final Settings settings;
  private final WorkerRuntime runtime;
  private final ProcessHost host;
  private final LoadGate gate;
  private final AtomicBoolean drains = new AtomicBoolean();

  ExecutorResource(Settings settings, WorkerRuntime runtime, ProcessHost host, LoadGate gate) {
    this.settings = settings;
    this.runtime = runtime;
    this.host = host;
    this.gate = gate;
  }

  @GET
  @Path("/executor")
  public String state() {
    return describe(runtime.status(), drains.get()).toString();
  }

  /// Takes nothing new from now on; what runs has the drain timeout to end. For good: a restart
  /// makes it take work again.
  @POST
  @Path("/drain")
  public Response drain() {
    if (drains.compareAndSet(false, true)) {
      Thread.ofPlatform().name("tickwheel-drain").start(this::drainNow);
    }
    return Response.accepted(describe(runtime.status(), true).toString()).build();
  }

  private void drainNow() {
    LOG.infof("executor %s was asked to drain", settings.name());
    try {
      boolean answered = runtime.drain(settings.drainTimeout());
      LOG.infof("executor %s is drained, results acknowledged: %s", settings.name(), answered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ObjectNode describe(WorkerStatus status, boolean asked) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", settings.name());
    status.incarnation().ifPresent(id -> json.put("executor_id", id.toString()));
    json.put("state", asked ? "draining" : StateWord.of(status));
    json.put("isolation", host.isolation());
    ObjectNode labels = json.putObject("labels");
    settings.labels().forEach(labels::put);
    ObjectNode groups = json.putObject("slots");
    status.groups().forEach(group -> describe(group, groups.putObject(group.name())));
    Usage usage = gate.usage();
    ObjectNode processes = json.putObject("processes");
    processes.put("count", usage.processes());
    processes.put("cpu_percent", Math.round(usage.cpu() * 100));
    processes.put("cpu_percent_max", settings.limits().maxCpuPercent());
    processes.put("memory_bytes", usage.memoryBytes());
    processes.put("memory_bytes_max", settings.limits().maxMemoryBytes());
    return json;
  }

  private static void describe(WorkerStatus.GroupStatus group, ObjectNode json) {
    json.put("slots", group.slots());
    json.put("window", group.window());
    json.put("held", group.held());
    json.put("running", group.running());
    json.put("completed", group.completed());
  }
}
