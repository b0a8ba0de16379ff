package io.tickwheel.core.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A JetStream stream as far as we rely on it: one sequence over all subjects, appends that may
/// expect the last sequence of their subject, reads by subject, purges by subject up to a sequence,
/// and optionally only the newest message of a subject kept. Compared with the real server
/// elsewhere.
public final class SimLog {
  public record Entry(long sequence, String subject, byte[] bytes) {}

  private final boolean lastPerSubject;
  private final Map<String, TreeMap<Long, Entry>> subjects = new HashMap<>();
  private long sequence;

  public SimLog(boolean lastPerSubject) {
    this.lastPerSubject = lastPerSubject;
  }

  /// The new sequence, or empty when the subject's last is not `expectedLast`.
  public OptionalLong append(String subject, byte[] bytes, long expectedLast) {
    if (lastSequence(subject) != expectedLast) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(append(subject, bytes));
  }

  public long append(String subject, byte[] bytes) {
    TreeMap<Long, Entry> entries = subjects.computeIfAbsent(subject, name -> new TreeMap<>());
    if (lastPerSubject) {
      entries.clear();
    }
    entries.put(++sequence, new Entry(sequence, subject, bytes));
    return sequence;
  }

  public Optional<Entry> last(String subject) {
    TreeMap<Long, Entry> entries = subjects.get(subject);
    return entries == null || entries.isEmpty()
        ? Optional.empty()
        : Optional.of(entries.lastEntry().getValue());
  }

  public List<Entry> read(String subject, long from) {
    TreeMap<Long, Entry> entries = subjects.get(subject);
    return entries == null ? List.of() : new ArrayList<>(entries.tailMap(from, true).values());
  }

  /// Removes the subject's messages up to and including `upTo`.
  public void purge(String subject, long upTo) {
    TreeMap<Long, Entry> entries = subjects.get(subject);
    if (entries != null) {
      entries.headMap(upTo, true).clear();
    }
  }

  /// The subjects that have a message.
  List<String> subjects() {
    return subjects.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  SimLog copy() {
    SimLog copy = new SimLog(lastPerSubject);
    subjects.forEach((subject, entries) -> copy.subjects.put(subject, new TreeMap<>(entries)));
    copy.sequence = sequence;
    return copy;
  }

  private long lastSequence(String subject) {
    return last(subject).map(Entry::sequence).orElse(0L);
  }
}
