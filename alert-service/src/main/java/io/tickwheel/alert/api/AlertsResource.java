package io.tickwheel.alert.api;

import io.tickwheel.alert.store.AlertStore;
import io.tickwheel.alert.store.Delivery;
import io.tickwheel.alert.store.DeliveryStore;
import io.tickwheel.alert.store.StoredAlert;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Alerts, those that fire and those that did, and what became of telling people.
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
public final class AlertsResource {
  private final AlertStore alerts;
  private final DeliveryStore deliveries;

  AlertsResource(AlertStore alerts, DeliveryStore deliveries) {
    this.alerts = alerts;
    this.deliveries = deliveries;
  }

  enum State {
    FIRING,
    RESOLVED
  }

  @GET
  public String alerts(
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Query.limit(limit);
    Optional<Boolean> firing =
        Query.word("state", state, State.values()).map(s -> s == State.FIRING);
    var found = alerts.page(new AlertStore.Page(firing, Query.cursor(cursor), most + 1));
    return Views.page("alerts", found, most, Views::alert, StoredAlert::id).toString();
  }

  @GET
  @Path("/{id:\\d+}")
  public String alert(@PathParam("id") String id) {
    return Query.number("id", id, 1, Long.MAX_VALUE)
        .flatMap(alerts::find)
        .map(found -> Views.alert(found).toString())
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        ProblemKind.UNKNOWN_ALERT, "There is no alert " + Problem.shown(id))));
  }

  @GET
  @Path("/deliveries")
  public String deliveries(
      @RestQuery @Nullable String channel,
      @RestQuery @Nullable String state,
      @RestQuery("alert_id") @Nullable String alertId,
      @RestQuery @Nullable String limit,
      @RestQuery @Nullable String cursor) {
    int most = Query.limit(limit);
    var page =
        new DeliveryStore.Page(
            Optional.ofNullable(channel),
            Query.word("state", state, Delivery.State.values()),
            Query.number("alert_id", alertId, 1, Long.MAX_VALUE),
            Query.cursor(cursor),
            most + 1);
    return Views.page("deliveries", deliveries.page(page), most, Views::delivery, Delivery::id)
        .toString();
  }
}
