package io.tickwheel.core.sim;

import io.tickwheel.message.Command;
import io.tickwheel.message.CommandFrame;
import io.tickwheel.model.Incarnation;
import io.tickwheel.wire.CommandCodec;
import java.util.ArrayList;
import java.util.List;

/// A source's commands for one partition: numbered frames, one in flight, repeated until
/// acknowledged.
final class SimLane {
  private static final int FRAME_MAX = 16;

  private final SimBroker broker;
  private final Network network;
  private final Host host;
  private final Incarnation source;
  private final int partition;
  private final String replyTo;
  private final List<Pending> waiting = new ArrayList<>();
  private long number;
  private long acknowledged;
  private boolean inFlight;

  interface Sent {
    void acknowledged(long frame, int index);
  }

  private record Pending(Command command, Sent sent) {}

  SimLane(
      SimBroker broker,
      Network network,
      Host host,
      Incarnation source,
      int partition,
      String replyTo) {
    this.broker = broker;
    this.network = network;
    this.host = host;
    this.source = source;
    this.partition = partition;
    this.replyTo = replyTo;
  }

  void send(Command command, Sent sent) {
    waiting.add(new Pending(command, sent));
    next();
  }

  long acknowledgedThrough() {
    return acknowledged;
  }

  private void next() {
    if (inFlight || waiting.isEmpty()) {
      return;
    }
    inFlight = true;
    List<Pending> taken = new ArrayList<>(waiting.subList(0, Math.min(FRAME_MAX, waiting.size())));
    waiting.subList(0, taken.size()).clear();
    List<Command> commands = taken.stream().map(Pending::command).toList();
    byte[] bytes = CommandCodec.encode(new CommandFrame(source, ++number, replyTo, commands));
    publish(bytes, taken);
  }

  private void publish(byte[] bytes, List<Pending> taken) {
    network.call(
        host,
        () -> broker.appendCommands(partition, bytes),
        sequence -> {
          acknowledged = sequence;
          inFlight = false;
          for (int i = 0; i < taken.size(); i++) {
            taken.get(i).sent().acknowledged(number, i);
          }
          next();
        },
        () -> publish(bytes, taken));
  }
}
