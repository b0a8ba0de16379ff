package io.tickwheel.monitor.forward;

import io.quarkus.runtime.ShutdownEvent;
import io.tickwheel.message.SchedulerBeat;
import io.tickwheel.monitor.config.MonitorSettings;
import io.tickwheel.monitor.live.Fleet;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;

/// Puts the forwarder before all other routes.
@Singleton
public class ForwardingRoute {
  private static final int BEFORE_ALL = -1000;

  private final Forwarder forwarder;

  ForwardingRoute(Vertx vertx, MonitorSettings settings, Fleet fleet) {
    forwarder =
        new Forwarder(
            vertx,
            new Upstreams(
                settings.schedulers(),
                () -> heardOf(fleet),
                MonitorSettings.SCHEDULER_DEFAULT,
                System::nanoTime),
            settings.alert());
  }

  void register(@Observes Router router) {
    var _ = router.route().order(BEFORE_ALL).handler(forwarder::handle);
  }

  void stop(@Observes ShutdownEvent event) {
    forwarder.close();
  }

  private static List<URI> heardOf(Fleet fleet) {
    return fleet.schedulers().stream()
        .filter(scheduler -> !scheduler.isLost() && !scheduler.beat().leaving())
        .map(Fleet.Heard::beat)
        .flatMap(ForwardingRoute::url)
        .toList();
  }

  private static Stream<URI> url(SchedulerBeat beat) {
    try {
      var url = new URI(beat.url());
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return http && url.getHost() != null ? Stream.of(url) : Stream.empty();
    } catch (URISyntaxException e) {
      return Stream.empty();
    }
  }
}
