package io.tickwheel.jetstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// What is waited for, by what it comes with: several under one key.
///
/// Thread-safe: what was added is found until it was taken or is settled, whoever clears at that
/// moment. Each key's list is looked at and changed only inside the map's own operations.
final class Awaited<K, V> {
  private final Map<K, List<V>> byKey = new ConcurrentHashMap<>();

  void add(K key, V value) {
    byKey.compute(
        key,
        (_, values) -> {
          List<V> list = values == null ? new ArrayList<>() : values;
          list.add(value);
          return list;
        });
  }

  /// All under the key, in the order they were added; they are not waited for any more.
  List<V> take(K key) {
    List<V> values = byKey.remove(key);
    return values == null ? List.of() : values;
  }

  /// Forgets each key all of whose values are settled.
  void clear(Predicate<V> isSettled) {
    for (K key : byKey.keySet()) {
      byKey.computeIfPresent(
          key, (_, values) -> values.stream().allMatch(isSettled) ? null : values);
    }
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }
}
