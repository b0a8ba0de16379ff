package io.tickwheel.monitor.rest;

import io.tickwheel.monitor.filter.Filter;
import io.tickwheel.monitor.projection.Minute;
import io.tickwheel.monitor.projection.TaskRow;
import io.tickwheel.monitor.status.Status;
import io.tickwheel.monitor.status.StatusReader;
import io.tickwheel.monitor.store.History;
import io.tickwheel.monitor.store.Search;
import io.tickwheel.monitor.view.JsonText;
import io.tickwheel.monitor.view.MinuteJson;
import io.tickwheel.monitor.view.StatusJson;
import io.tickwheel.monitor.view.TaskJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures for programs, and the dashboard's whole content in one answer.
@Path("/api/v1")
public class StatusResource {
  private static final int DEAD_SHOWN = 8;
  private static final int RECENT_SHOWN = 12;
  private static final int MINUTES_SHOWN = 60;
  private final StatusReader reader;
  private final History history;
  private @Nullable Drawn drawn;

  StatusResource(StatusReader reader, History history) {
    this.reader = reader;
    this.history = history;
  }

  /// An overview and the moment of the status it was drawn from.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Drawn(long atMillis, byte[] json) {}

  @GET
  @Path("/metrics")
  public Response metrics() {
    Status status = reader.status();
    return Answers.json(
        json -> {
          json.open();
          StatusJson.fields(status, json);
          json.close();
        });
  }

  /// All who watch share what is drawn, twice a second at most.
  @GET
  @Path("/overview")
  public synchronized Response overview() {
    Status status = reader.status();
    Drawn known = drawn;
    if (known == null || known.atMillis() != status.atMillis()) {
      known = new Drawn(status.atMillis(), draw(status));
      drawn = known;
    }
    return Answers.json(known.json());
  }

  private byte[] draw(Status status) {
    long now = status.atMillis();
    List<Minute> minutes =
        history.minutes(Minute.startOf(now) - (MINUTES_SHOWN - 1) * Minute.MILLIS);
    return JsonText.bytes(
        json -> {
          json.open();
          StatusJson.fields(status, json);
          lines("dead_letters", Filter.DEAD_LETTERS, DEAD_SHOWN, now, json);
          lines("recent", Filter.ALL, RECENT_SHOWN, now, json);
          json.openList("minutes");
          minutes.forEach(minute -> MinuteJson.write(minute, json));
          json.closeList().close();
        });
  }

  private void lines(String name, Filter filter, int count, long now, JsonText json) {
    json.openList(name);
    for (TaskRow row : history.page(new Search(filter, Long.MAX_VALUE, count, now)).rows()) {
      TaskJson.line(row, now, json);
    }
    json.closeList();
  }
}
