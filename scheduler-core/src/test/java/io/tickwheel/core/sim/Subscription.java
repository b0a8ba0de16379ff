package io.tickwheel.core.sim;

import io.tickwheel.core.sim.SimLog.Entry;
import java.util.List;
import java.util.function.BiPredicate;

/// An ordered reader: each message once and in order, across lost connections.
final class Subscription {
  private static final long AGAIN_MILLIS = 200;

  private final SimBroker broker;
  private final SimLog log;
  private final String subject;
  private final Host host;
  private final Network network;
  private final BiPredicate<Long, byte[]> reader;
  private final Runnable onAppend = this::pump;
  private long next;
  private boolean pumping;
  private boolean closed;

  Subscription(
      SimBroker broker,
      SimLog log,
      String subject,
      long from,
      Host host,
      Network network,
      BiPredicate<Long, byte[]> reader) {
    this.broker = broker;
    this.log = log;
    this.subject = subject;
    this.next = from;
    this.host = host;
    this.network = network;
    this.reader = reader;
    broker.listen(subject, onAppend);
    pump();
  }

  void close() {
    closed = true;
    broker.ignore(subject, onAppend);
  }

  private void pump() {
    if (pumping || closed) {
      return;
    }
    pumping = true;
    host.in(network.delay(), this::deliver);
  }

  private void deliver() {
    pumping = false;
    if (host.isIsolated()) {
      pumping = true;
      host.in(AGAIN_MILLIS, this::deliver);
      return;
    }
    List<Entry> entries = log.read(subject, next);
    for (Entry entry : entries) {
      if (closed) {
        return;
      }
      next = entry.sequence() + 1;
      if (!reader.test(entry.sequence(), entry.bytes())) {
        close();
      }
    }
  }
}
