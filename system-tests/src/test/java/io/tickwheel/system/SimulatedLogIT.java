package io.tickwheel.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PublishOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.tickwheel.core.sim.SimLog;
import io.tickwheel.jetstream.NatsLink;
import io.tickwheel.suite.Cluster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulation's log does what a stream of the real server does, over random operations.
final class SimulatedLogIT {
  private static final int OPERATIONS = 5_000;
  private static final int SUBJECTS = 4;
  private static final int FEW = 4;
  private static final int NO_MESSAGE = 10037;
  private static final int WRONG_LAST_SEQUENCE = 10071;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSimulatedLogAgreesWithTheServer(boolean lastPerSubject) throws Exception {
    Needs.suite();
    SplittableRandom random = Rounds.random("SimulatedLogIT");
    try (Cluster nats = Cluster.start(new Cluster.Size(0, 0, false, false), Map.of());
        NatsLink link = NatsLink.connect(nats.natsUrl(), "simulated-log")) {
      Stream stream = Stream.create(link, lastPerSubject);
      SimLog log = new SimLog(lastPerSubject);
      for (int step = 0; step < Rounds.of(OPERATIONS); step++) {
        String subject = "sim." + random.nextInt(SUBJECTS);
        byte[] bytes = {(byte) step, (byte) (step >> 8)};
        long last = log.last(subject).map(SimLog.Entry::sequence).orElse(0L);
        long somewhere = random.nextLong(step + 2);
        switch (random.nextInt(8)) {
          case 0, 1 ->
              assertThat(stream.append(subject, bytes)).isEqualTo(log.append(subject, bytes));
          case 2 ->
              assertThat(stream.append(subject, bytes, last))
                  .isEqualTo(log.append(subject, bytes, last));
          case 3 ->
              assertThat(stream.append(subject, bytes, somewhere))
                  .as("step %d: append behind %d", step, somewhere)
                  .isEqualTo(log.append(subject, bytes, somewhere));
          case 4 -> assertThat(stream.last(subject)).isEqualTo(log.last(subject).map(Seen::of));
          case 5, 6 ->
              assertThat(stream.next(subject, somewhere))
                  .as("step %d: read from %d", step, somewhere)
                  .isEqualTo(log.read(subject, somewhere).stream().findFirst().map(Seen::of));
          default -> {
            if (random.nextInt(4) == 0) {
              stream.purge(subject, somewhere);
              log.purge(subject, somewhere);
            }
            assertThat(stream.first(subject))
                .as("step %d: the first of %s", step, subject)
                .isEqualTo(log.read(subject, 0).stream().limit(FEW).map(Seen::of).toList());
          }
        }
      }
    }
  }

  private record Seen(long sequence, String subject, List<Byte> bytes) {
    static Seen of(SimLog.Entry entry) {
      return of(entry.sequence(), entry.subject(), entry.bytes());
    }

    static Seen of(MessageInfo message) {
      return of(message.getSeq(), message.getSubject(), message.getData());
    }

    private static Seen of(long sequence, String subject, byte[] bytes) {
      var list = new ArrayList<Byte>();
      for (byte b : bytes) {
        list.add(b);
      }
      return new Seen(sequence, subject, list);
    }
  }

  /// The real one.
  private record Stream(String name, JetStream publisher, JetStreamManagement management) {
    static Stream create(NatsLink link, boolean lastPerSubject)
        throws IOException, JetStreamApiException {
      var management = link.control().jetStreamManagement();
      String name = "SIM";
      management.addStream(
          StreamConfiguration.builder()
              .name(name)
              .subjects("sim.*")
              .storageType(StorageType.File)
              .maxMessagesPerSubject(lastPerSubject ? 1 : -1)
              .build());
      return new Stream(name, link.control().jetStream(), management);
    }

    long append(String subject, byte[] bytes) throws IOException, JetStreamApiException {
      return publisher.publish(subject, bytes).getSeqno();
    }

    OptionalLong append(String subject, byte[] bytes, long expectedLast)
        throws IOException, JetStreamApiException {
      try {
        var options = PublishOptions.builder().expectedLastSubjectSequence(expectedLast).build();
        return OptionalLong.of(publisher.publish(subject, bytes, options).getSeqno());
      } catch (JetStreamApiException e) {
        return or(e, WRONG_LAST_SEQUENCE, OptionalLong.empty());
      }
    }

    Optional<Seen> last(String subject) throws IOException, JetStreamApiException {
      try {
        return Optional.of(Seen.of(management.getLastMessage(name, subject)));
      } catch (JetStreamApiException e) {
        return or(e, NO_MESSAGE, Optional.empty());
      }
    }

    Optional<Seen> next(String subject, long from) throws IOException, JetStreamApiException {
      try {
        return Optional.of(Seen.of(management.getNextMessage(name, from, subject)));
      } catch (JetStreamApiException e) {
        return or(e, NO_MESSAGE, Optional.empty());
      }
    }

    List<Seen> first(String subject) throws IOException, JetStreamApiException {
      var all = new ArrayList<Seen>();
      Optional<Seen> found = next(subject, 0);
      while (found.isPresent() && all.size() < FEW) {
        all.add(found.get());
        found = next(subject, found.get().sequence() + 1);
      }
      return all;
    }

    void purge(String subject, long upTo) throws IOException, JetStreamApiException {
      if (upTo > 0) {
        var options = PurgeOptions.builder().subject(subject).sequence(upTo + 1).build();
        management.purgeStream(name, options);
      }
    }

    private static <T> T or(JetStreamApiException e, int code, T answer)
        throws JetStreamApiException {
      if (e.getApiErrorCode() != code) {
        throw e;
      }
      return answer;
    }
  }
}
