package io.tickwheel.scheduler.source;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwheel.model.ScheduleId;
import io.tickwheel.scheduler.source.Outcome.Result;
import io.tickwheel.scheduler.view.JsonBytes;
import java.io.IOException;
import java.util.List;

/// A [Report] as users read it.
public final class ReportJson {
  private ReportJson() {}

  /// With an outcome for each line.
  public static byte[] crontab(String name, boolean dryRun, Report report) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("name", name);
          json.writeBooleanField("dry_run", dryRun);
          counts(report, json);
          outcomes("lines", report.outcomes(), json);
          json.writeEndObject();
        });
  }

  /// With an outcome for what failed only: tables are long.
  public static byte[] all(List<Report> reports) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("sources");
          for (Report report : reports) {
            json.writeStartObject();
            json.writeStringField("source", report.source());
            counts(report, json);
            outcomes("failures", report.failures(), json);
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void counts(Report report, JsonGenerator json) throws IOException {
    for (Result result : Result.values()) {
      json.writeNumberField(result.word(), report.count(result));
    }
    json.writeArrayFieldStart("removed");
    for (ScheduleId id : report.removed()) {
      json.writeString(id.text());
    }
    json.writeEndArray();
    if (report.trouble().isPresent()) {
      json.writeStringField("trouble", report.trouble().get());
    }
  }

  private static void outcomes(String field, List<Outcome> outcomes, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Outcome outcome : outcomes) {
      json.writeStartObject();
      place(outcome.place(), json);
      if (outcome.column() > 0) {
        json.writeNumberField("column", outcome.column());
      }
      if (outcome.id().isPresent()) {
        json.writeStringField("id", outcome.id().get().text());
      }
      json.writeStringField("result", outcome.result().word());
      if (!outcome.detail().isEmpty()) {
        json.writeStringField("detail", outcome.detail());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void place(Place place, JsonGenerator json) throws IOException {
    if (place.number().matches("\\d{1,18}")) {
      json.writeNumberField(place.unit(), Long.parseLong(place.number()));
    } else {
      json.writeStringField(place.unit(), place.number());
    }
  }
}
