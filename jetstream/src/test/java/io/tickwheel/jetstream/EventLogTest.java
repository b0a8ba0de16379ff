package io.tickwheel.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import io.tickwheel.wire.Streams;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private static final String SUBJECT = "tw.events.cron.schedule.a";

  @AutoClose private NatsServer server;
  @AutoClose private NatsLink link;

  @BeforeEach
  void start() throws IOException {
    server = NatsServer.start();
    link = NatsLink.connect(server.url(), "test");
    Topology.provision(link, 4, 1);
  }

  @Test
  void whatIsToldTwiceIsStoredOnce() throws Exception {
    var events = new EventLog(link);
    Awaiting.get(events.publish(SUBJECT, "7", "{}".getBytes(UTF_8)));
    Awaiting.get(events.publish(SUBJECT, "7", "{}".getBytes(UTF_8)));
    Awaiting.get(events.publish(SUBJECT, "8", "{}".getBytes(UTF_8)));

    var streams = link.control().jetStreamManagement();
    assertThat(streams.getStreamInfo(Streams.EVENTS.name()).getStreamState().getMsgCount())
        .isEqualTo(2);
    MessageInfo first = streams.getMessage(Streams.EVENTS.name(), 1);
    assertThat(first.getSubject()).isEqualTo(SUBJECT);
    assertThat(first.getHeaders().getFirst("Content-Type"))
        .startsWith("application/cloudevents+json");
  }

  @Test
  void theStreamIsBoundedByAgeAndBytes() throws Exception {
    StreamConfiguration found =
        link.control()
            .jetStreamManagement()
            .getStreamInfo(Streams.EVENTS.name())
            .getConfiguration();
    assertThat(found.getMaxAge()).isEqualTo(Duration.ofDays(7));
    assertThat(found.getMaxMsgs()).isEqualTo(Streams.EVENTS.messagesMax()).isPositive();
    assertThat(found.getDuplicateWindow()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void whatIsNotConfirmedFails() throws Exception {
    server.kill();
    assertThatThrownBy(() -> Awaiting.get(new EventLog(link).publish(SUBJECT, "9", new byte[0])))
        .isInstanceOf(UnconfirmedAppendException.class);
  }
}
