package io.tickwheel.monitor.rest;

import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.Poison;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// Journal records that could not be read.
@Path("/api/v1/set-aside")
public class SetAsideResource {
  private final History history;

  SetAsideResource(History history) {
    this.history = history;
  }

  @GET
  public Response list() {
    List<Poison> records = history.setAside();
    return Answers.json(
        json -> {
          json.open().number("count", history.setAsideCount()).openList("records");
          for (Poison poison : records) {
            json.open().number("sequence", poison.sequence());
            if (poison.event() >= 0) {
              json.number("event", poison.event());
            }
            json.number("partition", poison.partition()).time("at", poison.atMillis());
            json.text("reason", poison.reason()).number("bytes", poison.bytes()).close();
          }
          json.closeList().close();
        });
  }
}
