package io.tickwheel.core.sim;

import io.tickwheel.wire.Subjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The broker's durable half and those who listen to it.
final class SimBroker {
  final SimLog commands;
  final SimLog journal;
  final SimLog snapshots;
  private final Map<String, List<Runnable>> listeners = new HashMap<>();
  private JournalWatch watch = (partition, sequence, bytes) -> {};

  /// Told of every record that the journal really holds.
  interface JournalWatch {
    void appended(int partition, long sequence, byte[] bytes);
  }

  SimBroker() {
    this(new SimLog(false), new SimLog(false), new SimLog(true));
  }

  private SimBroker(SimLog commands, SimLog journal, SimLog snapshots) {
    this.commands = commands;
    this.journal = journal;
    this.snapshots = snapshots;
  }

  SimBroker copy() {
    return new SimBroker(commands.copy(), journal.copy(), snapshots.copy());
  }

  /// With another journal, as after a restore.
  SimBroker withJournal(SimLog another) {
    return new SimBroker(commands.copy(), another, snapshots.copy());
  }

  void watch(JournalWatch journalWatch) {
    watch = journalWatch;
  }

  OptionalLong appendJournal(int partition, byte[] bytes, long expectedLast) {
    OptionalLong appended = journal.append(Subjects.journal(partition), bytes, expectedLast);
    appended.ifPresent(sequence -> journaled(partition, sequence, bytes));
    return appended;
  }

  /// Without the fence: only a planted bug does this.
  long appendJournalUnfenced(int partition, byte[] bytes) {
    long sequence = journal.append(Subjects.journal(partition), bytes);
    journaled(partition, sequence, bytes);
    return sequence;
  }

  long appendCommands(int partition, byte[] bytes) {
    long sequence = commands.append(Subjects.commands(partition), bytes);
    tell(Subjects.commands(partition));
    return sequence;
  }

  OptionalLong writeHead(int partition, byte[] bytes, long expectedLast) {
    return snapshots.append(Subjects.snapshotHead(partition), bytes, expectedLast);
  }

  Optional<SimLog.Entry> head(int partition) {
    return snapshots.last(Subjects.snapshotHead(partition));
  }

  /// The names of the partition's blobs.
  List<String> blobs(int partition) {
    String prefix = Subjects.snapshotBlob(partition, "");
    String head = Subjects.snapshotHead(partition);
    return snapshots.subjects().stream()
        .filter(subject -> subject.startsWith(prefix) && !subject.equals(head))
        .map(subject -> subject.substring(prefix.length()))
        .toList();
  }

  /// `action` runs after each append to the subject.
  void listen(String subject, Runnable action) {
    listeners.computeIfAbsent(subject, name -> new ArrayList<>()).add(action);
  }

  void ignore(String subject, Runnable action) {
    listeners.getOrDefault(subject, new ArrayList<>()).remove(action);
  }

  private void journaled(int partition, long sequence, byte[] bytes) {
    watch.appended(partition, sequence, bytes);
    tell(Subjects.journal(partition));
  }

  private void tell(String subject) {
    List.copyOf(listeners.getOrDefault(subject, List.of())).forEach(Runnable::run);
  }

  /// The journal's content for messages when something went wrong.
  Map<Long, byte[]> journalOf(int partition) {
    Map<Long, byte[]> records = new TreeMap<>();
    journal.read(Subjects.journal(partition), 0).forEach(e -> records.put(e.sequence(), e.bytes()));
    return records;
  }
}
