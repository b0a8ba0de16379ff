package io.tickwheel.core.owner;

import io.tickwheel.model.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Queries that wait for a task's end. Memory only and bounded: who gets no answer asks again.
final class Waiters {
  private static final int COUNT_MAX = 100_000;

  record Waiter(TaskId task, Object token, long untilMillis) {}

  /// `number` tells apart who waits for the same and as long.
  private record Place(Waiter waiter, long number) {}

  private final Map<TaskId, List<Place>> byTask = new HashMap<>();
  private final TreeSet<Place> byEnd =
      new TreeSet<>(
          Comparator.comparingLong((Place place) -> place.waiter().untilMillis())
              .thenComparingLong(Place::number));
  private long numbers;

  /// False when there are too many already.
  boolean add(Waiter waiter) {
    if (byEnd.size() >= COUNT_MAX) {
      return false;
    }
    Place place = new Place(waiter, ++numbers);
    byTask.computeIfAbsent(waiter.task(), id -> new ArrayList<>(1)).add(place);
    byEnd.add(place);
    return true;
  }

  /// Those who waited for the task, in the order of their coming; they wait no more.
  List<Waiter> finished(TaskId task) {
    List<Place> places = byTask.remove(task);
    if (places == null) {
      return List.of();
    }
    places.forEach(byEnd::remove);
    return places.stream().map(Place::waiter).toList();
  }

  /// Those who have waited long enough; they wait no more.
  List<Waiter> over(long nowMillis) {
    List<Waiter> over = new ArrayList<>();
    while (nextEndMillis() <= nowMillis) {
      Place place = byEnd.removeFirst();
      over.add(place.waiter());
      byTask.computeIfPresent(place.waiter().task(), (task, places) -> without(place, places));
    }
    return over;
  }

  /// When the first has waited long enough; Long.MAX_VALUE when nobody waits.
  long nextEndMillis() {
    return byEnd.isEmpty() ? Long.MAX_VALUE : byEnd.first().waiter().untilMillis();
  }

  private static @Nullable List<Place> without(Place place, List<Place> places) {
    places.remove(place);
    return places.isEmpty() ? null : places;
  }
}
