package io.tickwheel.alert.api;

import io.tickwheel.alert.channel.Channel;
import io.tickwheel.alert.channel.Endpoint;
import io.tickwheel.alert.channel.Sent;
import io.tickwheel.alert.deliver.DeliveryRound;
import io.tickwheel.alert.settings.Settings;
import io.tickwheel.alert.store.ChannelStore;
import io.tickwheel.alert.store.Delivery;
import io.tickwheel.alert.store.DeliveryStore;
import io.tickwheel.alert.watch.NotificationWords;
import io.tickwheel.problem.Problem;
import io.tickwheel.problem.ProblemException;
import io.tickwheel.problem.ProblemKind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// The channels: who is told, and how.
@Path("/api/v1/alerts/channels")
@Produces(MediaType.APPLICATION_JSON)
public final class ChannelsResource {
  private final ChannelStore channels;
  private final DeliveryStore deliveries;
  private final DeliveryRound round;
  private final Settings settings;
  private final InstantSource clock;

  ChannelsResource(
      ChannelStore channels,
      DeliveryStore deliveries,
      DeliveryRound round,
      Settings settings,
      InstantSource clock) {
    this.channels = channels;
    this.deliveries = deliveries;
    this.round = round;
    this.settings = settings;
    this.clock = clock;
  }

  @GET
  public String all() {
    var json = Views.object();
    var items = json.putArray("channels");
    channels.all().stream().map(Views::channel).forEach(items::add);
    return json.toString();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(byte[] body) {
    Channel channel = ChannelBody.read(body).channel(Optional.empty(), clock.millis());
    requireMailServer(channel);
    return switch (channels.add(channel)) {
      case DONE ->
          Response.created(URI.create("/api/v1/alerts/channels/" + channel.id()))
              .entity(one(channel.id()))
              .build();
      case EXISTS -> throw conflict("There is a channel '%s' already".formatted(channel.id()));
      case TOO_MANY ->
          throw conflict("There are %d channels already".formatted(ChannelStore.CHANNELS_MAX));
    };
  }

  @GET
  @Path("/{id}")
  public String one(@PathParam("id") String id) {
    return Views.channel(find(id)).toString();
  }

  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String replace(@PathParam("id") String id, byte[] body) {
    Channel before = changeable(id);
    Channel channel = ChannelBody.read(body).channel(Optional.of(before), clock.millis());
    requireMailServer(channel);
    if (!channels.replace(channel)) {
      throw unknown(id);
    }
    return one(id);
  }

  @DELETE
  @Path("/{id}")
  public void remove(@PathParam("id") String id) {
    if (!channels.remove(changeable(id).id(), clock.millis())) {
      throw unknown(id);
    }
  }

  /// Sends a message at once, once; the answer says what came of it.
  @POST
  @Path("/{id}/test")
  public String test(@PathParam("id") String id) {
    Channel channel = find(id).channel();
    long now = clock.millis();
    Delivery trial = deliveries.trial(NotificationWords.trial(id, now), id, now);
    var json = Views.object().put("delivery_id", trial.id());
    return switch (round.trial(channel, trial)) {
      case Sent.Delivered delivered -> json.put("delivered", true).toString();
      case Sent.Failed failed ->
          json.put("delivered", false).put("error", failed.reason()).toString();
    };
  }

  private ChannelStore.Listed find(String id) {
    return channels.find(id).orElseThrow(() -> unknown(id));
  }

  private Channel changeable(String id) {
    Channel channel = find(id).channel();
    if (channel.origin() == Channel.Origin.CONFIG) {
      throw conflict(
          "Channel '%s' comes from the service's settings; change it there".formatted(id));
    }
    return channel;
  }

  private void requireMailServer(Channel channel) {
    if (channel.endpoint() instanceof Endpoint.Email && settings.smtp().isEmpty()) {
      throw conflict("Emails need a mail server: set tickwheel.alert.smtp-host");
    }
  }

  private static ProblemException conflict(String detail) {
    return new ProblemException(Problem.of(ProblemKind.CONFLICT, detail));
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(
        Problem.of(
            ProblemKind.UNKNOWN_CHANNEL, "There is no channel '%s'".formatted(Problem.shown(id))));
  }
}
